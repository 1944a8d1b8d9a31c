package larksong.proof;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import larksong.model.Finding;
import larksong.model.Place;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.spoken.Heard;
import larksong.spoken.Sentences;

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
          "(?i)mustSay|openingsToAvoid|pauseSeconds|item id|\\bcovers\\b.{0,3}:|system prompt|ignore (?:all )?(?:previous|prior)|tool_call|function_call|<\\|");

  private final Show show;
  private final Pattern talk;
  private final Map<String, Pattern> rules;

  Hygiene(Show show, Heard heard) {
    this.show = show;
    this.talk = Pattern.compile("(?<!\\p{L})(?:" + heard.pattern("small-talk") + ")");
    this.rules = Map.of("markup", MARKUP, "link", LINK, "stage-direction", DIRECTION, "echo", ECHO);
  }

  void check(Segment segment, int number, List<Finding> findings) {
    for (int line = 0; line < segment.lines().size(); line++) {
      List<String> sentences = Sentences.of(segment.lines().get(line).text(), show.language());
      for (int i = 0; i < sentences.size(); i++) {
        Place place = new Place(number, line, i);
        sentence(sentences.get(i), place, findings);
        language(sentences.get(i), place, findings);
      }
    }
  }

  private void sentence(String sentence, Place place, List<Finding> findings) {
    rules.forEach(
        (check, pattern) -> {
          if (pattern.matcher(sentence).find()) {
            findings.add(
                Finding.at(
                    place,
                    check,
                    "It has what cannot be heard: markup, a link, a direction or a model's own words."));
          }
        });
    if (talk.matcher(sentence.toLowerCase(Locale.ROOT).replace('’', '\'')).find()) {
      findings.add(Finding.at(place, "small-talk", "A model speaks of itself or to its user."));
    }
  }

  private void language(String sentence, Place place, List<Finding> findings) {
    Tongue.of(sentence, show.language().getLanguage())
        .filter(tag -> !tag.equals(show.language().getLanguage()))
        .ifPresent(
            tag ->
                findings.add(
                    Finding.at(
                        place,
                        "language",
                        "Expected '"
                            + show.language().toLanguageTag()
                            + "' but this is '"
                            + tag
                            + "'.")));
  }
}
