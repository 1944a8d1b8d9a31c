package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import larksong.alert.Messenger;
import larksong.alert.planted.Pigeon;
import larksong.architecture.House;
import larksong.architecture.planted.Unchosen;
import larksong.audio.Encoder;
import larksong.publish.Publisher;
import larksong.script.ScriptJudge;
import larksong.script.ScriptWriter;
import larksong.source.Source;
import larksong.speech.Synthesizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever wants to know which adapters there are reads one class, where each of them is made. */
class AdaptersTest {

  private static final List<Class<?>> PORTS =
      List.of(
          Source.class,
          Synthesizer.class,
          ScriptWriter.class,
          ScriptJudge.class,
          Encoder.class,
          Publisher.class,
          Messenger.class);

  /** What implements a port and is neither an adapter nor made around another, and why. */
  private static final Map<String, String> NO_ADAPTERS =
      Map.of(
          "larksong.app.LeftOut",
          "stands in for a source that an edition could not be made with",
          "larksong.app.Ways$Silent",
          "stands in for a messenger that --offline forbids");

  private static final JavaClasses PLANTED =
      new ClassFileImporter()
          .importClasses(
              Pigeon.class,
              Unchosen.Mentions.class,
              Unchosen.Makes.class,
              Unchosen.MakesLater.class,
              Unchosen.Decorator.class);

  @Test
  void everyAdapterIsMadeInAdapters() {
    assertThat(notMadeIn(Adapters.class, House.CLASSES))
        .as("with a reason each, and no reason that nobody needs")
        .containsExactlyInAnyOrderElementsOf(NO_ADAPTERS.keySet());
  }

  @Test
  void noAdapterIsMadeElsewhere() {
    assertThat(
            adapters(House.CLASSES)
                .filter(type -> !NO_ADAPTERS.containsKey(type.getName()))
                .flatMap(type -> makers(House.CLASSES, type))
                .distinct())
        .containsExactly(Adapters.class.getName());
  }

  @Test
  void everyPortHasAnAdapter() {
    assertThat(PORTS)
        .allMatch(port -> adapters(House.CLASSES).anyMatch(type -> type.isAssignableTo(port)));
  }

  @Test
  void anAdapterThatIsOnlyMentionedIsSeen() {
    assertThat(users(pigeon())).contains(Unchosen.Mentions.class.getName());
    assertThat(notMadeIn(Unchosen.Mentions.class, PLANTED)).containsExactly(Pigeon.class.getName());
  }

  @ParameterizedTest
  @ValueSource(classes = {Unchosen.Makes.class, Unchosen.MakesLater.class})
  void anAdapterIsMadeByItsConstructorOrItsFactory(Class<?> maker) {
    assertThat(notMadeIn(maker, PLANTED)).isEmpty();
  }

  @Test
  void whoeverMakesAnAdapterIsSeen() {
    assertThat(makers(PLANTED, pigeon()).distinct())
        .containsExactlyInAnyOrder(
            Unchosen.Makes.class.getName(), Unchosen.MakesLater.class.getName());
  }

  @Test
  void whatIsMadeAroundAnotherIsNoAdapter() {
    assertThat(adapters(PLANTED)).containsExactly(pigeon());
  }

  /** Whoever knows it in any way. */
  private static List<String> users(JavaClass type) {
    return PLANTED.stream()
        .filter(
            one ->
                one.getDirectDependenciesFromSelf().stream()
                    .anyMatch(use -> use.getTargetClass().equals(type)))
        .map(JavaClass::getName)
        .toList();
  }

  private static JavaClass pigeon() {
    return PLANTED.get(Pigeon.class);
  }

  /** The classes that implement a port by themselves. */
  static Stream<JavaClass> adapters(JavaClasses classes) {
    return classes.stream()
        .filter(type -> !type.isInterface())
        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
        .filter(type -> PORTS.stream().anyMatch(type::isAssignableTo))
        .filter(type -> !isDecorator(type));
  }

  /** Whether each is made with another of its port, or with something that makes others. */
  private static boolean isDecorator(JavaClass type) {
    return PORTS.stream()
        .filter(type::isAssignableTo)
        .allMatch(
            port ->
                type.getConstructors().stream()
                    .flatMap(constructor -> constructor.getParameterTypes().stream())
                    .flatMap(parameter -> parameter.getAllInvolvedRawTypes().stream())
                    .anyMatch(one -> one.isEquivalentTo(port)));
  }

  private static List<String> notMadeIn(Class<?> maker, JavaClasses classes) {
    return adapters(classes)
        .filter(type -> makers(classes, type).noneMatch(maker.getName()::equals))
        .map(JavaClass::getName)
        .toList();
  }

  /** Who makes it, outside of its own room. */
  private static Stream<String> makers(JavaClasses classes, JavaClass type) {
    return classes.stream()
        .filter(one -> !one.getPackageName().equals(type.getPackageName()))
        .filter(one -> uses(one).anyMatch(use -> isMaking(use, type)))
        .map(JavaClass::getName);
  }

  private static Stream<JavaCodeUnitAccess<?>> uses(JavaClass type) {
    return Stream.concat(
        type.getCodeUnitCallsFromSelf().stream(), type.getCodeUnitReferencesFromSelf().stream());
  }

  /** A constructor, or a static method that answers with an adapter of the port. */
  private static boolean isMaking(JavaCodeUnitAccess<?> use, JavaClass type) {
    if (!use.getTargetOwner().getName().equals(type.getName())) {
      return false;
    }
    Optional<? extends JavaCodeUnit> target = use.getTarget().resolveMember();
    return target.isPresent()
        && (target.get().isConstructor()
            || (target.get().getModifiers().contains(JavaModifier.STATIC)
                && PORTS.stream().anyMatch(target.get().getRawReturnType()::isAssignableTo)));
  }
}
