package larksong.privacy;

import java.util.ArrayList;
import java.util.Collections;
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
final class PersonRegister {

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

  /** Marks the first letter of a name that is known by it alone. */
  private static final String ONLY = "!";

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Set<String>> keys = new HashMap<>();
  private final Map<String, Set<Entry>> byWord = new HashMap<>();

  /** By a way to write the given name, or its first letter, and one to write the family name. */
  private final Map<List<String>, Set<Entry>> byNames = new HashMap<>();

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
    for (Entry entry : candidates(name)) {
      if (entry.best.isFull() && isSame(entry.best, name)) {
        merge(entry, name);
        return;
      }
    }
    enter(name);
  }

  private void addInitial(WrittenName name) {
    List<Entry> fitting =
        candidates(name).stream().filter(entry -> isSameFamily(entry.best, name)).toList();
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

  private boolean isPart(WrittenName best, List<String> words) {
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
      byWord.computeIfAbsent(key, word -> new LinkedHashSet<>()).add(entry);
    }
    for (List<String> pair : pairs(name)) {
      byNames.computeIfAbsent(pair, both -> new LinkedHashSet<>()).add(entry);
    }
  }

  private Set<List<String>> pairs(WrittenName name) {
    Set<List<String>> pairs = new LinkedHashSet<>();
    Set<String> given = new LinkedHashSet<>();
    List<String> called = new ArrayList<>(name.diminutives());
    called.add(name.given());
    called.removeIf(String::isEmpty);
    for (String word : called) {
      given.addAll(keys(word));
      String initial = Fold.of(WrittenName.initial(word));
      given.add(WrittenName.isInitial(word) ? initial + ONLY : initial);
    }
    for (String family : name.family()) {
      for (String key : keys(family)) {
        given.forEach(word -> pairs.add(List.of(word, key)));
      }
    }
    return pairs;
  }

  /** Who may be meant by a full name; by one with an initial, whoever has the letter. */
  private List<Entry> candidates(WrittenName name) {
    Set<Entry> found = new LinkedHashSet<>();
    for (List<String> pair : pairs(name)) {
      String given = pair.get(0);
      if (name.isInitial()) {
        List<String> whole = List.of(given.replace(ONLY, ""), pair.get(1));
        found.addAll(byNames.getOrDefault(whole, Set.of()));
      } else if (given.endsWith(".")) {
        found.addAll(byNames.getOrDefault(List.of(given + ONLY, pair.get(1)), Set.of()));
      }
      if (!given.endsWith(".")) {
        found.addAll(byNames.getOrDefault(pair, Set.of()));
      }
    }
    return List.copyOf(found);
  }

  private List<Entry> candidates(List<String> words) {
    Set<Entry> found = new LinkedHashSet<>();
    for (String word : words) {
      for (String key : keys(word)) {
        found.addAll(byWord.getOrDefault(key, Set.of()));
      }
    }
    return List.copyOf(found);
  }

  /** The ways to write a word, and the halves of one with a hyphen. */
  private Set<String> keys(String word) {
    return keys.computeIfAbsent(word, PersonRegister::spelled);
  }

  private static Set<String> spelled(String word) {
    Set<String> keys = new LinkedHashSet<>(Fold.spellings(word));
    List<NameToken> parts = NameToken.of(word);
    if (parts.size() > 1) {
      for (NameToken part : parts) {
        if (part.key().length() > 2) {
          keys.addAll(Fold.spellings(part.in(word)));
        }
      }
      keys.add(Fold.of(word.replaceAll("[\\p{P}\\s]", "")));
    }
    return keys;
  }

  private boolean agree(String one, String other) {
    return one.equals(other) || !Collections.disjoint(keys(one), keys(other));
  }

  private boolean isSame(WrittenName one, WrittenName other) {
    Predicate<String> called = nickname -> agree(nickname, other.given());
    return (agree(one.given(), other.given())
            || (one.isInitial()
                && Fold.of(WrittenName.initial(one.given()))
                    .equals(Fold.of(WrittenName.initial(other.given()))))
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
  private boolean isSameFamily(WrittenName one, WrittenName other) {
    boolean turned = one.family().size() > other.family().size();
    List<String> shorter = turned ? other.family() : one.family();
    List<String> longer = turned ? one.family() : other.family();
    return shorter.stream().allMatch(word -> longer.stream().anyMatch(same -> agree(word, same)));
  }
}
