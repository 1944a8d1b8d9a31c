package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larksong.privacy.Words.Word;

/**
 * Streets with the number of a house, in the orders of the seven languages; a street alone, such as
 * "place Vendôme", is a place like any other.
 */
final class Streets {

  private static final int FAR = 90;

  /** {@code 12}, {@code 221B}, {@code 5 bis}, {@code 12-14}, {@code 88/4/12}, {@code 55-3}. */
  static final String HOUSE =
      "(?:s/n\\b|\\d{1,5})(?:[ ]?(?:bis|ter|quater)\\b|[ ]?[A-GI-RT-Za-gi-rt-z]\\b|/[A-Za-z]\\b|[ ]?½)?(?:[ ]?[-–/+][ ]?\\d{1,4}[ ]?[A-GI-RT-Za-gi-rt-z]?\\b){0,3}";

  private static final String NUMBER_SIGN =
      "(?:n\\.?[ºo°]\\.?|nº\\.?|nr\\.?|no\\.?|num\\.?|núm\\.?|numero|número|numéro|nummer|n\\.|#)";

  private static final String SMALL =
      "(?:de la|de las|de los|de l['’]|de|del|des|du|della|delle|dello|degli|dei|dell['’]|di|da|das|do|dos|d['’]|l['’]|la|le|les|lo|los|las|van der|van den|van de|van|den|der|the|of|à|aux|au|sur|en|e|y|et|und|a|al|alla|et)";

  private static final String CAPITAL = "(?:\\p{Lu}[\\p{L}\\p{M}\\p{N}'’.-]*|\\d{1,3}(?:er|ère|e|º|ª|\\.|th|st|nd|rd)?)";

  /** {@code de la Paix}, {@code Karl-Marx}, {@code XX Settembre}, {@code du 8 Mai 1945}. */
  private static final String NAME =
      "(?:[ ]?" + SMALL + "[ ]?){0,2}[ ]?\\p{Lu}[\\p{L}\\p{M}'’.-]*(?:[ ](?:" + SMALL + "[ ]?){0,2}\\p{Lu}[\\p{L}\\p{M}'’.-]*){0,4}";

  private static final String DATED_NAME =
      "[ ](?:" + SMALL + "[ ]?)?\\d{1,2}(?:er|º|\\.)?[ ](?:de[ ])?[\\p{L}]{3,10}(?:[ ](?:de[ ])?(?:19|18)\\d{2})?";

  private static final String SMALL_NAME =
      "(?:[ ](?:de la|des|du|de l['’]|de|d['’]|della|dei|di|del|de los|de las|das|dos|da|do)[ ]?)?[ ]?[\\p{Ll}][\\p{L}'’-]{2,}";

  private static final Pattern NAME_AFTER =
      Pattern.compile("^[./]?(" + DATED_NAME + "|" + NAME + ")");

  private static final Pattern SMALL_NAME_AFTER =
      Pattern.compile("^[./]?(" + SMALL_NAME + ")(?:[ ]*[,.;:)\\n]|[ ]+\\d|$)");

  private static final Pattern HOUSE_BEFORE =
      Pattern.compile("(?:^|[^\\p{L}\\p{N}.:/€$£-])((?:" + NUMBER_SIGN + "[ ]?)?" + HOUSE + ")[ ]?[,]?[ ]$");

  private static final Pattern HOUSE_AFTER =
      Pattern.compile(
          "^[.]?(?:[ ]\\([\\p{L} .-]{2,30}\\))?(?:[ ]?,[ ]?|[ ])(?:" + NUMBER_SIGN + "[ ]?)?(" + HOUSE + ")(?:[^\\p{L}\\p{N}:%€$£]|:[^\\d]|:?$)");

  /** {@code 221B Baker}, {@code 350 5th}, {@code 12 The}, {@code 1600 N St. Mary's}. */
  private static final Pattern HOUSE_AND_NAME_BEFORE =
      Pattern.compile(
          "(?:^|[^\\p{L}\\p{N}.:/€$£-])((?:(?i:Flat|Apt\\.?|Apartment|Unit|Suite|Studio)[ ]\\w{1,4},?[ ])?"
              + HOUSE
              + ",?[ ](?:\\p{Lu}[\\p{L}\\p{M}'’.-]*|\\d{1,3}(?:st|nd|rd|th))[ ](?:(?:\\p{Lu}[\\p{L}\\p{M}'’.-]*|\\d{1,3}(?:st|nd|rd|th)|of|the|and|&)[ ]){0,3})$");

