package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import larksong.privacy.NamedSecret.How;

/** Secrets as people write them to each other: "the password is …", "Kennwort: …", "PIN 4829". */
final class SpokenSecrets {

  private static final CueWords PHRASES = CueWords.read("secret-words.tsv");
  private static final CueWords PRONOUNS = CueWords.read("announcing.tsv", "pronoun"::equals);
  private static final CueWords NEW = CueWords.read("announcing.tsv", "new"::equals);

  private static final int AFTER = 260;
  private static final int BEFORE = 80;
  private static final int LATER = 160;
  private static final int MOST_BETWEEN = 12;

  private static final Pattern ENTERED =
      Pattern.compile(
          "(?i)(?:^|[^\\p{L}])(?:enter|use|type|gib|geben sie|nutze|verwenden sie|saisissez|entrez"
              + "|utilisez|introduce|introduzca|usa|use|inserisci"
              + "|gebruik|voer|insira|digite|utilize)[ \\t]+((?:[A-Za-z]{1,3}-)?\\d{3,4}[ -]?\\d{1,"
              + "4})(?:[^\\p{L}\\p{N}%€$]|$)");

  private static final Pattern PAIR =
      Pattern.compile(
          "^(?:(?:[ \\t]+[\\p{L}\\p{N}'’-]+){0,5}[ \\t]*(?:->|=>|[:=→–-])|[ "
              + "\\t]+(?:is|ist|est|es|è|é))[ \\t]*([^\\s/|,;:]{2,60}(?:[ \\t]*(?:->|=>|[/|:,"
              + ";→])[ \\t]*|[ \\t]+(?:/|and|und|et|y|e|en|with|mit)[ \\t]+|[ \\t]+)[^\\s/|,;]{4,"
              + "60})");

  private static final Pattern SAID_BEFORE =
      Pattern.compile(
          "(?i)(?:^|[\\s(\"'„“«:])([^\\s\"'“”„«»(),:;]{3,40}(?: \\d{3,4})?)[ "
              + "\\x{A0}]?[\"'“”»,]?[ \\t]+"
              + "(?:is|are|was|ist|lautet|est|es|è|é|wordt|as|als|comme|como|come)[ \\t]+"
              + "(?:[\\p{L}'’-]+[ \\t]+|[\\p{L}]+-|[dl]['’]){0,5}$");

  /** {@code “open sesame” is the password}. */
  private static final Pattern QUOTED_BEFORE =
      Pattern.compile(
          "(?i)(?:^|[\\s(:])[\"'“”„‘’«»‚][ \\x{A0}]?([^\"“”„‘’«»\\n]{3,40}?)[ "
              + "\\x{A0}]?[\"'“”‘’«»],?[ \\t]+(?:is|was|ist|est|es|è|é|era|wordt)[ \\t]+"
              + "(?:[\\p{L}'’-]+[ \\t]+|[dl]['’]){0,5}$");

  /** {@code tulip77 (Wi-Fi password)}, {@code tulip77 <- password}. */
  private static final Pattern NAMED_BEHIND =
      Pattern.compile(
          "(?:^|[\\s\"'„“«:])([^\\s\"'“”„«»(),:;]{4,40})[\"'”»“]?[ \\t]*(?:[(]|<-+|←|<=)[ "
              + "\\t]*(?:[\\p{L}'’-]+[ \\t]+){0,3}$");

  private static final Pattern ASKED =
      Pattern.compile(
          "^[^.!?\\n]{0,30}\\?[ \\x{A0}\\t]+(?:[\"“„«][ \\x{A0}]?([^\"“”„«»\\n]{3,40}?)[ "
              + "\\x{A0}]?[\"”“»]|([^\\s\"“„«]{5,40}))");

  /** What one ends with a sign on the keys of a door. */
  private static final Pattern SIGNED =
      Pattern.compile("^[^.!?;\\n0-9]{1,40} ([*]\\d{3,8}[#*]?|\\d{3,8}[#*])(?:[^\\p{L}\\p{N}]|$)");

  private static final Set<String> SAYS =
      Set.of(
          "is", "are", "was", "ist", "lautet", "est", "es", "e", "wordt", "as", "als", "comme",
          "como", "come");

  private static final Set<String> NAMED = Set.of("password", "login");

  private static final Set<String> JOINING =
      Set.of("and", "so", "but", "und", "also", "et", "mais", "y", "e", "ma", "en", "mas", "pero");

  private static final Pattern NEAR = Pattern.compile("([A-Za-z0-9+/=_.~-]{16,200})");

