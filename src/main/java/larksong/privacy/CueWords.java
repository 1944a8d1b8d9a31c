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
import larksong.privacy.TextWords.Word;

/**
 * Words that people write beside something private, by what they announce.
 *
 * <p>A table has in each line what is announced, a language, and phrases between commas; one that
 * begins with a star is the end of a longer word, and one that begins with a tilde is a word in
 * which a slip of the pen is allowed for.
 */
final class CueWords {

  /** What was announced, where, by which of the text's words; {@code next} follows them. */
  record Hit(String what, int start, int end, int first, int next) {}

  private record Phrase(String what, List<String> words) {}

  private final Map<String, List<Phrase>> byFirst = new HashMap<>();
  private final Map<String, String> endings = new HashMap<>();
  private final Map<String, String> slippery = new HashMap<>();

  private CueWords() {}

  static CueWords read(String table) {
    return read(table, what -> true);
  }

  /** Of a table in which one word announces several things, those of one. */
  static CueWords read(String table, Predicate<String> wanted) {
    CueWords phrases = new CueWords();
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
      endings.put(TextWords.fold(phrase.substring(1)), what);
      return;
    }
    if (phrase.startsWith("~")) {
      slippery.put(TextWords.fold(phrase.substring(1)), what);
      return;
    }
    List<String> words = new TextWords(phrase).all().stream().map(Word::folded).toList();
    byFirst.computeIfAbsent(words.get(0), first -> new ArrayList<>()).add(new Phrase(what, words));
  }

  /** The longest at each place. */
  List<Hit> in(TextWords words) {
    List<Hit> hits = new ArrayList<>();
    int next = 0;
    while (next < words.all().size()) {
      Optional<Hit> hit = at(words, next);
      hit.ifPresent(hits::add);
      next = hit.map(Hit::next).orElse(next + 1);
    }
    return hits;
  }

  /** The longest that begins with one word of a text. */
  Optional<Hit> at(TextWords words, int at) {
    if (at >= words.all().size()) {
      return Optional.empty();
    }
    Word word = words.all().get(at);
    for (Phrase phrase : byFirst.getOrDefault(word.folded(), List.of())) {
      if (stands(phrase.words, words, at)) {
        int next = at + phrase.words.size();
        int end = words.all().get(next - 1).end();
        return Optional.of(new Hit(phrase.what, word.start(), end, at, next));
      }
    }
    return ending(word.folded())
        .or(() -> slip(word.folded()))
        .map(what -> new Hit(what, word.start(), word.end(), at, at + 1));
  }

  private Optional<String> ending(String word) {
    return endings.entrySet().stream()
        .filter(one -> word.endsWith(one.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private Optional<String> slip(String word) {
    return slippery.entrySet().stream()
        .filter(one -> isSlip(one.getKey(), word))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** One letter too many, too few or another, or two of them changed over, behind the first. */
  private static boolean isSlip(String meant, String written) {
    int shorter = Math.min(meant.length(), written.length());
    if (Math.abs(meant.length() - written.length()) > 1 || meant.charAt(0) != written.charAt(0)) {
      return false;
    }
    int from = 0;
    while (from < shorter && meant.charAt(from) == written.charAt(from)) {
      from++;
    }
    int back = 0;
    while (back < shorter - from
        && meant.charAt(meant.length() - 1 - back) == written.charAt(written.length() - 1 - back)) {
      back++;
    }
    String one = meant.substring(from, meant.length() - back);
    String other = written.substring(from, written.length() - back);
    boolean swapped =
        one.length() == 2
            && other.length() == 2
            && one.charAt(0) == other.charAt(1)
            && one.charAt(1) == other.charAt(0);
    return (one.length() <= 1 && other.length() <= 1) || swapped;
  }

  private static boolean stands(List<String> phrase, TextWords words, int at) {
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
    try (InputStream in = Objects.requireNonNull(CueWords.class.getResourceAsStream(table), table);
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