  private static final Pattern NAMES_BEFORE =
      Pattern.compile("(?:^|[^\\p{L}\\p{N}.-])((?:\\p{Lu}[\\p{L}\\p{M}'’-]+\\.?[ ]){1,3})$");

  private static final Pattern HYPHEN_BEFORE = Pattern.compile("((?:\\p{L}[\\p{L}\\p{M}.]*-)+)$");

  /** {@code , 3rd floor}, {@code , 2e étage}, {@code 3º B}, {@code , Apt 4}, and the code of the place. */
  private static final Pattern REST =
      Pattern.compile(
          "(?i)^((?:[ ](?-i:[IVX]{1,4})\\b)?(?:[ ]?[,(/·-]?[ ]?(?:(?:apt|apartment|flat|suite|ste|unit|floor|room|fl|top|stiege|tür|whg|wohnung|bus|bte|boîte|bât|bâtiment"
              + "|esc|escalera|piso|puerta|pta|planta|piano|interno|int|scala|sc|apto|apartamento|bloco|bl|andar|sala|étage|appt|lote)\\.?[ ]?[\\p{N}][\\p{L}\\p{N}]{0,3}\\b"
              + "|\\d{1,2}(?:st|nd|rd|th)[ ]fl(?:oor|\\.)|\\d{1,2}\\.?[ ]?(?:og|stock|etage|stockwerk)\\b|\\d{1,2}(?:er|e|ème|eme|º|ª|\\.º|°)[ ]?(?:étage|piso|andar|piano|dto|dcha|izda|izq|esq|frente|[a-d]\\b)\\.?"
              + "|(?:bajo|rez-de-chaussée|rdc|erdgeschoss|eg|ground floor|piano terra|begane grond|r/c|hs)\\b)){0,3}"
              + "(?:[ ]?[,·–-]?[ ]?\\n?(?:[A-Z]{1,2}-)?\\d{4,5}(?:-\\d{3})?(?:[ ]?(?-i:[A-Z]{2}))?\\b)?)");

  private Streets() {}

  static List<Found> in(Words words) {
    List<Found> found = new ArrayList<>();
    for (StreetWords.Hit hit : StreetWords.in(words)) {
      place(words, hit).ifPresent(one -> found.add(withRest(words, one)));
    }
    return found;
  }

  private static Optional<Found> place(Words words, StreetWords.Hit hit) {
    return switch (hit.where()) {
      case "before" -> before(words, hit, true);
      case "before-capital" -> before(words, hit, false);
      case "after" -> after(words, hit, false).or(() -> numberLast(words, hit));
      case "after-weak" -> after(words, hit, true);
      case "ending" -> ending(words, hit, false);
      case "ending-weak" -> ending(words, hit, true);
      case "alone" -> alone(words, hit);
      case "prepositional" -> prepositional(words, hit);
      case "announced" -> announced(words, hit);
      default -> box(words, hit);
    };
  }

