package larksong.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import larksong.Main;
import larksong.architecture.planted.Chatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Only the command line reads and writes the standard streams: answers for people and programs are
 * its own, and all others log. The uses are those of the byte code.
 */
class StandardStreamsTest {

  private static final JavaClasses PLANTED =
      new ClassFileImporter().importClasses(chatter().toArray(Class<?>[]::new));

  /** What leads to a standard stream, by what it is a use of. */
  private enum Way {
    STREAMS("java.lang.System", "in", "out", "err"),
    OTHER_STREAMS("java.lang.System", "setIn", "setOut", "setErr"),
    CONSOLE("java.lang.System", "console"),
    DESCRIPTORS("java.io.FileDescriptor", "in", "out", "err"),
    STACK_TRACE("java.lang.Throwable", "printStackTrace"),
    STACK("java.lang.Thread", "dumpStack"),
    OF_A_PROGRAM("java.lang.ProcessBuilder", "inheritIO"),
    OF_A_PROGRAM_EACH("java.lang.ProcessBuilder$Redirect", "INHERIT");

    private final String owner;
    private final String names;

    Way(String owner, String... names) {
      this.owner = owner;
      this.names = String.join(" ", names);
    }

    private Stream<String> names() {
      return Stream.of(names.split(" ", -1));
    }

    static Stream<String> all() {
      return Stream.of(values()).flatMap(way -> way.names().map(way::said));
    }

    private String said(String name) {
      return owner + "." + name;
    }

    private Stream<String> of(JavaAccess<?> use) {
      return names()
          .filter(use.getTarget().getName()::equals)
          .filter(name -> use.getTargetOwner().isAssignableTo(owner))
          .filter(name -> !isToAnotherStream(use))
          .map(this::said);
    }

    /** A stack trace may be printed to any stream that is given. */
    private boolean isToAnotherStream(JavaAccess<?> use) {
      return this == STACK_TRACE && !use.getTarget().getFullName().endsWith("()");
    }
  }

  @Test
  void onlyTheCommandLineUsesTheStandardStreams() {
    assertThat(
            House.CLASSES.stream()
                .filter(type -> !isCommandLine(type))
                .flatMap(StandardStreamsTest::uses))
        .isEmpty();
  }

  @Test
  void theCommandLineUsesThem() {
    assertThat(
            House.CLASSES.stream()
                .filter(StandardStreamsTest::isCommandLine)
                .flatMap(StandardStreamsTest::uses))
        .anyMatch(use -> use.endsWith(" java.lang.System.in"));
  }

  static Stream<Class<?>> chatter() {
    return Stream.of(Chatter.class.getDeclaredClasses());
  }

  @ParameterizedTest
  @MethodSource("chatter")
  void eachUseElsewhereIsSeen(Class<?> type) {
    assertThat(PLANTED.get(type)).matches(one -> !isCommandLine(one));
    assertThat(uses(PLANTED.get(type))).isNotEmpty();
  }

  @Test
  void aUseIsPlantedForEachWay() {
    Set<String> found = new HashSet<>();
    PLANTED.stream()
        .flatMap(StandardStreamsTest::uses)
        .forEach(use -> found.add(use.replaceFirst(".* ", "")));

    assertThat(found).containsExactlyInAnyOrderElementsOf(Way.all().toList());
  }

  private static boolean isCommandLine(JavaClass type) {
    return type.isEquivalentTo(Main.class) || type.getPackageName().equals("larksong.cli");
  }

  /** Each as the class and what it uses. */
  private static Stream<String> uses(JavaClass type) {
    return type.getAccessesFromSelf().stream()
        .flatMap(use -> Stream.of(Way.values()).flatMap(way -> way.of(use)))
        .map(use -> type.getName() + " uses " + use);
  }
}
