package larksong.proof;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import larksong.model.Card;
import larksong.model.Finding;
import larksong.model.Place;
import larksong.model.Rundown;
import larksong.model.Story;

/** Nothing but words of the show's language, spoken by a host, not by a model. */
final class Hygiene {

  /** What only the eye can read: tags, links, code, templates, JSON, Markdown. */
  private static final Pattern MARKUP =
      Pattern.compile(
          "</?[a-zA-Z][^>]*>|```|`|\\{\\{|\\}\\}|[{}]|#|^[-*] |\\*\\*|__|&[a-z]+;|\\\\[a-z]|\\|");

  private static final Pattern LINK =
      Pattern.compile(
          "(?i)\\b(?:https?:|www\\.|ftp:)|\\b[a-z0-9-]+\\.(?:com|org|net|io|de|fr|example|info)\\b|@[a-z0-9-]+\\.|\\b(?:dot|punkt|point) (?:com|org|net|de|fr)\\b");

  /** Brackets and asterisks tell someone what to do; a speaker's name before a colon too. */
  private static final Pattern DIRECTION =
      Pattern.compile(
          "(?i)\\[[^\\]]*\\]|\\*[^*]+\\*|\\((?:[^)]*\\b)?(?:music|pause|laughs?|sighs?|jingle|intro|outro|sound|beat|musik|lacht|seufzt|musique|rires?|soupir|ton|fade)\\b[^)]*\\)|^(?:host|speaker ?\\d?|narrator|sprecher(?:in)?|moderator(?:in)?|présentateur|animateur|voix)\\s?:");

  /** Words of the question to the model. */
  private static final Pattern ECHO =
      Pattern.compile(
          "(?i)mustSay|openingsToAvoid|pauseSeconds|item id|\\bcovers\\b.{0,3}:|system prompt|tool_call|function_call|<\\|");

  private static final Map<String, Pattern> RULES =
      Map.of("markup", MARKUP, "link", LINK, "stage-direction", DIRECTION, "echo", ECHO);

  private final Grammar grammar;
  private final Rundown rundown;

  Hygiene(Grammar grammar, Rundown rundown) {
    this.grammar = grammar;
    this.rundown = rundown;
  }

  void check(List<Said> said, List<Finding> findings) {
    for (Said sentence : said) {
      sentence(sentence.text(), sentence.place(), findings);
      language(sentence.text(), sentence.place(), findings);
    }
  }

  private void sentence(String sentence, Place place, List<Finding> findings) {
    RULES.forEach(
        (check, pattern) -> {
          if (pattern.matcher(sentence).find()) {
            findings.add(
                Finding.at(
                    place,
                    check,
                    "It has what cannot be heard: markup, a link, a direction or a model's own words."));
          }
        });
    if (grammar.smallTalk().matcher(sentence.toLowerCase(Locale.ROOT).replace('’', '\'')).find()) {
      findings.add(Finding.at(place, "small-talk", "A model speaks of itself or to its user."));
    }
  }

  private void language(String sentence, Place place, List<Finding> findings) {
    String own = grammar.language().getLanguage();
    Tongue.of(sentence, own)
        .filter(tag -> !tag.equals(own) && !isOnACard(sentence))
        .ifPresent(
            tag ->
                findings.add(
                    Finding.at(
                        place, "language", "Expected '" + own + "' but this is '" + tag + "'.")));
  }

  /** A phrase that is learned is in its own language. */
  private boolean isOnACard(String sentence) {
    String phrase = sentence.replaceFirst("[.!?…]+$", "");
    return rundown.stories().stream()
        .map(Story::item)
        .anyMatch(
            item ->
                item instanceof Card card
                    && (card.answer().contains(phrase) || card.question().contains(phrase)));
  }
}
