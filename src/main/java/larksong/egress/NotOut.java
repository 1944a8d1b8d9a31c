package larksong.egress;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says why a class that could send something gives nothing to anybody, or is asked for by one. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface NotOut {
  String value();
}
