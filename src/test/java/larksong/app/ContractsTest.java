package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import larksong.architecture.House;
import larksong.audio.EncoderContract;
import larksong.publish.PublisherContract;
import larksong.script.ScriptWriterContract;
import larksong.source.SourceContract;
import larksong.source.planted.Unproven;
import larksong.speech.SynthesizerContract;
import org.junit.jupiter.api.Test;

/** What a port promises is tested with each of its adapters. */
class ContractsTest {

  private static final List<Class<?>> CONTRACTS =
      List.of(
          SourceContract.class,
          SynthesizerContract.class,
          ScriptWriterContract.class,
          EncoderContract.class,
          PublisherContract.class);

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages("larksong");

  @Test
  void everyAdapterHasATestOfItsPortsContract() {
    assertThat(unproven(House.CLASSES)).isEmpty();
  }

  @Test
  void anAdapterWithoutOneIsSeen() {
    assertThat(unproven(new ClassFileImporter().importClasses(Unproven.class)))
        .containsExactly(Unproven.class.getName());
  }

  private static List<String> unproven(JavaClasses classes) {
    return AdaptersTest.adapters(classes)
        .filter(type -> !type.getPackageName().equals("larksong.app"))
        .filter(type -> contracts(type).anyMatch(contract -> tests(contract, type).isEmpty()))
        .map(JavaClass::getName)
        .toList();
  }

  /** The contract has the port's name, in the port's room. */
  private static Stream<Class<?>> contracts(JavaClass adapter) {
    return CONTRACTS.stream()
        .filter(
            contract ->
                adapter.getAllRawInterfaces().stream()
                    .anyMatch(port -> (port.getName() + "Contract").equals(contract.getName())));
  }

  /** Those in the adapter's own room that know it, themselves or by what they extend. */
  private static List<JavaClass> tests(Class<?> contract, JavaClass adapter) {
    return TESTS.stream()
        .filter(test -> test.isAssignableTo(contract))
        .filter(test -> !test.getModifiers().contains(JavaModifier.ABSTRACT))
        .filter(test -> test.getPackageName().equals(adapter.getPackageName()))
        .filter(
            test ->
                test.getClassHierarchy().stream()
                    .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                    .map(use -> use.getTargetClass().getName())
                    .anyMatch(name -> (name + "$").startsWith(adapter.getName() + "$")))
        .toList();
  }
}
