package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larksong.privacy.TextWords.Word;

/**
 * Streets with the number of a house, in the orders of the seven languages; a street alone, such as
 * "place Vendôme", is a place like any other.
 */
final class Streets {

  static final String SMALL =
      "(?:de la|de las|de los|de l['’]|de|del|des|du|della|delle|dello|degli|dei|dell['’]|di|da"
          + "|das|do|dos|d['’]|l['’]|la|le|les|lo|los|las|van der|van den|van de|van|den|der|the"
          + "|of|à|aux|au|sur|en|e|y|et|und|a|al|alla|et)";

  /** {@code de la Paix}, {@code Karl-Marx}, {@code XX Settembre}, {@code du 8 Mai 1945}. */
  private static final String NAME =
      "(?:[ ]?"
          + SMALL
          + "[ ]?){0,2}[ ]?\\p{Lu}[\\p{L}\\p{M}'’.-]*(?:[ ](?:"
          + SMALL
          + "[ ]?){0,2}\\p{Lu}[\\p{L}\\p{M}'’.-]*){0,4}";

  private static final String DATED_NAME =
      "[ ](?:"
          + SMALL
          + "[ ]?)?\\d{1,2}(?:er|º|\\.)?[ ](?:de[ ])?[\\p{L}]{3,10}(?:[ ](?:de[ ])?(?:19"
          + "|18)\\d{2})?";

  private static final String SMALL_NAME =
      "(?:[ ](?:de la|des|du|de l['’]|de|d['’]|della|dei|di|del|de los|de las|das|dos|da|do)[ "
          + "]?)?[ ]?[\\p{Ll}][\\p{L}'’-]{2,}";

  private static final Pattern NAME_AFTER =
      Pattern.compile("^[./]?(" + DATED_NAME + "|" + NAME + ")");

  private static final Pattern SMALL_NAME_AFTER =
      Pattern.compile("^[./]?(" + SMALL_NAME + ")(?:[ ]*[,.;:)\\n]|[ ]+\\d|$)");

  /** {@code 221B Baker}, {@code 350 5th}, {@code 12 The}, {@code 1600 N St. Mary's}. */
  private static final Pattern HOUSE_AND_NAME_BEFORE =
      Pattern.compile(
          "(?:^|[^\\p{L}\\p{N}.:/€$£-])((?:(?i:Flat|Apt\\.?|Apartment|Unit|Suite|Studio)[ ]\\w{1,"
              + "4},?[ ])?"
              + Houses.NUMBER
              + ",?[ ](?:\\p{Lu}[\\p{L}\\p{M}'’.-]*|\\d{1,3}(?:st|nd|rd|th))[ "
              + "](?:(?:\\p{Lu}[\\p{L}\\p{M}'’.-]*|\\d{1,3}(?:st|nd|rd|th)|of|the|and|&)[ ]){0,"
              + "3})$");

  private static final Pattern SMALL_HOUSE_AND_NAME_BEFORE =
      Pattern.compile(
          "(?:^|[^\\p{L}\\p{N}.:/€$£-])(\\d{2,5}[a-z]?,?[ ](?:[nsew][ ])?"
              + "(?:\\p{Ll}[\\p{L}\\p{M}'’.-]{2,}|\\d{1,3}(?:st|nd|rd|th))[ ]"
              + "(?:\\p{Ll}{3,}[ ])?)$");

  private static final Pattern NAMES_BEFORE =
      Pattern.compile("(?:^|[^\\p{L}\\p{N}.-])((?:\\p{Lu}[\\p{L}\\p{M}'’-]+\\.?[ ]){1,3})$");

  private static final Pattern HYPHEN_BEFORE = Pattern.compile("((?:\\p{L}[\\p{L}\\p{M}.]*-)+)$");

  private static final Pattern DIRECTION =
      Pattern.compile("^( (?:NW|NE|SW|SE|N|S|E|W))(?:[^\\p{L}]|$)");

  private static final Pattern PHRASE_END =
      Pattern.compile(
          "^[ ]?(?:[.,;:)!?\\n–-]|$|[ ]?(?:in|at|on|by|for|and|or|to|from|with|near|opposite"
              + "|before|after|until|this|next|is|was|has|will|where|which|then|as|tomorrow|today"
              + "|tonight|suite|apt|apartment|flat|unit)\\b|\\d|[A-Z]{1,2}\\d)");

  private static final Pattern PREPOSITIONAL =
      Pattern.compile("^(?:[ ]\\p{Lu}[\\p{L}\\p{M}-]+){1,3}");

  private static final String ANY_NAME =
      "(?:\\p{Lu}[\\p{L}\\p{M}'’.-]*|\\d{1,3}(?:st|nd|rd|th)|and|" + SMALL + ")";

