package larksong.privacy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import larksong.privacy.NameIndex.FormKind;

/** Puts every form of a name into the index: whole and in part, turned round, by initials. */
final class NameForms {

  private static final Set<String> SHED =
      Set.of("o d al el mc mac l de van von bin ibn ben abu".split(" ", -1));

  private static final int SHORTEST_HALF = 3;
  private static final int SHORTEST_JOINED = 5;
  private static final int MOST = 6;

  /** Words in a row, each with the ways to write it; a higher rank is less sure. */
  private record TextWords(List<Set<String>> keys, int rank, String written) {

    TextWords then(TextWords other) {
      List<Set<String>> both = new ArrayList<>(keys);
      both.addAll(other.keys);
      return new TextWords(both, Math.max(rank, other.rank), other.written);
    }
  }

  private final NameIndex index;
  private final NameDictionary vocabulary;
  private final int person;
  private final boolean slavic;

  NameForms(NameIndex index, NameDictionary vocabulary, int person, WrittenName best) {
    this.index = index;
    this.vocabulary = vocabulary;
    this.person = person;
    this.slavic = Slavic.isLike(best);
  }

  private FormKind kind(Extent extent, int rank) {
    return new FormKind(extent, rank, false, false, slavic);
  }

  /** One way to write the person's name. */
  void add(WrittenName name) {
    List<TextWords> given = given(name);
    List<TextWords> called = new ArrayList<>();
    name.diminutives().forEach(nickname -> called.addAll(word(nickname)));
    List<TextWords> family = family(name);
    List<TextWords> initials = initials(name);
    List<TextWords> familyInitial =
        name.family().stream().limit(1).map(NameForms::initial).toList();

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

  private void pairs(Extent extent, List<TextWords> first, List<TextWords> second) {
    for (TextWords one : first) {
      for (TextWords other : second) {
        FormKind kind = kind(extent, Math.max(one.rank, other.rank));
        index.add(one.then(other).keys(), 0, person, kind);
        if (extent != Extent.INITIALS) {
          index.add(other.then(one).keys(), other.keys.size(), person, kind);
        }
      }
    }
  }

  private void alone(Extent extent, List<TextWords> all) {
    for (TextWords one : all) {
      boolean single = one.keys.size() == 1;
      boolean wordToo = !one.written.isEmpty() && vocabulary.isWordToo(one.written);
      index.add(one.keys, 0, person, new FormKind(extent, one.rank, single, wordToo, slavic));
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
    NameToken.of(word).forEach(token -> bare.append(token.key()));
    return bare.toString();
  }

  private List<TextWords> given(WrittenName name) {
    List<TextWords> given = new ArrayList<>();
    if (name.given().isEmpty() || name.isInitial()) {
      return given;
    }
    given.addAll(word(name.given()));
    if (!name.middle().isEmpty()) {
      TextWords whole = given.get(0);
      TextWords short1 = given.get(0);
      for (String middle : name.middle()) {
        whole = whole.then(word(middle).get(0));
        short1 = short1.then(initial(middle));
      }
      given.add(whole);
      given.add(short1);
      if (name.familyFirst()) {
        List<Set<String>> turned = new ArrayList<>(whole.keys.subList(1, whole.keys.size()));
        turned.add(whole.keys.get(0));
        given.add(new TextWords(turned, 0, ""));
      }
    }
    return given;
  }

  private List<TextWords> initials(WrittenName name) {
    List<TextWords> initials = new ArrayList<>();
    if (name.given().isEmpty()) {
      return initials;
    }
    TextWords first = initial(name.given());
    initials.add(first);
    List<NameToken> parts = NameToken.of(name.given());
    if (parts.size() == 2) {
      initials.add(first.then(initial(parts.get(1).key())));
    }
    TextWords all = first;
    for (String middle : name.middle()) {
      all = all.then(initial(middle));
    }
    if (!name.middle().isEmpty()) {
      initials.add(all);
    }
    return initials;
  }

  private static TextWords initial(String word) {
    String key = Fold.of(word);
    String letter = key.substring(0, key.offsetByCodePoints(0, 1));
    return new TextWords(List.of(Set.of("." + letter)), 0, "");
  }

  /** With its particles and without, and each half of a double name. */
  private List<TextWords> family(WrittenName name) {
    List<TextWords> family = new ArrayList<>();
    if (name.family().isEmpty()) {
      return family;
    }
    if (name.family().size() == 1) {
      family.addAll(word(name.family().get(0)));
    } else {
      TextWords all = word(name.family().get(0)).get(0);
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
      TextWords whole = family.get(0);
      for (int i = name.particles().size() - 1; i >= 0; i--) {
        whole = word(name.particles().get(i)).get(0).then(whole);
        family.add(whole);
      }
      String joined = bare(name.familyName());
      family.add(new TextWords(List.of(Fold.spellings(joined)), 0, joined));
    }
    return family.subList(0, Math.min(MOST, family.size()));
  }

  /** The word, its pieces run together, and its halves. */
  private List<TextWords> word(String word) {
    List<NameToken> tokens = NameToken.of(word);
    List<TextWords> all = new ArrayList<>();
    List<Set<String>> pieces = new ArrayList<>();
    for (NameToken token : tokens) {
      pieces.add(Fold.spellings(token.in(word)));
      index.addWritten(token.in(word));
    }
    pieces.removeIf(Set::isEmpty);
    if (pieces.isEmpty()) {
      return List.of(new TextWords(List.of(Set.of(Fold.of(word))), 0, word));
    }
    all.add(new TextWords(pieces, 0, word));
    if (pieces.size() == 1) {
      return all;
    }
    String together = bare(word);
    all.add(new TextWords(List.of(Fold.spellings(together)), 0, together));
    boolean hyphened = word.indexOf('-') > 0 || word.indexOf('‐') > 0;
    for (int i = 0; i < tokens.size(); i++) {
      String piece = tokens.get(i).in(word);
      boolean shed = i > 0 && SHED.contains(tokens.get(i - 1).key()) && tokens.size() == 2;
      boolean half = hyphened && piece.length() >= SHORTEST_HALF && !SHED.contains(Fold.of(piece));
      if ((half || shed) && pieces.size() == tokens.size()) {
        all.add(new TextWords(List.of(Fold.spellings(piece)), 1, piece));
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
      for (TextWords word : word(middle)) {
        boolean wordToo = vocabulary.isWordToo(middle);
        index.add(word.keys, 0, person, new FormKind(extent, 2, true, wordToo, slavic));
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
        FormKind kind = new FormKind(Extent.DIMINUTIVE, 0, true, false, slavic);
        index.addDense(Fold.of(nickname), person, kind);
      }
    }
    if (WrittenName.isDense(given)) {
      boolean short1 = given.codePointCount(0, given.length()) < 2;
      index.addDense(given, person, new FormKind(Extent.GIVEN, 0, true, short1, slavic));
    }
    if (WrittenName.isDense(family)) {
      boolean short1 = family.codePointCount(0, family.length()) < 2;
      index.addDense(family, person, new FormKind(Extent.FAMILY, 0, true, short1, slavic));
    }
  }
}
