package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Secrets in tags that say so: {@code <password>…</password>}, {@code <entry key="pin">…}. */
final class SecretTags {

  /** XML 1.0 §3.1: a name, attributes in quotes; {@code /} ends it at once. */
  private static final Pattern TAG =
      Pattern.compile(
          "<([A-Za-z_][A-Za-z0-9_.:-]{0,60})((?:[ \\t\\r\\n]{1,20}[^<>\"'=/]{1,60}=[ \\t]{0,3}"
              + "(?:\"[^\"<]{0,300}\"|'[^'<]{0,300}')){0,20})[ \\t\\r\\n]{0,20}(/?)>");

  private static final Pattern NAMED =
      Pattern.compile("(?i)(?:^|[ \\t\\r\\n])(?:name|key|id)[ \\t]*=[ \\t]*[\"']([^\"']{2,60})");

  private static final String DATA = "<![CDATA[";

  /** Whose content is the name of what the next tag holds. */
  private static final Set<String> NAMES =
      Set.of("key", "name", "param-name", "property", "dt", "label");

  /** Whose content may be what the tag before has named. */
  private static final Set<String> VALUES =
      Set.of("string", "value", "val", "default", "param-value", "text", "data", "dd", "content");

  private static final int LONGEST = 4096;
  private static final int LONGEST_NAME = 60;

  private SecretTags() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>();
    String text = words.text();
    Matcher tag = TAG.matcher(text);
    String named = "";
    int from = text.indexOf('<');
    while (from >= 0 && from < text.length() && tag.find(from)) {
      String name = local(tag.group(1));
      boolean data = text.startsWith(DATA, tag.end());
      int start = tag.end() + (data ? DATA.length() : 0);
      String rest = words.after(start, LONGEST);
      int end = rest.indexOf(data ? "]]>" : "<");
      String content = end < 0 ? "" : rest.substring(0, end).strip();
      String what = tag.group(3).isEmpty() ? what(name, tag.group(2), named) : "";
      if (!content.isEmpty() && !what.isEmpty() && isSecret(content, what)) {
        int place = text.indexOf(content, start);
        found.add(new Found(place, place + content.length(), PrivateKind.SECRET));
      }
      named = named(name, content, what);
      from = tag.end();
    }
    return found;
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  /** What kind of secret a tag holds by its own name, by an attribute, or by the tag before. */
  private static String what(String name, String attributes, String named) {
    if (VALUES.contains(name.toLowerCase(Locale.ROOT)) && !named.isEmpty()) {
      return named;
    }
    Matcher attribute = NAMED.matcher(attributes);
    String said = attribute.find() ? NamedFields.what(attribute.group(1)) : "";
    return said.isEmpty() ? NamedFields.what(name) : said;
  }

  /** What the next tag holds: what this one's content has named, or has but announced. */
  private static String named(String name, String content, String what) {
    if (content.isEmpty()) {
      return what;
    }
    boolean names = NAMES.contains(name.toLowerCase(Locale.ROOT));
    return names && content.length() <= LONGEST_NAME ? NamedFields.what(content) : "";
  }

  /** No text of a form: {@code <string name="password">Your password</string>}. */
  private static boolean isSecret(String content, String what) {
    boolean said =
        content.indexOf(' ') >= 0
            && new TextWords(content)
                .all().stream().anyMatch(one -> !NamedFields.what(one.folded()).isEmpty());
    return !said && NamedFields.isSecret(content, what);
  }
}
