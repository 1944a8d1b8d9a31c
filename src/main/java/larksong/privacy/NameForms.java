package larksong.privacy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import larksong.privacy.NameIndex.Kind;

/** Puts every form of a name into the index: whole and in part, turned round, by initials. */
final class NameForms {

  private static final Set<String> SHED =
      Set.of("o d al el mc mac l de van von bin ibn ben abu".split(" ", -1));

  private static final int SHORTEST_HALF = 3;
  private static final int SHORTEST_JOINED = 5;
  private static final int MOST = 6;

  /** Words in a row, each with the ways to write it; a higher rank is less sure. */
  private record Words(List<Set<String>> keys, int rank, String written) {

    Words then(Words other) {
      List<Set<String>> both = new ArrayList<>(keys);
      both.addAll(other.keys);
      return new Words(both, Math.max(rank, other.rank), other.written);
    }
  }

  private final NameIndex index;
  private final Vocabulary vocabulary;
  private final int person;
  private final boolean slavic;

  NameForms(NameIndex index, Vocabulary vocabulary, int person, WrittenName best) {
    this.index = index;
    this.vocabulary = vocabulary;
    this.person = person;
    this.slavic = Slavic.isLike(best);
  }

  private Kind kind(Extent extent, int rank) {
    return new Kind(extent, rank, false, false, slavic);
  }

  /** One way to write the person's name. */
  void add(WrittenName name) {
    List<Words> given = given(name);
    List<Words> called = new ArrayList<>();
    name.diminutives().forEach(nickname -> called.addAll(word(nickname)));
    List<Words> family = family(name);
    List<Words> initials = initials(name);
    List<Words> familyInitial = name.family().stream().limit(1).map(NameForms::initial).toList();

    alone(Extent.DIMINUTIVE, called);
    alone(Extent.FAMILY, family);
    if (!name.isInitial()) {
      alone(Extent.GIVEN, given);
      pairs(Extent.FULL, given, family);
      joined(name);
      pairs(Extent.GIVEN_AND_INITIAL, given, familyInitial);
    }
    pairs(Extent.FULL, called, family);
    pairs(Extent.INITIAL_AND_FAMILY, initials, family);
    pairs(Extent.INITIALS, initials, familyInitial);
    middles(name);
    dense(name);
  }

  private void pairs(Extent extent, List<Words> first, List<Words> second) {
    for (Words one : first) {
      for (Words other : second) {
        Kind kind = kind(extent, Math.max(one.rank, other.rank));
        index.add(one.then(other).keys(), 0, person, kind);
        if (extent != Extent.INITIALS) {
          index.add(other.then(one).keys(), other.keys.size(), person, kind);
        }
      }
    }
  }

  private void alone(Extent extent, List<Words> all) {
    for (Words one : all) {
      boolean single = one.keys.size() == 1;
      boolean wordToo = !one.written.isEmpty() && vocabulary.isWordToo(one.written);
      index.add(one.keys, 0, person, new Kind(extent, one.rank, single, wordToo, slavic));
    }
  }

  /** {@code priyaraman} and {@code praman}, as in addresses. */
  private void joined(WrittenName name) {
    if (!name.isFull()) {
      return;
    }
    String given = bare(name.given());
    String family = bare(name.familyName());
    for (String key : List.of(given + family, family + given)) {
      index.add(List.of(Set.of(key)), 0, person, kind(Extent.FULL, 0));
    }
    String short1 = given.substring(0, given.offsetByCodePoints(0, 1)) + family;
    if (short1.length() > SHORTEST_JOINED && !vocabulary.isCommon(short1)) {
      index.add(List.of(Set.of(short1)), 0, person, kind(Extent.INITIAL_AND_FAMILY, 1));
    }
  }

  private static String bare(String word) {
    StringBuilder bare = new StringBuilder();
    Token.of(word).forEach(token -> bare.append(token.key()));
    return bare.toString();
  }

  private List<Words> given(WrittenName name) {
    List<Words> given = new ArrayList<>();
    if (name.given().isEmpty() || name.isInitial()) {
      return given;
    }
    given.addAll(word(name.given()));
    if (!name.middle().isEmpty()) {
      Words whole = given.get(0);
      Words short1 = given.get(0);
      for (String middle : name.middle()) {
        whole = whole.then(word(middle).get(0));
        short1 = short1.then(initial(middle));
      }
      given.add(whole);
      given.add(short1);
      if (name.familyFirst()) {
        List<Set<String>> turned = new ArrayList<>(whole.keys.subList(1, whole.keys.size()));
        turned.add(whole.keys.get(0));
        given.add(new Words(turned, 0, ""));
      }
    }
    return given;
  }

