package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import larksong.publish.Publisher;
import larksong.source.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands around a source or a target hides nothing that it can do. */
class OnErrandTest {

  static Stream<Arguments> decorators() {
    return Stream.of(
        Arguments.of(OnErrand.Publishing.class, Publisher.class),
        Arguments.of(OnErrand.Fetching.class, Source.class));
  }

  /** A default method that is not passed on would answer for the target itself. */
  @ParameterizedTest
  @MethodSource("decorators")
  void passesOnEveryCall(Class<?> decorator, Class<?> port) {
    List<String> passedOn = Arrays.stream(decorator.getDeclaredMethods()).map(this::form).toList();

    assertThat(Arrays.stream(port.getMethods()).map(this::form)).isSubsetOf(passedOn);
  }

  private String form(Method method) {
    return method.getName() + Arrays.toString(method.getParameterTypes());
  }
}
