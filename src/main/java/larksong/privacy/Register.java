package larksong.privacy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Brings together what several sources call one person.
 *
 * <p>Two full names are one person if the given names and the family names agree; a name of one
 * word, or with an initial, belongs to whoever alone has it. Where several have it, it is nobody's
 * and adds nobody.
 */
final class Register {

  /** One person: the best way to write the name, and all the ways. */
  static final class Entry {
    private WrittenName best;
    private final List<WrittenName> written = new ArrayList<>();

    Entry(WrittenName name) {
      best = name;
      written.add(name);
    }

    WrittenName best() {
      return Writing.proper(best);
    }

    List<WrittenName> written() {
      List<WrittenName> all = new ArrayList<>(List.of(best));
      all.addAll(written);
      return all.stream().distinct().toList();
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, List<Entry>> byWord = new HashMap<>();

  /** Adds names; those that say more come first. */
  void add(List<WrittenName> names) {
    names.stream().filter(name -> name.isFull() && !name.isInitial()).forEach(this::addFull);
    names.stream().filter(name -> name.isFull() && name.isInitial()).forEach(this::addInitial);
    names.stream().filter(name -> !name.isFull()).forEach(this::addPart);
  }

  List<Entry> entries() {
    return entries;
  }

  /** Whether a word is part of somebody's name. */
  boolean has(String word) {
    return Fold.spellings(word).stream().anyMatch(byWord::containsKey);
  }

  /** Whether a word is the given name of somebody whose family name is known. */
  boolean hasFullWithGiven(String word) {
    return candidates(List.of(word)).stream()
        .anyMatch(entry -> entry.best.isFull() && agree(entry.best.given(), word));
  }

  private void addFull(WrittenName name) {
    for (Entry entry : candidates(name.family())) {
      if (entry.best.isFull() && isSame(entry.best, name)) {
        merge(entry, name);
        return;
      }
    }
    enter(name);
  }

  private void addInitial(WrittenName name) {
    String initial = Fold.of(name.given()).substring(0, 1);
    List<Entry> fitting =
        candidates(name.family()).stream()
            .filter(entry -> Fold.of(entry.best.given()).startsWith(initial))
            .filter(entry -> isSameFamily(entry.best, name))
            .toList();
    if (fitting.isEmpty()) {
      enter(name);
    } else if (fitting.size() == 1) {
      merge(fitting.get(0), name);
    }
  }

  private void addPart(WrittenName name) {
    List<String> words = name.given().isEmpty() ? name.family() : List.of(name.given());
    List<Entry> fitting = candidates(words.subList(words.size() - 1, words.size()));
    if (fitting.isEmpty()) {
      enter(name);
    } else if (fitting.size() == 1) {
      Entry entry = fitting.get(0);
      if (!name.diminutives().isEmpty() || !entry.best.isFull() || isPart(entry.best, words)) {
        merge(entry, name);
      }
    }
  }

  private static boolean isPart(WrittenName best, List<String> words) {
    List<String> own = new ArrayList<>(best.family());
    own.add(best.given());
    return own.stream().anyMatch(word -> agree(word, words.get(words.size() - 1)));
  }

  private void merge(Entry entry, WrittenName name) {
    WrittenName fitted = name;
    if (!name.isFull()) {
      String word = name.given().isEmpty() ? String.join(" ", name.family()) : name.given();
      boolean given = !entry.best.given().isEmpty() && agree(entry.best.given(), word);
      WrittenName part = given ? WrittenName.given(word) : WrittenName.family(word);
      boolean fits = given || entry.best.family().size() == 1;
      fitted = (fits ? part : WrittenName.given(entry.best.given())).with(name.diminutives());
    }
    entry.best = Writing.better(entry.best, fitted);
    entry.written.add(fitted);
    list(entry, entry.best);
    list(entry, fitted);
  }

  private void enter(WrittenName name) {
    Entry entry = new Entry(name);
    entries.add(entry);
    list(entry, name);
  }

  private void list(Entry entry, WrittenName name) {
    Set<String> keys = new LinkedHashSet<>();
    List<String> words = new ArrayList<>(name.family());
    words.addAll(name.diminutives());
    words.add(name.given());
    words.add(name.familyName());
    words.removeIf(String::isEmpty);
    for (String word : words) {
      keys.addAll(keys(word));
    }
    if (name.isFull()) {
      String family = Fold.of(name.family().get(name.family().size() - 1));
      keys.add(Fold.of(name.given()).substring(0, 1) + family);
      keys.add(Fold.of(name.given()) + family.substring(0, 1));
      keys.add(Fold.of(name.given()) + family);
    }
    for (String key : keys) {
      List<Entry> listed = byWord.computeIfAbsent(key, word -> new ArrayList<>());
      if (!listed.contains(entry)) {
        listed.add(entry);
      }
    }
  }

  private List<Entry> candidates(List<String> words) {
    Set<Entry> found = new LinkedHashSet<>();
    for (String word : words) {
      for (String key : keys(word)) {
        found.addAll(byWord.getOrDefault(key, List.of()));
      }
    }
    return List.copyOf(found);
  }

  /** The ways to write a word, and the halves of one with a hyphen. */
  private static Set<String> keys(String word) {
    Set<String> keys = new LinkedHashSet<>(Fold.spellings(word));
    List<Token> parts = Token.of(word);
    if (parts.size() > 1) {
      for (Token part : parts) {
        if (part.key().length() > 2) {
          keys.addAll(Fold.spellings(part.in(word)));
        }
      }
      keys.add(Fold.of(word.replaceAll("[\\p{P}\\s]", "")));
    }
    return keys;
  }

  private static boolean agree(String one, String other) {
    Set<String> shared = new LinkedHashSet<>(keys(one));
    shared.retainAll(keys(other));
    return !shared.isEmpty();
  }

  private static boolean isSame(WrittenName one, WrittenName other) {
    Predicate<String> called = nickname -> agree(nickname, other.given());
    return (agree(one.given(), other.given())
            || (one.isInitial() && agree(WrittenName.initial(other.given()), one.given()))
            || one.diminutives().stream().anyMatch(called))
        && isSameFamily(one, other)
        && agreeInTheMiddle(one.middle(), other.middle());
  }

  private static boolean agreeInTheMiddle(List<String> one, List<String> other) {
    return one.isEmpty()
        || other.isEmpty()
        || Fold.of(one.get(0)).charAt(0) == Fold.of(other.get(0)).charAt(0);
  }

  /** Whether the shorter family name is all in the longer one. */
  private static boolean isSameFamily(WrittenName one, WrittenName other) {
    List<String> shorter = one.family().size() <= other.family().size() ? one.family() : other.family();
    List<String> longer = shorter == one.family() ? other.family() : one.family();
    return shorter.stream().allMatch(word -> longer.stream().anyMatch(same -> agree(word, same)));
  }
}
