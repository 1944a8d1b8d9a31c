package larksong.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import larksong.source.notes.MarkdownNotes;
import larksong.source.planted.Sideways;
import larksong.studio.planted.Downstairs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An adapter is a room inside its port's room: it uses no other adapter, and only the app uses it.
 * The rooms are those that exist, so that a new adapter needs no line here.
 */
class AdaptersApartTest {

  /** The rooms with a port, whose rooms inside are adapters. */
  private static final List<String> PORTS =
      List.of("source", "script", "speech", "audio", "publish");

  /** Who uses an adapter's class and may, and why. */
  private static final Map<String, String> MAY =
      Map.of(
          "larksong.cli.LoginCommand uses larksong.publish.spotify.Login",
          "the owner signs in at Spotify by hand, which is no part of publishing");

  private static final Pattern ADAPTER =
      Pattern.compile("larksong\\.((?:" + String.join("|", PORTS) + ")\\.\\w+).*");

  static Stream<String> ports() {
    return PORTS.stream();
  }

  @ParameterizedTest
  @MethodSource("ports")
  void theRoomOfAPortHasAdapters(String port) {
    assertThat(rooms()).anyMatch(room -> room.startsWith(port + "."));
  }

  @Test
  void adaptersDoNotUseEachOther() {
    assertThat(uses(House.CLASSES, AdaptersApartTest::isSideways)).isEmpty();
  }

  @Test
  void onlyTheAppUsesAnAdapter() {
    assertThat(uses(House.CLASSES, AdaptersApartTest::isFromElsewhere))
        .as("with a reason each, and no reason that nobody needs")
        .containsExactlyInAnyOrderElementsOf(MAY.keySet());
  }

  @Test
  void anAdapterThatUsesAnotherIsSeen() {
    assertThat(uses(planted(Sideways.class), AdaptersApartTest::isSideways))
        .containsExactly(Sideways.class.getName() + " uses " + MarkdownNotes.class.getName());
  }

  @Test
  void aStageThatUsesAnAdapterIsSeen() {
    assertThat(uses(planted(Downstairs.class), AdaptersApartTest::isFromElsewhere))
        .containsExactly(Downstairs.class.getName() + " uses " + MarkdownNotes.class.getName());
  }

  private static JavaClasses planted(Class<?> type) {
    return new ClassFileImporter().importClasses(type);
  }

  private static List<String> uses(JavaClasses classes, Predicate<Dependency> forbidden) {
    return classes.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .filter(forbidden)
        .map(use -> outermost(use.getOriginClass()) + " uses " + outermost(use.getTargetClass()))
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean isSideways(Dependency use) {
    Optional<String> from = adapter(use.getOriginClass());
    Optional<String> to = adapter(use.getTargetClass());
    return from.isPresent() && to.isPresent() && !from.equals(to);
  }

  private static boolean isFromElsewhere(Dependency use) {
    return adapter(use.getTargetClass()).isPresent()
        && adapter(use.getOriginClass()).isEmpty()
        && !use.getOriginClass().getPackageName().equals("larksong.app");
  }

  /** The adapter's room that a class is in, such as {@code source.feed}. */
  private static Optional<String> adapter(JavaClass type) {
    return Optional.of(ADAPTER.matcher(type.getPackageName()))
        .filter(Matcher::matches)
        .map(name -> name.group(1));
  }

  private static Set<String> rooms() {
    return House.CLASSES.stream()
        .flatMap(type -> adapter(type).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String outermost(JavaClass type) {
    return type.getName().replaceFirst("\\$.*", "");
  }
}
