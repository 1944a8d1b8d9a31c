package larksong.source;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.spoken.Requests;
import org.jsoup.parser.Tag;

/**
 * Cuts out of a text what only a program would read, or what is made to look like a part of its
 * question: turns of a conversation, the end of the material, calls of tools, JSON, codes, words in
 * hidden letters. The kinds are those of public collections of such texts, such as BIPIA
 * (https://github.com/microsoft/BIPIA) and garak (https://github.com/NVIDIA/garak).
 *
 * <p>What comes after a forged turn, or a template to be filled, in its paragraph is the forger's
 * too.
 */
final class Forged {

  /** Stands for a tag that is no markup of a page. */
  private static final char TAG = '\uE000';

  private static final Pattern TAGS =
      Pattern.compile("<(/?)([\\p{L}_:-]{1,40})(\\s[^<>]{0,200})?>");

  /** Tags that are a turn or a call even where they are only opened. */
  private static final Set<String> CALLS =
      Set.of("tool_call", "tool_calls", "function_call", "function_calls", "invoke", "tool_use");

  private static final String ROLES =
      "(?:sys|sist|instr|instruc|assist|asist|user|usu|utilis|benutz|gebruik|anvand|human|prompt"
          + "|respon|antw|output|input|develop|host|locut|present|moderat|animat|condut|tool)";

  /** Where a forged turn of a conversation begins. */
  private static final Pattern TURN =
      Pattern.compile(
          "<\\|[^|>\\n]{1,40}\\|>|<</?SYS>>"
              + "|(?i:\\[/?(?:INST|SYSTEM|SYS|USER|ASSISTANT|DEVELOPER|TOOL|ADMIN)\\b[^\\]\\n]{0,20}])"
              + "|(?iu:#{2,6}\\s{0,3}"
              + ROLES
              + "\\p{L}{0,14}\\s?:)"
              + "|(?<![\\p{L}\\p{N}])(?:SYSTEM|ASSISTANT|USER|HUMAN|DEVELOPER|TOOL)"
              + "(?: (?:PROMPT|MESSAGE|NOTE|OVERRIDE))?\\s?:"
              + "|\\n\\s{0,4}(?:System|Assistant|User|Human|Developer)\\s?:"
              + "|(?:^|[.!?»\"]\\s{0,3})(?:System|Sistema|Système|Systeem|Assistant|Assistent|Asistente"
              + "|Assistente)\\s?:"
              + "|(?i:(?<![`'\"“‘«\\p{L}])<(?:system|assistant|user|prompt|instructions?|context)>(?=[\\s\\p{L}]))"
              + "|(?i:\\brole[\"']?\\s?[:=]\\s?[\"']?(?:system|assistant|user|developer|tool)\\b)"
              + "|(?i:\\b(?:begin|end|start)[ _-](?:of[ _-])?(?:system|prompt|instructions?)\\b)"
              + "|"
              + TAG);

  /** A line drawn under what was given. */
  private static final Pattern LINE =
      Pattern.compile("#{2,}|-{3,}|={3,}|\"{3}|'{3}|>{3,}|\\*{3,}|~{3,}|`{3,}|\\(");

  /** More lines end nothing. */
  private static final int MOST_LINES = 64;

  /** Letters after such a line that may say what ends. */
  private static final int AFTER_LINE = 60;

  /**
   * An agent's log: the names of its steps as ReAct (https://arxiv.org/abs/2210.03629) has them.
   */
  private static final Pattern STEP =
      Pattern.compile("(?:Action(?: Input)?|Observation|Thought|Final Answer)\\s?:");

  private static final Pattern KEY =
      Pattern.compile(
          "[\"'“”][\\p{L}\\p{N}_ -]{1,40}[\"'“”]\\s?:|[{,\\[]\\s{0,3}[\\p{L}\\p{N}_]{1,40}\\s?:\\s?[\"'“\\[{\\d]");

  /** A name of a field of such an item, and what says that it is one for a program. */
  private static final Pattern FIELD =
      Pattern.compile(
          "(?iu)(?:^|[\\n|,;{\\[(]|\\s)(?:(say|speak|voice|priority|rank|role|segments?|script|speaker|host"
              + "|sprich|stimme|priorität|rang|rolle|skript|phrase|voix|priorité|rôle|frase|voz|prioridad"
              + "|voce|priorità|ruolo|battuta|zin|stem|prioriteit|rol|prioridade|papel|prioritet|roll)"
              + "|title|text|type|kind|source|owner|items?|headline|content|titel|quelle|inhalt|titre|texte"
              + "|contenu|título|texto|fuente|titolo|testo|fonte|tekst|bron|titulo|conteúdo|rubrik|källa)"
              + "[\"']?\\s{0,2}(?::|=>|=)");

  private static final Pattern TEMPLATE =
      Pattern.compile("\\{\\{[^{}]{0,200}}}|\\{%[^{}]{0,200}%}|\\$\\{[^{}]{0,200}}");
  private static final Pattern CALL =
      Pattern.compile(
          "[\\p{L}_][\\p{L}\\p{N}_]{0,40}(?:\\.[\\p{L}_][\\p{L}\\p{N}_]{0,40})?"
              + "\\((?:(?:[{\\[\"']|\\w{1,30}\\s?=)[^()]{0,300})?\\)");