  private List<Words> initials(WrittenName name) {
    List<Words> initials = new ArrayList<>();
    if (name.given().isEmpty()) {
      return initials;
    }
    Words first = initial(name.given());
    initials.add(first);
    List<Token> parts = Token.of(name.given());
    if (parts.size() == 2) {
      initials.add(first.then(initial(parts.get(1).key())));
    }
    Words all = first;
    for (String middle : name.middle()) {
      all = all.then(initial(middle));
    }
    if (!name.middle().isEmpty()) {
      initials.add(all);
    }
    return initials;
  }

  private static Words initial(String word) {
    String key = Fold.of(word);
    String letter = key.substring(0, key.offsetByCodePoints(0, 1));
    return new Words(List.of(Set.of("." + letter)), 0, "");
  }

  /** With its particles and without, and each half of a double name. */
  private List<Words> family(WrittenName name) {
    List<Words> family = new ArrayList<>();
    if (name.family().isEmpty()) {
      return family;
    }
    if (name.family().size() == 1) {
      family.addAll(word(name.family().get(0)));
    } else {
      Words all = word(name.family().get(0)).get(0);
      for (String word : name.family().subList(1, name.family().size())) {
        all = all.then(word(word).get(0));
      }
      family.add(all);
      for (String word : name.family()) {
        if (!Wordlist.PARTICLES.contains(Fold.of(word))) {
          family.add(word(word).get(0));
        }
      }
    }
    if (!name.particles().isEmpty()) {
      Words whole = family.get(0);
      for (int i = name.particles().size() - 1; i >= 0; i--) {
        whole = word(name.particles().get(i)).get(0).then(whole);
        family.add(whole);
      }
      String joined = bare(name.familyName());
      family.add(new Words(List.of(Fold.spellings(joined)), 0, joined));
    }
    return family.subList(0, Math.min(MOST, family.size()));
  }

  /** The word, its pieces run together, and its halves. */
  private List<Words> word(String word) {
    List<Token> tokens = Token.of(word);
    List<Words> all = new ArrayList<>();
    List<Set<String>> pieces = new ArrayList<>();
    for (Token token : tokens) {
      pieces.add(Fold.spellings(token.in(word)));
      index.addWritten(token.in(word));
    }
    pieces.removeIf(Set::isEmpty);
    if (pieces.isEmpty()) {
      return List.of(new Words(List.of(Set.of(Fold.of(word))), 0, word));
    }
    all.add(new Words(pieces, 0, word));
    if (pieces.size() == 1) {
      return all;
    }
    String together = bare(word);
    all.add(new Words(List.of(Fold.spellings(together)), 0, together));
    boolean hyphened = word.indexOf('-') > 0 || word.indexOf('‐') > 0;
    for (int i = 0; i < tokens.size(); i++) {
      String piece = tokens.get(i).in(word);
      boolean shed = i > 0 && SHED.contains(tokens.get(i - 1).key()) && tokens.size() == 2;
      boolean half = hyphened && piece.length() >= SHORTEST_HALF && !SHED.contains(Fold.of(piece));
      if ((half || shed) && pieces.size() == tokens.size()) {
        all.add(new Words(List.of(Fold.spellings(piece)), 1, piece));
      }
    }
    return all;
  }

  /** A second given name alone is somebody's if nobody has it as the first. */
  private void middles(WrittenName name) {
    for (String middle : name.middle()) {
      String key = Fold.of(middle).replace(".", "");
      if (key.length() < SHORTEST_HALF || Wordlist.PARTICLES.contains(key)) {
        continue;
      }
      Extent extent = Wordlist.FIRST_NAMES.contains(key) ? Extent.GIVEN : Extent.FAMILY;
      for (Words word : word(middle)) {
        boolean wordToo = vocabulary.isWordToo(middle);
        index.add(word.keys, 0, person, new Kind(extent, 2, true, wordToo, slavic));
      }
    }
  }

  private void dense(WrittenName name) {
    String given = Fold.of(name.given());
    String family = Fold.of(name.familyName().replace(" ", ""));
    Set<String> whole = new LinkedHashSet<>();
    if (WrittenName.isDense(given) && WrittenName.isDense(family)) {
      whole.add(family + given);
      whole.add(given + family);
    }
    whole.forEach(key -> index.addDense(key, person, kind(Extent.FULL, 0)));
    for (String nickname : name.diminutives()) {
      if (WrittenName.isDense(nickname)) {
        Kind kind = new Kind(Extent.DIMINUTIVE, 0, true, false, slavic);
        index.addDense(Fold.of(nickname), person, kind);
      }
    }
    if (WrittenName.isDense(given)) {
      boolean short1 = given.codePointCount(0, given.length()) < 2;
      index.addDense(given, person, new Kind(Extent.GIVEN, 0, true, short1, slavic));
    }
    if (WrittenName.isDense(family)) {
      boolean short1 = family.codePointCount(0, family.length()) < 2;
      index.addDense(family, person, new Kind(Extent.FAMILY, 0, true, short1, slavic));
    }
  }
}
