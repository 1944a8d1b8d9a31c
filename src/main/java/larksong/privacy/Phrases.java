package larksong.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import larksong.privacy.Words.Word;

/**
 * Words that people write beside something private, by what they announce.
 *
 * <p>A table has in each line what is announced, a language, and phrases between commas; one that
 * begins with a star is the end of a longer word.
 */
final class Phrases {

  /** What was announced, where, by which of the text's words; {@code next} follows them. */
  record Hit(String what, int start, int end, int first, int next) {}

  private record Phrase(String what, List<String> words) {}

  private final Map<String, List<Phrase>> byFirst = new HashMap<>();
  private final Map<String, String> endings = new HashMap<>();

  private Phrases() {}

  static Phrases read(String table) {
    return read(table, what -> true);
  }

  /** Of a table in which one word announces several things, those of one. */
  static Phrases read(String table, Predicate<String> wanted) {
    Phrases phrases = new Phrases();
    for (String[] row : rows(table, 3)) {
      if (!wanted.test(row[0])) {
        continue;
      }
      for (String phrase : row[2].split(",", -1)) {
        phrases.add(row[0], phrase.strip());
      }
    }
    Comparator<Phrase> longest = Comparator.comparingInt(one -> -one.words.size());
    phrases.byFirst.values().forEach(list -> list.sort(longest));
    return phrases;
  }

  private void add(String what, String phrase) {
    if (phrase.startsWith("*")) {
      endings.put(Words.fold(phrase.substring(1)), what);
      return;
    }
    List<String> words = new Words(phrase).all().stream().map(Word::folded).toList();
    byFirst.computeIfAbsent(words.get(0), first -> new ArrayList<>()).add(new Phrase(what, words));
  }

  /** The longest at each place. */
  List<Hit> in(Words words) {
    List<Hit> hits = new ArrayList<>();
    int next = 0;
    while (next < words.all().size()) {
      int at = next;
      Word word = words.all().get(at);
      Optional<Phrase> found =
          byFirst.getOrDefault(word.folded(), List.of()).stream()
              .filter(phrase -> stands(phrase.words, words, at))
              .findFirst();
      if (found.isPresent()) {
        next += found.get().words.size();
        int end = words.all().get(next - 1).end();
        hits.add(new Hit(found.get().what, word.start(), end, at, next));
      } else {
        next++;
        ending(word.folded())
            .ifPresent(what -> hits.add(new Hit(what, word.start(), word.end(), at, at + 1)));
      }
    }
    return hits;
  }

  private Optional<String> ending(String word) {
    return endings.entrySet().stream()
        .filter(one -> word.endsWith(one.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean stands(List<String> phrase, Words words, int at) {
    if (at + phrase.size() > words.all().size()) {
      return false;
    }
    for (int i = 1; i < phrase.size(); i++) {
      Word word = words.all().get(at + i);
      int gap = words.all().get(at + i - 1).end();
      if (!word.folded().equals(phrase.get(i)) || !joins(words.text(), gap, word.start())) {
        return false;
      }
    }
    return true;
  }

  /** {@code wi-fi}, {@code d'accès}, {@code sort code}. */
  private static boolean joins(String text, int from, int to) {
    return to - from <= 2
        && text.substring(from, to).chars().allMatch(one -> " \u00a0-‑'’/._".indexOf(one) >= 0);
  }

  /** The rows of a table among the resources; lines that begin with {@code #} explain it. */
  static List<String[]> rows(String table, int columns) {
    try (InputStream in = Objects.requireNonNull(Phrases.class.getResourceAsStream(table), table);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", columns))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
