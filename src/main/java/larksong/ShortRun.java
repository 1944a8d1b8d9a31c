package larksong;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Spares a run of seconds the compiler that pays off after minutes.
 *
 * <p>Of a cold {@code produce}, a fifth of the processor time was the optimising compiler at work
 * on code that then ran no more; an hour of speech takes the same processor time either way. A jar
 * cannot carry the flag {@code -XX:TieredStopAtLevel=1}; the JVM's own compiler directives (JEP
 * 165) say the same at run time. A JVM without them runs as it is.
 */
final class ShortRun {

  private static final String DIRECTIVES = "[{match: [\"*.*\"], c2: {Exclude: true}}]";

  private ShortRun() {}

  static void begin() {
    try {
      Path file = Files.createTempFile("larksong", ".json");
      try {
        Files.writeString(file, DIRECTIVES);
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "compilerDirectivesAdd",
                new Object[] {new String[] {file.toString()}},
                new String[] {String[].class.getName()});
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (JMException | IOException e) {
      System.getLogger(ShortRun.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
    }
  }
}
