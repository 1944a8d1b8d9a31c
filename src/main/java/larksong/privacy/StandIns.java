package larksong.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stand-ins of one edition, such as {@code Name-QA}: they read like names, so that a model can
 * put them into a sentence. A person has one, whatever form of the name is met.
 */
final class StandIns {

  /** What it stands for; a code of more letters begins where shorter ones end. */
  private static final Pattern STAND_IN =
      Pattern.compile("(?:Mail|Secret|Account|Phone|Street|Name|Private)-[Q-Z][A-Z]{1,3}(?![A-Z])");

  private static final String NAME = "Name";
  private static final String PRIVATE = "Private";
  private static final int FIRST = 'Q';
  private static final int FIRSTS = 'Z' - FIRST + 1;
  private static final int LETTERS = 26;

  /** Fewer characters stand in many texts that mean something else. */
  private static final int SHORTEST_KNOWN = 4;

  private final People people;
  private final List<com.google.re2j.Pattern> own;
  private final Map<Object, Original> originals = new HashMap<>();
  private final Map<String, Original> byStandIn = new HashMap<>();

  /** What is private in texts that are not free, with its kind's word. */
  private final Map<String, String> here = new HashMap<>();

  /** What a stand-in stands for, as a rule and in the words of single items. */
  private record Original(String standIn, String words, Map<String, String> byItem) {}

  /** What is found: a person, or the words as they stand. */
  private record Span(int start, int end, String word, Optional<NamedPerson> mention) {
    boolean meets(Span other) {
      return start < other.end && other.start < end;
    }

    /** Both together are covered by one; it is no person any more. */
    Span with(Span other) {
      return new Span(
          Math.min(start, other.start), Math.max(end, other.end), word, Optional.empty());
    }
  }

  StandIns(People people, List<com.google.re2j.Pattern> own) {
    this.people = people;
    this.own = List.copyOf(own);
  }

  /** Which people are covered. */
  enum Whom {
    ALL,
    /** A text for everyone may have namesakes: only those who are named in full. */
    IN_FULL
  }

  /** Remembers what is private in a text, so that it leaves nowhere else either. */
  synchronized void remember(String text) {
    for (Found found : PrivateThings.in(text)) {
      here.put(text.substring(found.start(), found.end()), found.kind().word());
    }
  }

  /** A text that is free, without people and without what is private elsewhere. */
  String coverKnown(String text, Whom whom, String item) {
    List<Span> spans = new ArrayList<>(knownThings(text));
    spans.addAll(people(text, whom));
    return replaced(text, apart(spans), item);
  }

  /**
   * The text with stand-ins.
   *
   * @param item whose text it is, by its id; empty if it is no item's
   */
  String cover(String text, String item) {
    List<Span> spans = new ArrayList<>();
    STAND_IN
        .matcher(text)
        .results()
        .forEach(forged -> spans.add(thing(forged.start(), forged.end(), PRIVATE)));
    own.forEach(pattern -> spans.addAll(matches(pattern, text)));
    for (Found found : PrivateThings.in(text)) {
      spans.add(thing(found.start(), found.end(), found.kind().word()));
    }
    spans.addAll(knownThings(text));
    spans.addAll(people(text, Whom.ALL));
    return replaced(text, apart(spans), item);
  }

  /**
   * What was private somewhere is private everywhere: a password is known by the words around it,
   * and a script may repeat it without them, and at the start of a sentence in other case.
   */
  private synchronized List<Span> knownThings(String text) {
    Map<String, String> known = new HashMap<>(here);
    originals.forEach(
        (key, original) -> {
          if (key instanceof String words) {
            known.put(words, original.standIn().replaceFirst("-.*", ""));
          }
        });
    List<Span> spans = new ArrayList<>();
    String caseless = caseless(text);
    known.forEach(
        (words, word) -> {
          if (words.length() >= SHORTEST_KNOWN) {
            spans.addAll(places(text, caseless, caseless(words), word));
          }
        });
    return spans;
  }

  private static List<Span> places(String text, String caseless, String sought, String word) {
    List<Span> places = new ArrayList<>();
    for (int at = caseless.indexOf(sought); at >= 0; at = caseless.indexOf(sought, at + 1)) {
      int end = at + sought.length();
      if (isApart(text, at) && isApart(text, end)) {
        places.add(thing(at, end, word));
      }
    }
    return places;
  }

