package larksong;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Spares a run of seconds the compiler that pays off after minutes.
 *
 * <p>Of a cold {@code produce}, a fifth of the processor time was the optimising compiler at work
 * on code that then ran no more; an hour of speech takes the same processor time either way. A jar
 * cannot carry the flag {@code -XX:TieredStopAtLevel=1}; the JVM's own compiler directives (JEP
 * 165) say the same at run time.
 *
 * <p>The command is given to the JVM behind the management server, whose start alone would cost a
 * third of what is spared; the jar's manifest opens that door. A JVM without it runs as it is.
 */
final class ShortRun {

  private static final String DIRECTIVES = "[{match: [\"*.*\"], c2: {Exclude: true}}]";

  private ShortRun() {}

  static void begin() {
    try {
      Path file = Files.createTempFile("larksong", ".json");
      try {
        Files.writeString(file, DIRECTIVES);
        command("Compiler.directives_add " + file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (ReflectiveOperationException | RuntimeException | IOException e) {
      System.getLogger(ShortRun.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
    }
  }

  /** What {@code jcmd} would say to this process. */
  private static void command(String line) throws ReflectiveOperationException {
    Method management =
        Class.forName("sun.management.ManagementFactoryHelper").getMethod("getVMManagement");
    management.setAccessible(true);
    Class<?> commands = Class.forName("com.sun.management.internal.DiagnosticCommandImpl");
    Class.forName("com.sun.management.internal.PlatformMBeanProviderImpl"); // loads its library
    Constructor<?> constructor =
        commands.getDeclaredConstructor(Class.forName("sun.management.VMManagement"));
    constructor.setAccessible(true);
    Method execute = commands.getDeclaredMethod("executeDiagnosticCommand", String.class);
    execute.setAccessible(true);
    execute.invoke(constructor.newInstance(management.invoke(null)), line);
  }
}