  private SpokenSecrets() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>();
    List<CueWords.Hit> hits = PHRASES.in(words);
    if (hits.stream().anyMatch(hit -> hit.what().endsWith("code"))) {
      found.addAll(Hits.of(ENTERED, words, PrivateKind.SECRET, (from, to) -> true));
    }
    for (int i = 0; i < hits.size(); i++) {
      CueWords.Hit hit = hits.get(i);
      int until = i + 1 < hits.size() ? hits.get(i + 1).first() : words.all().size();
      if (!hit.what().equals("none") && !Markup.isName(words.text(), hit)) {
        found.addAll(around(words, hit, until));
      }
    }
    return found;
  }

  /** Whether a name is a word of people's own, in small letters behind the first. */
  static boolean isWord(String name) {
    return name.chars().allMatch(Character::isLetter)
        && name.substring(1).chars().noneMatch(Character::isUpperCase)
        && PHRASES.at(new TextWords(name), 0).isPresent();
  }

  private static List<Found> around(TextWords words, CueWords.Hit hit, int until) {
    Optional<Found> after = after(words, hit);
    Optional<Found> one =
        after
            .or(() -> before(words, hit))
            .or(() -> later(words, hit, until))
            .or(() -> asked(words, hit));
    if (hit.what().equals("key") && after.isEmpty()) {
      List<Found> found = near(words, hit);
      one.ifPresent(found::add);
      return found;
    }
    return one.map(List::of).orElse(List.of());
  }

  private static Optional<Found> after(TextWords words, CueWords.Hit hit) {
    if (hit.what().equals("login")) {
      String rest = words.after(hit.end(), AFTER);
      return place(PAIR.matcher(rest), hit.end()).filter(one -> isPair(words.text(), one));
    }
    for (NamedSecret one : NamedSecret.behind(words, hit)) {
      boolean typed = one.how() == How.SEPARATED && Markup.isType(words.text(), one.end());
      int length = typed ? 0 : SpokenValues.length(words, hit, one);
      if (length > 0) {
        return Optional.of(new Found(one.start(), one.start() + length, PrivateKind.SECRET));
      }
    }
    return Optional.empty();
  }

  /** {@code 482913 is your verification code}, {@code use sunflower7 as the password}. */
  private static Optional<Found> before(TextWords words, CueWords.Hit hit) {
    String head = words.before(hit.start(), BEFORE);
    int offset = hit.start() - head.length();
    Optional<Found> marked = marked(words, hit, head, offset);
    if (marked.isPresent()) {
      return marked;
    }
    boolean said = false;
    for (int i = Math.max(0, hit.first() - 6); i < hit.first(); i++) {
      said |= SAYS.contains(words.all().get(i).folded());
    }
    if (!said) {
      return Optional.empty();
    }
    return place(SAID_BEFORE.matcher(head), offset)
        .filter(
            one -> {
              String value = words.text().substring(one.start(), one.end());
              boolean digits = value.chars().filter(Character::isDigit).count() >= 3;
              return Values.isMixed(value.replace(" ", ""))
                  && !Values.isFigure(value)
                  && (digits || NAMED.contains(hit.what()));
            });
  }

  /** In quotes it may be any word; before an arrow or a bracket it must look like a secret. */
  private static Optional<Found> marked(
      TextWords words, CueWords.Hit hit, String head, int offset) {
    if (hit.what().equals("password")) {
      Optional<Found> quoted =
          place(QUOTED_BEFORE.matcher(head), offset)
              .filter(one -> !Values.isProse(first(words, one)));
      if (quoted.isPresent()) {
        return quoted;
      }
    }
    boolean closes = words.text().startsWith(")", hit.end()) || !head.contains("(");
    Optional<Found> used = hit.what().equals("password") ? used(words, hit) : Optional.empty();
    return used.isPresent()
        ? used
        : place(NAMED_BEHIND.matcher(head), offset)
            .filter(one -> closes && !hit.what().equals("lock"))
            .filter(one -> Values.isMixed(words.text().substring(one.start(), one.end())));
  }

  /** {@code type open-sesame-9 when it asks for the password}. */
  private static Optional<Found> used(TextWords words, CueWords.Hit hit) {
    for (int at = Math.max(0, hit.first() - MOST_BETWEEN); at < hit.first(); at++) {
      Optional<Found> value = WaysIn.used(words, at);
      if (value.isPresent() && value.get().end() <= hit.start()) {
        return value;
      }
    }
    return Optional.empty();
  }

  private static String first(TextWords words, Found quoted) {
    return words.text().substring(quoted.start(), quoted.end()).split("[ \u00a0]", 2)[0];
  }

  /** {@code the password? “open sesame”}, {@code gate code changed, take 7702# please}. */
  private static Optional<Found> asked(TextWords words, CueWords.Hit hit) {
    Matcher asked = ASKED.matcher(words.after(hit.end(), BEFORE));
    if (hit.what().equals("password") && asked.find()) {
      int group = asked.group(1) == null ? 2 : 1;
      int start = hit.end() + asked.start(group);
      int end = hit.end() + SpokenValues.trimmed(asked.group(), asked.end(group));
      String value = words.text().substring(start, end);
      return (group == 1 && !Values.isProse(value.split(" ", 2)[0])) || Values.isMixed(value)
          ? Optional.of(new Found(start, end, PrivateKind.SECRET))
          : Optional.empty();
    }
    return hit.what().endsWith("code")
        ? place(SIGNED.matcher(words.after(hit.end(), BEFORE)), hit.end())
        : Optional.empty();
  }

  /** {@code I changed the password. It is now tulip77}; another word for a secret ends it. */
  private static Optional<Found> later(TextWords words, CueWords.Hit hit, int until) {
    if (hit.what().equals("lock")) {
      return Optional.empty();
    }
    for (int at = hit.next(); at < until; at++) {
      if (words.all().get(at).start() > hit.end() + LATER) {
        break;
      }
      Optional<CueWords.Hit> renewed = NEW.at(words, at);
      Optional<CueWords.Hit> stands = renewed;
      if (stands.isEmpty() && begins(words, at)) {
        stands = PRONOUNS.at(words, at);
      }
      if (stands.isPresent()) {
        Optional<Found> found = later(words, hit, stands.get(), renewed.isPresent());
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Found> later(
      TextWords words, CueWords.Hit hit, CueWords.Hit stands, boolean renewed) {
    String what = hit.what().equals("login") ? "password-mixed" : hit.what();
    CueWords.Hit instead =
        new CueWords.Hit(what, stands.start(), stands.end(), stands.first(), stands.next());
    for (NamedSecret one : NamedSecret.instead(words, instead)) {
      boolean said = one.how() == How.SAID || one.how() == How.SEPARATED;
      NamedSecret judged = renewed ? one : one.as(How.CHANGED);
      int length = said ? SpokenValues.length(words, instead, judged) : 0;
      if (length > 0 && !isYear(words.text(), one.start(), length)) {
        return Optional.of(new Found(one.start(), one.start() + length, PrivateKind.SECRET));
      }
    }
    return Optional.empty();
  }

  /** A pronoun stands for the secret at the start of a clause. */
  private static boolean begins(TextWords words, int at) {
    TextWords.Word before = words.all().get(at - 1);
    String gap = words.text().substring(before.end(), words.all().get(at).start());
    return gap.chars().anyMatch(one -> ".,;!?–—-\n:(".indexOf(one) >= 0)
        || JOINING.contains(before.folded())
        || PRONOUNS.at(words, at - 1).isPresent();
  }

  private static boolean isYear(String text, int start, int length) {
    String value = text.substring(start, start + length);
    return value.length() == 4 && (value.startsWith("19") || value.startsWith("20"));
  }

  /** What a machine made, in the line of a word that says so. */
  private static List<Found> near(TextWords words, CueWords.Hit hit) {
    List<Found> found = new ArrayList<>();
    String rest = words.after(hit.end(), BEFORE * 2);
    int line = rest.indexOf('\n');
    Matcher near = NEAR.matcher(line < 0 ? rest : rest.substring(0, line));
    while (near.find()) {
      String value = near.group(1);
      if (Values.isRandom(value) && Values.entropy(value) > 3 && !value.contains("//")) {
        found.add(
            new Found(hit.end() + near.start(1), hit.end() + near.end(1), PrivateKind.SECRET));
      }
    }
    return found;
  }

  private static boolean isPair(String text, Found pair) {
    String[] parts = text.substring(pair.start(), pair.end()).split("[\\s/|:,;]+", -1);
    String last = parts[parts.length - 1];
    return parts.length > 1 && !Values.isFigure(parts[0]) && Values.isMixed(last);
  }

  private static Optional<Found> place(Matcher matcher, int offset) {
    return matcher.find() && matcher.end(1) > matcher.start(1)
        ? Optional.of(
            new Found(offset + matcher.start(1), offset + matcher.end(1), PrivateKind.SECRET))
        : Optional.empty();
  }
}