  /** {@code 12 rue de la Paix}, {@code Calle Mayor, 5}. */
  private static Optional<Found> before(Words words, StreetWords.Hit hit, boolean small) {
    String rest = words.after(hit.end(), FAR);
    Optional<Integer> house = start(HOUSE_BEFORE, words, hit.start());
    int name = end(NAME_AFTER, rest);
    if (name < 0 && small && house.isPresent()) {
      name = end(SMALL_NAME_AFTER, rest);
    }
    if (name < 0 && small) {
      name = end(SMALL_NAME_AFTER, rest);
      if (name > 0 && numberEnd(words, hit.end() + name) < 0) {
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
    int number = numberEnd(words, end);
    return number < 0 ? Optional.empty() : found(hit.start(), number);
  }

  private static String first(String rest) {
    List<Word> all = new Words(rest).all();
    return all.isEmpty() ? "" : all.get(0).folded();
  }

  /** {@code 221B Baker Street}. */
  private static Optional<Found> after(Words words, StreetWords.Hit hit, boolean weak) {
    if (!Character.isUpperCase(words.text().charAt(hit.start())) && weak) {
      return Optional.empty();
    }
    Optional<Integer> start = start(HOUSE_AND_NAME_BEFORE, words, hit.start());
    if (start.isEmpty()
        || weak && !endsPhrase(words, hit.end())
        || isYear(words, start.get())) {
      return Optional.empty();
    }
    Matcher direction = DIRECTION.matcher(words.after(hit.end(), 5));
    return found(start.get(), direction.find() ? hit.end() + direction.end(1) : hit.end());
  }

  private static final Pattern DIRECTION = Pattern.compile("^( (?:NW|NE|SW|SE|N|S|E|W))(?:[^\\p{L}]|$)");

  private static final Pattern PHRASE_END =
      Pattern.compile("^[ ]?(?:[.,;:)!?\\n–-]|$|[ ]?(?:in|at|on|by|for|and|or|to|from|with|near|opposite|before|after|until|this|next|is|was|has|will|where|which|then|as|tomorrow|today|tonight)\\b|\\d|[A-Z]{1,2}\\d)");

  private static boolean endsPhrase(Words words, int end) {
    return PHRASE_END.matcher(words.after(end, 12)).find();
  }

  /** {@code In 1929 Wall Street}. */
  private static boolean isYear(Words words, int start) {
    String text = words.text();
    boolean four = text.substring(start, Math.min(text.length(), start + 5)).matches("(?:1[5-9]|20)\\d\\d ");
    return four && YEAR_BEFORE.matcher(words.before(start, 14)).find();
  }

  private static final Pattern YEAR_BEFORE =
      Pattern.compile("(?i)(?:^|[^\\p{L}])(?:in|since|from|until|till|by|of|the|after|before|during|early|late|mid|en|im|seit)[ ]$");

  /** {@code Baker Street 221b}. */
  private static Optional<Found> numberLast(Words words, StreetWords.Hit hit) {
    Optional<Integer> name = start(NAMES_BEFORE, words, hit.start());
    int number = numberEnd(words, hit.end());
    boolean capital = Character.isUpperCase(words.text().charAt(hit.start()));
    boolean isLong = hit.end() - hit.start() > 3;
    return name.isEmpty() || number < 0 || !capital || !isLong || isYearEnd(words, number)
        ? Optional.empty()
        : found(name.get(), number);
  }

  private static boolean isYearEnd(Words words, int end) {
    return words.before(end, 5).matches(".*[^\\d](?:19|20)\\d\\d");
  }

  /** {@code Hauptstr. 12}, {@code Lange Straße 12}, {@code Prins Hendrikkade 33}. */
  private static Optional<Found> ending(Words words, StreetWords.Hit hit, boolean weak) {
    int number = numberEnd(words, hit.end());
    if (number < 0) {
      return Optional.empty();
    }
    String text = words.text();
    boolean capital = Character.isUpperCase(text.charAt(hit.start()));
    if (!capital && !StreetWords.isSmall(hit.word())) {
      return Optional.empty();
    }
    Optional<Integer> hyphen = start(HYPHEN_BEFORE, words, hit.start());
    int start = hyphen.orElse(hit.start());
    boolean whole = hit.whole() && hyphen.isEmpty();
    if (whole || weak) {
      Optional<Integer> names = StreetWords.namesBefore(words, start, whole);
      boolean hyphens = hyphen.isPresent() && (!weak || text.substring(start, hit.start()).split("-").length > 1);
      boolean sure = names.isPresent() || hyphens || !weak && !whole;
      boolean followed =
          weak
              && capital
              && !whole
              && (StreetWords.townFollows(words, number) || isWholeLine(words, start, number));
      if (!sure && !followed) {
        return Optional.empty();
      }
      return found(names.orElse(start), number);
    }
    return found(StreetWords.namesBefore(words, start, false).orElse(start), number);
  }

  private static boolean isWholeLine(Words words, int start, int end) {
    String before = words.before(start, 2).stripTrailing();
    String after = words.after(end, 2).strip();
    return (start == 0 || before.isEmpty() || before.endsWith(":") || before.endsWith("\n"))
        && (after.isEmpty() || words.text().startsWith("\n", end));
  }

  /** {@code 1600 Broadway}, {@code Damrak 1}. */
  private static Optional<Found> alone(Words words, StreetWords.Hit hit) {
    if (!Character.isUpperCase(words.text().charAt(hit.start()))) {
      return Optional.empty();
    }
    Optional<Integer> house = start(HOUSE_BEFORE, words, hit.start());
    int number = numberEnd(words, hit.end());
    if (house.isPresent() && !isYear(words, house.get())) {
      return found(house.get(), hit.end());
    }
    return number < 0 || isYearEnd(words, number) ? Optional.empty() : found(hit.start(), number);
  }

  private static final Pattern PREPOSITIONAL =
      Pattern.compile("^(?:[ ]\\p{Lu}[\\p{L}\\p{M}-]+){1,3}");

  /** {@code Am Alten Markt 3}, {@code Unter den Linden 77}. */
  private static Optional<Found> prepositional(Words words, StreetWords.Hit hit) {
    String rest = words.after(hit.end(), FAR);
    Matcher name = PREPOSITIONAL.matcher(rest);
    if (!name.find() || StreetWords.isNever(first(rest))) {
      return Optional.empty();
    }
    int number = numberEnd(words, hit.end() + name.end());
    return number < 0 || !StreetWords.addressEnds(words, number) || isYearEnd(words, number)
        ? Optional.empty()
        : found(hit.start(), number);
  }

  private static final String ANY_NAME =
      "(?:\\p{Lu}[\\p{L}\\p{M}'’.-]*|\\d{1,3}(?:st|nd|rd|th)|" + SMALL + ")";

  /** {@code Address: 412 Davon Plain}, {@code Adresse: Ahorn 25}. */
  private static final Pattern ANNOUNCED =
      Pattern.compile(
          "^[ ]?(?:[:=]|(?:is|ist|est|es|è|é|at|in|im|au|en|op|na|no)[ ])?[ \\n]{0,2}("
              + HOUSE
              + ",?[ ](?:"
              + ANY_NAME
              + "[ ]){0,4}\\p{Lu}[\\p{L}\\p{M}'’.-]+|\\p{Lu}[\\p{L}\\p{M}'’.-]*(?:[ ]"
              + ANY_NAME
              + "){0,5},?[ ](?:"
              + NUMBER_SIGN
              + "[ ]?)?"
              + HOUSE
              + ")(?:[^\\p{L}\\p{N}:%€$£]|:[^\\d]|$)");

  private static Optional<Found> announced(Words words, StreetWords.Hit hit) {
    Matcher matcher = ANNOUNCED.matcher(words.after(hit.end(), FAR));
    return matcher.find()
        ? found(hit.end() + matcher.start(1), hit.end() + matcher.end(1))
        : Optional.empty();
  }

  private static final Pattern BOX = Pattern.compile("^\\.?[ ]?(?:n[°º.]?[ ]?)?(\\d{1,3}(?:[ ]?\\d{1,3}){0,3})(?:[^\\p{L}\\p{N}]|$)");

  private static Optional<Found> box(Words words, StreetWords.Hit hit) {
    int number = end(BOX, words.after(hit.end(), 24));
    return number < 0 ? Optional.empty() : found(hit.start(), hit.end() + number);
  }

  /** Where a house's number ends that stands here, or −1; one that counts something is none. */
  private static int numberEnd(Words words, int place) {
    String rest = words.after(place, 40);
    int end = end(HOUSE_AFTER, rest);
    return end < 0 || StreetWords.isUnit(words.after(place + end, 16)) ? -1 : place + end;
  }

  private static Optional<Integer> start(Pattern pattern, Words words, int end) {
    String head = words.before(end, FAR);
    Matcher matcher = pattern.matcher(head);
    return matcher.find() ? Optional.of(end - head.length() + matcher.start(1)) : Optional.empty();
  }

  private static int end(Pattern pattern, String rest) {
    Matcher matcher = pattern.matcher(rest);
    return matcher.find() ? matcher.end(1) : -1;
  }

  private static Optional<Found> found(int start, int end) {
    return Optional.of(new Found(start, end, Kind.STREET));
  }

  private static Found withRest(Words words, Found street) {
    Matcher rest = REST.matcher(words.after(street.end(), 70));
    return rest.find() && rest.end(1) > 0
        ? new Found(street.start(), street.end() + rest.end(1), Kind.STREET)
        : street;
  }
}