  /** A call with what it is said to have answered. */
  private static final Pattern ANSWERED =
      Pattern.compile(
          "(?:[\\p{L}_][\\p{L}\\p{N}_.]{0,80}\\(){0,3}" + CALL + "\\)*\\s{0,3}(?:->|=>|→|⇒|>>>)");

  /** Codes: base64, hexadecimal, escapes, binary, Morse. */
  private static final Pattern CODE =
      Pattern.compile(
          "(?<![A-Za-z0-9+/])(?=[A-Za-z0-9+/]{0,200}[A-Z])(?=[A-Za-z0-9+/]{0,200}[a-z])"
              + "(?=[A-Za-z0-9+/]{0,200}\\d)[A-Za-z0-9+/]{24,4000}={0,2}"
              + "|\\b[0-9a-fA-F]{32,4000}\\b"
              + "|(?:\\b(?:0x)?[0-9a-fA-F]{2}\\b[ :,]?){8,300}"
              + "|(?:\\\\[xu][0-9a-fA-F]{2,4}){3,300}"
              + "|(?:%[0-9A-Fa-f]{2}){4,300}"
              + "|(?:\\b[01]{7,8}\\b ?){4,300}"
              + "|(?:[.\\-·−]{1,6}[ /]{1,3}){8,300}");

  /** Letters with nothing to see between them. */
  private static final String UNSEEN = "[\\u200B-\\u200F\\u2060-\\u2064\\uFEFF\\u180E]";

  private static final Pattern SPACED =
      Pattern.compile("\\p{L}" + UNSEEN + "+\\p{L}" + UNSEEN + "+");

  private Forged() {}

  /** Marks in a piece of HTML the tags that are none, which a parser would leave out. */
  static String tags(String html) {
    Set<String> closed = new HashSet<>();
    TAGS.matcher(html)
        .results()
        .filter(tag -> !tag.group(1).isEmpty())
        .forEach(tag -> closed.add(tag.group(2)));
    return TAGS.matcher(html)
        .replaceAll(
            tag ->
                Matcher.quoteReplacement(
                    isForged(tag, closed) ? String.valueOf(TAG) : tag.group()));
  }

  private static boolean isForged(MatchResult tag, Set<String> closed) {
    String name = tag.group(2).toLowerCase(Locale.ROOT);
    return !Tag.isKnownTag(name)
        && name.indexOf(':') < 0
        && (CALLS.contains(name) || closed.contains(tag.group(2)));
  }

  /** A paragraph without what is forged. */
  static String without(String paragraph) {
    String text =
        spaced(tags(paragraph))
            .replace("\\n", "\n")
            .replace("\\r", "")
            .replace("\\\"", "\"")
            .replace("&quot;", "\"");
    text = text.substring(0, first(TURN, text));
    text = text.substring(0, end(text));
    Matcher step = STEP.matcher(text);
    if (step.results().count() > 1) {
      text = text.substring(0, first(STEP, text));
    }
    text = text.substring(0, fields(text));
    text = withoutJson(text);
    text = text.substring(0, Math.min(first(TEMPLATE, text), first(ANSWERED, text)));
    text = CALL.matcher(text).replaceAll(" ");
    return withoutCodes(text);
  }

  private static int first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.start() : text.length();
  }

  /** Where a list of fields begins that are a program's. */
  private static int fields(String text) {
    List<MatchResult> fields = FIELD.matcher(text).results().toList();
    boolean isForged =
        fields.size() > 1 && fields.stream().anyMatch(field -> field.group(1) != null);
    return isForged ? fields.get(0).start() : text.length();
  }

  /** Where somebody says that the material ends. */
  private static int end(String text) {
    Matcher line = LINE.matcher(text);
    for (int i = 0; i < MOST_LINES && line.find(); i++) {
      int to = Math.min(text.length(), line.end() + AFTER_LINE);
      if (Requests.endsMaterial(text.substring(line.end(), to))) {
        return line.start();
      }
    }
    return text.length();
  }

  /** From the first bracket before two keys to the last after them. */
  private static String withoutJson(String text) {
    List<Integer> keys = KEY.matcher(text).results().map(key -> key.start()).toList();
    if (keys.isEmpty()) {
      return text;
    }
    int from = keys.get(0);
    while (from > 0 && "{[\"}],: \n".indexOf(text.charAt(from - 1)) >= 0) {
      from--;
    }
    int to = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
    boolean isObject = text.substring(from, keys.get(0)).indexOf('{') >= 0;
    if (keys.size() < 2 && !isObject) {
      return text;
    }
    int end = to > keys.get(keys.size() - 1) ? to : text.length();
    return text.substring(0, from) + " " + text.substring(end);
  }

  /** With a code goes what says how to read it. */
  private static String withoutCodes(String text) {
    Matcher code = CODE.matcher(text);
    if (!code.find()) {
      return text;
    }
    int from = Requests.decodes(text.substring(0, code.start())).orElse(code.start());
    String after = text.substring(code.end());
    return text.substring(0, from) + " " + CODE.matcher(after).replaceAll(" ");
  }

  /** Without words that are written in letters apart, with nothing to see between them. */
  private static String spaced(String text) {
    if (SPACED.matcher(text).results().count() < 2) {
      return text;
    }
    StringBuilder seen = new StringBuilder();
    for (String word : List.of(text.split("(?<=\\s)"))) {
      seen.append(word.matches("(?s).*" + UNSEEN + ".*") ? "" : word);
    }
    return seen.toString();
  }
}
