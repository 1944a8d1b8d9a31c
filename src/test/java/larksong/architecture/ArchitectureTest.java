package larksong.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import larksong.model.planted.Violations;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house; each is seen failing on a planted violation. */
class ArchitectureTest {

  /** What a room may use besides itself; a name covers the rooms inside it. */
  private static final Map<String, List<String>> ROOMS = rooms();

  /** What a room inside the library may use there; an empty name is the shelf. */
  private static final Map<String, List<String>> IN_LIBRARY =
      Map.of(
          "", List.of(".store"),
          ".store", List.of(),
          ".journal", List.of(".store"),
          ".access", List.of(".store"),
          ".deletion", List.of("", ".store", ".journal"), // targets are told by their deliveries
          ".intake", List.of("", ".store", ".access", ".deletion"), // a token says who sends
          ".feed", List.of("", ".store", ".access"), // its addresses hold a token
          ".upkeep", List.of("", ".store", ".access", ".deletion", ".journal")); // it sweeps all

  /** Which rooms may use a library; all others may not. */
  private static final Map<String, List<String>> LIBRARIES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("dev.langchain4j", List.of("script.llm")),
              Map.entry("org.quartz", List.of("schedule")),
              Map.entry("picocli", List.of("cli")),
              Map.entry("me.tongfei", List.of("cli")),
              Map.entry("com.sun.speech", List.of("speech.freetts")),
              Map.entry("ws.schild", List.of("audio.jave")),
              Map.entry("com.mpatric", List.of("audio")),
              Map.entry("morfologik", List.of("privacy", "proof")),
              Map.entry("org.sqlite", List.of("library")),
              Map.entry("org.apache.lucene", List.of("library")),
              Map.entry("org.apache.commons.dbutils", List.of("library")),
              Map.entry("org.flywaydb", List.of("library")),
              Map.entry("com.password4j", List.of("library")),
              Map.entry("com.github.benmanes.caffeine", List.of("library", "server")),
              Map.entry("io.javalin", List.of("server")),
              Map.entry("org.eclipse.jetty", List.of("server")),
              Map.entry("io.micrometer", List.of("server")),
              Map.entry("com.google.zxing", List.of("server")),
              Map.entry("nl.altindag", List.of("server")),
              Map.entry("jakarta.mail", List.of("alert")),
              Map.entry("com.zaxxer", List.of("library")),
              Map.entry("com.google.re2j", List.of("privacy", "config")),
              Map.entry("com.google.i18n.phonenumbers", List.of("privacy")),
              Map.entry("io.minio", List.of("bucket")),
              Map.entry("com.nimbusds", List.of("publish.spotify")),
              Map.entry("jakarta.servlet", List.of("server")),
              Map.entry("biweekly", List.of("source.calendar")),
              Map.entry("org.dmfs", List.of("source.calendar")),
              Map.entry("com.rometools", List.of("source.feed")),
              Map.entry("com.fasterxml.jackson.dataformat.csv", List.of("source.data")),
              Map.entry("org.yaml", List.of("config")),
              Map.entry(
                  "okhttp3", List.of("net", "bucket", "script.llm", "publish", "alert", "app"))));

  private static final JavaClasses HOUSE = House.CLASSES;

  private static final JavaClasses PLANTED =
      new ClassFileImporter().importClasses(Violations.class);

  private static Map<String, List<String>> rooms() {
    List<String> value = List.of("model", "config", "files", "json", "spoken", "egress");
    Map<String, List<String>> rooms = new TreeMap<>();
    rooms.put("model", List.of());
    rooms.put("files", List.of());
    rooms.put("egress", List.of("model"));
    rooms.put("process", List.of("model", "egress")); // it notes what the owner's programs get
    rooms.put("spoken", List.of());
    rooms.put("json", List.of("model"));
    rooms.put("config", List.of("model", "egress"));
    rooms.put("net", List.of("model", "egress", "files")); // its cache is for the owner alone
    rooms.put("bucket", List.of("model", "config", "files", "net", "egress"));
    rooms.put("source", with(value, "net"));
    rooms.put("editor", value);
    rooms.put("script", with(value, "net"));
    rooms.put("proof", value);
    rooms.put("privacy", value);
    rooms.put("speech", with(value, "process"));
    rooms.put("audio", with(value, "process"));
    rooms.put("library", List.of("model", "files", "json", "bucket", "process", "egress"));
    rooms.put("publish", with(value, "net", "library", "process", "bucket"));
    rooms.put("alert", List.of("model", "egress", "json", "net", "process"));
    rooms.put("server", List.of("model", "files", "json", "library", "process", "egress"));
    rooms.put("schedule", List.of("model", "process"));
    rooms.put(
        "studio", // it says when memory ran out
        with(
            value, "source", "editor", "script", "proof", "speech", "audio", "publish", "process"));
    rooms.put(
        "app",
        with(
            value,
            "net",
            "process",
            "bucket",
            "source",
            "editor",
            "script",
            "proof",
            "privacy",
            "speech",
            "audio",
            "publish",
            "alert",
            "library",
            "server",
            "studio",
            "schedule"));
    rooms.put(
        "cli",
        with(
            value,
            "app",
            "studio",
            "library",
            "speech",
            "audio",
            "proof",
            "schedule",
            "publish",
            "process"));
    return rooms;
  }

  private static List<String> with(List<String> rooms, String... more) {
    return Stream.concat(rooms.stream(), Stream.of(more)).toList();
  }

  static Stream<String> roomNames() {
    return ROOMS.keySet().stream();
  }

  static Stream<String> libraryNames() {
    return LIBRARIES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("roomNames")
  void aRoomUsesOnlyWhatItMay(String room) {
    usesOnly(room).check(HOUSE);
  }

  static Stream<String> inLibrary() {
    return IN_LIBRARY.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("inLibrary")
  void aRoomOfTheLibraryUsesOnlyWhatItMay(String room) {
    usesOnlyInLibrary(room).check(HOUSE);
  }

  @Test
  void everyRoomOfTheLibraryIsInItsTable() {
    assertThat(
            HOUSE.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("larksong.library"))
                .map(name -> name.substring("larksong.library".length()))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(IN_LIBRARY.keySet());
  }

  @Test
  void theRuleOfTheLibrarysRoomsCanFail() {
    assertThat(usesOnlyInLibrary(".planted").evaluate(plantedInLibrary()).hasViolation()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("libraryNames")
  void aLibraryIsUsedOnlyInItsRoom(String library) {
    onlyIn(library).check(HOUSE);
  }

  @Test
  void everyRoomIsInTheTable() {
    List<String> found =
        HOUSE.stream()
            .map(type -> type.getPackageName())
            .filter(name -> name.startsWith("larksong."))
            .map(name -> name.substring("larksong.".length()).replaceFirst("\\..*", ""))
            .distinct()
            .sorted()
            .toList();

    assertThat(found).containsExactlyElementsOf(ROOMS.keySet());
  }

  @Test
  void theModelKnowsOnlyTheJdk() {
    modelIsPlain().check(HOUSE);
  }

  @Test
  void roomsDoNotGoInCircles() {
    slices().matching("larksong.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void everyPackageIsNullMarkedAndExplained() {
    List<String> unmarked =
        HOUSE.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(
                room ->
                    !room.tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false))
            .map(room -> room.getName())
            .toList();

    assertThat(unmarked).isEmpty();
  }

  @Test
  void theRuleOfRoomsCanFail() {
    assertThat(usesOnly("model").evaluate(PLANTED).hasViolation()).isTrue();
  }

  @Test
  void theRuleOfThePlainModelCanFail() {
    assertThat(modelIsPlain().evaluate(PLANTED).hasViolation()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("libraryNames")
  void theRuleOfEachLibraryCanFail(String library) {
    assertThat(onlyIn(library).evaluate(PLANTED).hasViolation()).isTrue();
  }

  @Test
  void theRuleOfCirclesCanFail() {
    JavaClasses both =
        new ClassFileImporter()
            .importClasses(
                Violations.class, larksong.studio.Stage.class, larksong.studio.planted.Back.class);

    assertThat(
            slices()
                .matching("larksong.(*)..")
                .should()
                .beFreeOfCycles()
                .evaluate(both)
                .hasViolation())
        .isTrue();
  }

  private static ArchRule usesOnly(String room) {
    List<String> allowed = with(ROOMS.getOrDefault(room, List.of()), room);
    return noClasses()
        .that()
        .resideInAPackage("larksong." + room + "..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are in other rooms than " + allowed,
                (JavaClass type) ->
                    type.getPackageName().startsWith("larksong.")
                        && allowed.stream().noneMatch(name -> isIn(type, name))));
  }

  private static JavaClasses plantedInLibrary() {
    return new ClassFileImporter().importClasses(larksong.library.planted.Upwards.class);
  }

  private static ArchRule usesOnlyInLibrary(String room) {
    String home = "larksong.library";
    List<String> allowed =
        Stream.concat(IN_LIBRARY.getOrDefault(room, List.of()).stream(), Stream.of(room))
            .map(name -> home + name)
            .toList();
    return noClasses()
        .that()
        .resideInAPackage(home + room)
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are in other rooms of the library than " + allowed,
                (JavaClass type) ->
                    type.getPackageName().startsWith(home)
                        && !allowed.contains(type.getPackageName())));
  }

  private static ArchRule onlyIn(String library) {
    List<String> rooms = LIBRARIES.getOrDefault(library, List.of());
    return noClasses()
        .that(
            DescribedPredicate.describe(
                "are outside of " + rooms,
                (JavaClass type) -> rooms.stream().noneMatch(name -> isIn(type, name))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library, library + "..");
  }

  private static ArchRule modelIsPlain() {
    return noClasses()
        .that()
        .resideInAPackage("larksong.model..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "larksong.model..", "org.jspecify..");
  }

  private static boolean isIn(JavaClass type, String room) {
    String name = type.getPackageName();
    return name.equals("larksong." + room) || name.startsWith("larksong." + room + ".");
  }
}