  /** {@code Address: 412 Davon Plain}, {@code Adresse: Ahorn 25}. */
  private static final Pattern ANNOUNCED =
      Pattern.compile(
          "^[ ]?(?:[:=]|(?:is|ist|est|es|è|é|at|in|im|au|en|op|na|no)[ ])?[ \\n]{0,8}((?:"
              + Houses.NUMBER
              + ",?[ ]){1,2}(?:"
              + ANY_NAME
              + "[ ]){0,4}\\p{Lu}[\\p{L}\\p{M}'’.-]+|\\p{Lu}[\\p{L}\\p{M}'’.-]*(?:[ ]"
              + ANY_NAME
              + "){0,5},?[ ](?:"
              + Houses.SIGN
              + "[ ]?)?"
              + Houses.NUMBER
              + ")(?:[^\\p{L}\\p{N}:%€$£]|:[^\\d]|$)");

  private static final Pattern BOX =
      Pattern.compile(
          "^\\.?[ ]?(?:n[°º.]?[ ]?)?(\\d{1,3}(?:[ ]?\\d{1,3}){0,3})(?:[^\\p{L}\\p{N}]|$)");

  private Streets() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>();
    for (StreetWords.Hit hit : StreetWords.in(words)) {
      place(words, hit).ifPresent(one -> found.add(Houses.withRest(words, one)));
    }
    return found;
  }

  private static Optional<Found> place(TextWords words, StreetWords.Hit hit) {
    return switch (hit.where()) {
      case "before" -> before(words, hit, true);
      case "before-capital" -> before(words, hit, false);
      case "after" -> after(words, hit, false).or(() -> numberLast(words, hit));
      case "after-weak" -> after(words, hit, true);
      case "between" -> between(words, hit);
      case "ending" -> ending(words, hit, false);
      case "ending-weak" -> ending(words, hit, true);
      case "alone" -> alone(words, hit);
      case "prepositional" -> prepositional(words, hit);
      case "announced" -> announced(words, hit);
      case "situated" -> announced(words, hit).filter(one -> isSituated(words, one));
      default -> box(words, hit);
    };
  }

  /** {@code 12 rue de la Paix}, {@code Calle Mayor, 5}. */
  private static Optional<Found> before(TextWords words, StreetWords.Hit hit, boolean small) {
    String rest = words.after(hit.end(), Houses.FAR);
    Optional<Integer> house = Houses.before(words, hit.start());
    int name = Houses.end(NAME_AFTER, rest);
    if (name < 0 && small && house.isPresent()) {
      name = Houses.end(SMALL_NAME_AFTER, rest);
    }
    if (name < 0 && small) {
      name = Houses.end(SMALL_NAME_AFTER, rest);
      if (name > 0 && Houses.after(words, hit.end() + name) < 0) {
        return Optional.empty();
      }
    }
    if (name < 0 || StreetWords.isNoStreet(first(rest))) {
      return Optional.empty();
    }
    int end = hit.end() + name;
    if (house.isPresent()) {
      return found(house.get(), end);
    }
    int number = Houses.after(words, end);
    return number < 0 ? Optional.empty() : found(hit.start(), number);
  }

  private static String first(String rest) {
    List<Word> all = new TextWords(rest).all();
    return all.isEmpty() ? "" : all.get(0).folded();
  }

  /** {@code 221B Baker Street}. */
  private static Optional<Found> after(TextWords words, StreetWords.Hit hit, boolean weak) {
    if (!Character.isUpperCase(words.text().charAt(hit.start())) && weak) {
      return Optional.empty();
    }
    Optional<Integer> start = Houses.start(HOUSE_AND_NAME_BEFORE, words, hit.start());
    if (start.isEmpty() && !weak) {
      return small(words, hit);
    }
    if (start.isEmpty()
        || (weak && !endsPhrase(words, hit.end()))
        || Houses.isYear(words, start.get())) {
      return Optional.empty();
    }
    Matcher direction = DIRECTION.matcher(words.after(hit.end(), 5));
    return found(start.get(), direction.find() ? hit.end() + direction.end(1) : hit.end());
  }

  /** {@code 12 cherry lane}, as people type it. */
  private static Optional<Found> small(TextWords words, StreetWords.Hit hit) {
    return StreetWords.isTyped(hit.word()) && endsPhrase(words, hit.end())
        ? Houses.start(SMALL_HOUSE_AND_NAME_BEFORE, words, hit.start())
            .filter(start -> !countsThings(words, start))
            .flatMap(start -> found(start, hit.end()))
        : Optional.empty();
  }

  /** {@code a 12 mile road}. */
  private static boolean countsThings(TextWords words, int start) {
    String rest = words.after(start, Houses.FAR);
    return StreetWords.isUnit(rest.substring(rest.indexOf(' ')));
  }

  private static boolean endsPhrase(TextWords words, int end) {
    return PHRASE_END.matcher(words.after(end, 12)).find();
  }

  /** {@code Baker Street 221b}. */
  private static Optional<Found> numberLast(TextWords words, StreetWords.Hit hit) {
    Optional<Integer> name = Houses.start(NAMES_BEFORE, words, hit.start());
    int number = Houses.after(words, hit.end());
    boolean capital = Character.isUpperCase(words.text().charAt(hit.start()));
    boolean isLong = hit.end() - hit.start() > 3;
    return name.isEmpty() || number < 0 || !capital || !isLong || Houses.isYearEnd(words, number)
        ? Optional.empty()
        : found(name.get(), number);
  }

  /** {@code Kossuth utca 12}, {@code Narva mnt 7}, {@code Atatürk Cad. No: 5}. */
  private static Optional<Found> between(TextWords words, StreetWords.Hit hit) {
    Optional<Integer> name = Houses.start(NAMES_BEFORE, words, hit.start());
    int number = Houses.after(words, hit.end());
    boolean isLetter = hit.end() - hit.start() == 1;
    return name.isEmpty() || number < 0 || (isLetter && !words.after(hit.end(), 1).equals("."))
        ? Optional.empty()
        : found(name.get(), number);
  }

  /** {@code Hauptstr. 12}, {@code Lange Straße 12}, {@code Prins Hendrikkade 33}. */
  private static Optional<Found> ending(TextWords words, StreetWords.Hit hit, boolean weak) {
    int number = Houses.after(words, hit.end());
    if (number < 0) {
      return Optional.empty();
    }
    String text = words.text();
    boolean capital = Character.isUpperCase(text.charAt(hit.start()));
    if (!capital && !StreetWords.isSmall(hit.word())) {
      return Optional.empty();
    }
    Optional<Integer> hyphen = Houses.start(HYPHEN_BEFORE, words, hit.start());
    int start = hyphen.orElse(hit.start());
    boolean whole = hit.whole() && hyphen.isEmpty();
    if (whole || weak) {
      Optional<Integer> names = StreetWords.namesBefore(words, start, whole);
      boolean hyphens =
          hyphen.isPresent()
              && (!weak || text.substring(start, hit.start()).split("-", -1).length > 1);
      boolean sure = names.isPresent() || hyphens || (!weak && !whole);
      boolean followed =
          weak
              && capital
              && !whole
              && (StreetWords.townFollows(words, number)
                  || StreetWords.isWholeLine(words, start, number));
      if (!sure && !followed) {
        return Optional.empty();
      }
      return found(names.orElse(start), number);
    }
    return found(StreetWords.namesBefore(words, start, false).orElse(start), number);
  }

  /** {@code 1600 Broadway}, {@code Damrak 1}. */
  private static Optional<Found> alone(TextWords words, StreetWords.Hit hit) {
    if (!Character.isUpperCase(words.text().charAt(hit.start()))) {
      return Optional.empty();
    }
    Optional<Integer> house = Houses.before(words, hit.start());
    int number = Houses.after(words, hit.end());
    if (house.isPresent() && !Houses.isYear(words, house.get())) {
      return found(house.get(), hit.end());
    }
    return number < 0 || Houses.isYearEnd(words, number)
        ? Optional.empty()
        : found(hit.start(), number);
  }

  /** {@code Am Alten Markt 3}, {@code Unter den Linden 77}. */
  private static Optional<Found> prepositional(TextWords words, StreetWords.Hit hit) {
    String rest = words.after(hit.end(), Houses.FAR);
    Matcher name = PREPOSITIONAL.matcher(rest);
    if (!name.find() || StreetWords.isNever(first(rest))) {
      return Optional.empty();
    }
    int number = Houses.after(words, hit.end() + name.end());
    return number < 0 || !StreetWords.addressEnds(words, number) || Houses.isYearEnd(words, number)
        ? Optional.empty()
        : found(hit.start(), number);
  }

  private static Optional<Found> announced(TextWords words, StreetWords.Hit hit) {
    Matcher matcher = ANNOUNCED.matcher(words.after(hit.end(), Houses.FAR));
    return matcher.find()
        ? found(hit.end() + matcher.start(1), hit.end() + matcher.end(1))
        : Optional.empty();
  }

  /** {@code is at 214 Alderney}, but not {@code is at 10 Tuesday} or {@code is on Floor 3}. */
  private static boolean isSituated(TextWords words, Found street) {
    String written = words.text().substring(street.start(), street.end());
    List<Word> all = new TextWords(written).all();
    return Flats.isStreet(written) && !StreetWords.isCounted(all.get(all.size() - 1).folded());
  }

  private static Optional<Found> box(TextWords words, StreetWords.Hit hit) {
    int number = Houses.end(BOX, words.after(hit.end(), 24));
    return number < 0 ? Optional.empty() : found(hit.start(), hit.end() + number);
  }

  private static Optional<Found> found(int start, int end) {
    return Optional.of(new Found(start, end, PrivateKind.STREET));
  }
}
