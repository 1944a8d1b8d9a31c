package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import larksong.audio.Encoder;
import larksong.publish.Publisher;
import larksong.script.ScriptWriter;
import larksong.source.Source;
import larksong.speech.Synthesizer;
import org.junit.jupiter.api.Test;

class AdaptersTest {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("larksong");

  @Test
  void everyAdapterIsChosenInTheApp() {
    Set<String> chosen =
        HOUSE.stream()
            .filter(type -> type.getPackageName().equals("larksong.app"))
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getName())
            .collect(Collectors.toSet());

    assertThat(chosen).containsAll(adapters());
  }

  private static List<String> adapters() {
    return HOUSE.stream()
        .filter(type -> !type.isInterface())
        .filter(
            type ->
                List.of(
                        Source.class,
                        Synthesizer.class,
                        ScriptWriter.class,
                        Encoder.class,
                        Publisher.class)
                    .stream()
                    .anyMatch(type::isAssignableTo))
        .map(JavaClass::getName)
        .toList();
  }
}
