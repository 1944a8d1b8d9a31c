package larksong.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import larksong.architecture.planted.Guesses;
import larksong.model.Item;
import larksong.model.ItemType;
import org.junit.jupiter.api.Test;

/** What an item is, is decided by its type, so that the compiler finds what forgets one. */
class ItemTypesTest {

  @Test
  void eachItemHasATypeOfItsName() {
    List<String> items =
        Arrays.stream(Item.class.getPermittedSubclasses())
            .map(item -> item.getSimpleName().toUpperCase(Locale.ROOT))
            .toList();

    assertThat(ItemType.values()).extracting(Enum::name).containsExactlyInAnyOrderElementsOf(items);
  }

  @Test
  void eachTypeHasWordsOfItsOwn() {
    for (ItemType type : ItemType.values()) {
      assertThat(ItemType.of(type.word())).contains(type);
    }
    assertThat(ItemType.values()).extracting(ItemType::noun).doesNotHaveDuplicates();
  }

  @Test
  void nobodyAsksAnItemTwiceWhatItIs() {
    assertThat(askingTwice(House.CLASSES)).isEmpty();
    assertThat(askingTwice(new ClassFileImporter().importClasses(Guesses.class)))
        .singleElement()
        .asString()
        .contains("Guesses.words");
  }

  private static List<String> askingTwice(JavaClasses classes) {
    Map<String, Long> questions =
        classes.stream()
            .map(JavaClass::getInstanceofChecks)
            .flatMap(java.util.Collection::stream)
            .filter(check -> check.getRawType().isAssignableTo(Item.class))
            .collect(
                Collectors.groupingBy(
                    (InstanceofCheck check) -> check.getOwner().getFullName(),
                    Collectors.counting()));
    return questions.entrySet().stream()
        .filter(method -> method.getValue() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }
}
