package larksong.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an item is, with the words that people use for it. */
public enum ItemType {
  APPOINTMENT("appointments", "appointment"),
  TASK("tasks", "task"),
  NOTE("notes", "note"),
  READING("readings", "result"),
  CARD("cards", "question"),
  ARTICLE("articles", "story");

  private final String word;
  private final String noun;

  ItemType(String word, String noun) {
    this.word = word;
    this.noun = noun;
  }

  /** What a prompt's front matter calls them, such as {@code appointments}. */
  public String word() {
    return word;
  }

  /** The key of what one is called in speech when they are counted, such as {@code story}. */
  public String noun() {
    return noun;
  }

  /** What one is called in answers for programs, such as {@code article}. */
  public String one() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type that a prompt's front matter calls so. */
  public static Optional<ItemType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
  }

  /** The words of these types, in their order. */
  public static List<String> words(List<ItemType> types) {
    return types.stream().map(ItemType::word).toList();
  }
}