  /** Of the same length, as {@link String#equalsIgnoreCase} compares. */
  private static String caseless(String text) {
    char[] letters = text.toCharArray();
    for (int i = 0; i < letters.length; i++) {
      letters[i] = Character.toLowerCase(Character.toUpperCase(letters[i]));
    }
    return new String(letters);
  }

  /** Whether no word goes on there. */
  private static boolean isApart(String text, int at) {
    return at == 0
        || at == text.length()
        || !Character.isLetterOrDigit(text.charAt(at - 1))
        || !Character.isLetterOrDigit(text.charAt(at));
  }

  private static Span thing(int start, int end, String word) {
    return new Span(start, end, word, Optional.empty());
  }

  private static List<Span> matches(com.google.re2j.Pattern pattern, String text) {
    List<Span> spans = new ArrayList<>();
    com.google.re2j.Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (matcher.end() > matcher.start()) {
        spans.add(thing(matcher.start(), matcher.end(), PRIVATE));
      }
    }
    return spans;
  }

  private List<Span> people(String text, Whom whom) {
    return people.in(text).stream()
        .filter(mention -> whom == Whom.ALL || mention.extent() == Extent.FULL)
        .map(mention -> new Span(mention.start(), mention.end(), NAME, Optional.of(mention)))
        .toList();
  }

  private static List<Span> apart(List<Span> spans) {
    List<Span> ordered = new ArrayList<>(spans);
    ordered.sort(
        Comparator.comparingInt(Span::start)
            .thenComparing(Comparator.comparingInt(Span::end).reversed()));
    List<Span> apart = new ArrayList<>();
    for (Span next : ordered) {
      int last = apart.size() - 1;
      if (last >= 0 && apart.get(last).meets(next)) {
        apart.set(last, apart.get(last).with(next));
      } else {
        apart.add(next);
      }
    }
    return apart;
  }

  private synchronized String replaced(String text, List<Span> spans, String item) {
    StringBuilder covered = new StringBuilder();
    int from = 0;
    for (Span span : spans) {
      covered.append(text, from, span.start());
      covered.append(standIn(span, text.substring(span.start(), span.end()), item));
      from = span.end();
    }
    return covered.append(text, from, text.length()).toString();
  }

  private String standIn(Span span, String words, String item) {
    Object key = span.mention().<Object>map(NamedPerson::person).orElse(words);
    String usual = span.mention().map(mention -> mention.person().name()).orElse(words);
    Original original =
        originals.computeIfAbsent(
            key,
            one ->
                new Original(span.word() + "-" + code(originals.size()), usual, new HashMap<>()));
    byStandIn.put(original.standIn(), original);
    if (!item.isEmpty()) {
      original
          .byItem()
          .putIfAbsent(item, span.mention().map(one -> form(one, words)).orElse(words));
    }
    return original.standIn();
  }

  /** As the item has it, if it is written as names are. */
  private static String form(NamedPerson mention, String words) {
    String proper = mention.person().form(mention.extent());
    return words.contains(proper) ? words : proper;
  }

  /** QA to ZZ, then QAA to ZZZ, then QAAA. */
  private static String code(int number) {
    int letters = 1;
    int rest = number;
    int room = FIRSTS * LETTERS;
    while (rest >= room) {
      rest -= room;
      room *= LETTERS;
      letters++;
    }
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < letters; i++) {
      code.insert(0, (char) ('A' + rest % LETTERS));
      rest /= LETTERS;
    }
    return code.insert(0, (char) (FIRST + rest)).toString();
  }

  /**
   * The text with what the stand-ins stand for, in the form of its place. One that a model mangled
   * stays, and proof finds that no item says it.
   *
   * @param items those that the text tells, by their ids
   */
  synchronized String uncover(String text, Collection<String> items) {
    return STAND_IN
        .matcher(text)
        .replaceAll(
            match -> {
              Original original = byStandIn.get(match.group());
              return Matcher.quoteReplacement(
                  original == null ? match.group() : words(original, items));
            });
  }

  private static String words(Original original, Collection<String> items) {
    return items.stream()
        .map(original.byItem()::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(original.words());
  }

  synchronized int size() {
    return originals.size();
  }
}
