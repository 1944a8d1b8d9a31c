package larksong.server;

import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What validators of feeds check: the rules of RSS 2.0 and its best practices that the W3C's names,
 * Apple's for podcasts, and those of PSP-1.
 */
final class FeedRules {

  private static final String ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd";
  private static final String PODCAST = "https://podcastindex.org/namespace/1.0";
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";

  /** Elements that may be there more than once in one place. */
  private static final Set<String> SEVERAL =
      Set.of("item", "link", "transcript", "person", "category");

  private final List<String> problems = new ArrayList<>();

  private FeedRules() {}

  /** What is wrong with a feed that was fetched from an address; empty if nothing is. */
  static List<String> problems(String xml, String address) throws Exception {
    FeedRules rules = new FeedRules();
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    try {
      Document document =
          factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
      rules.feed(document.getDocumentElement(), address);
    } catch (SAXException e) {
      rules.problems.add("not well-formed: " + e.getMessage());
    }
    return rules.problems;
  }

  private void feed(Element rss, String address) {
    expect("root", rss.getTagName().equals("rss") && rss.getAttribute("version").equals("2.0"));
    Element channel = child(rss, null, "channel");
    once(channel);
    for (String name : List.of("title", "description", "link")) {
      filled(channel, null, name);
    }
    expect(
        "description",
        text(channel, null, "description").getBytes(StandardCharsets.UTF_8).length <= 4000);
    web(text(channel, null, "link"));
    expect("language", isLanguage(text(channel, null, "language")));
    Element self = child(channel, ATOM, "link");
    expect(
        "self",
        self.getAttribute("rel").equals("self")
            && self.getAttribute("href").equals(address)
            && self.getAttribute("type").equals("application/rss+xml"));
    picture(channel);
    filled(channel, ITUNES, "author");
    expect("category", !child(channel, ITUNES, "category").getAttribute("text").isEmpty());
    expect("explicit", Set.of("true", "false").contains(text(channel, ITUNES, "explicit")));
    expect("type", Set.of("episodic", "serial").contains(text(channel, ITUNES, "type")));
    expect("private", text(channel, ITUNES, "block").equals("Yes"));
    expect("private", text(channel, PODCAST, "block").equals("yes"));
    expect("locked", text(channel, PODCAST, "locked").equals("yes"));
    expect(
        "podcast guid", text(channel, PODCAST, "guid").matches("[0-9a-f]{8}-[0-9a-f]{4}-5.{21}"));
    expect("no owner", channel.getElementsByTagNameNS(ITUNES, "owner").getLength() == 0);
    items(channel);
  }

  private void items(Element channel) {
    Set<String> guids = new HashSet<>();
    for (Element item : children(channel, null, "item")) {
      once(item);
      filled(item, null, "title");
      Element guid = child(item, null, "guid");
      expect("guid", guid.getAttribute("isPermaLink").equals("false"));
      expect("guid twice", guids.add(guid.getTextContent()));
      Element enclosure = child(item, null, "enclosure");
      expect(
          "enclosure",
          enclosure.getAttribute("length").matches("[1-9]\\d*")
              && enclosure.getAttribute("type").equals("audio/mpeg"));
      web(enclosure.getAttribute("url"));
      web(text(item, null, "link"));
      expect("date", isDate(text(item, null, "pubDate")));
      expect("duration", text(item, ITUNES, "duration").matches("[1-9]\\d*"));
      filled(item, null, "description");
      filled(item, CONTENT, "encoded");
      filled(item, PODCAST, "person");
      filled(item, PODCAST, "txt");
      expect("two transcripts", children(item, PODCAST, "transcript").size() == 2);
      expect("plain description", text(item, null, "description").length() <= 4000);
      expect("explicit", Set.of("true", "false").contains(text(item, ITUNES, "explicit")));
      picture(item);
      String html = text(item, CONTENT, "encoded");
      expect(
          "script in content",
          Jsoup.parse(html).select("script, style, iframe, [onclick]").isEmpty());
      Jsoup.parse(html).select("a[href]").forEach(link -> web(link.attr("href")));
      for (Element companion : children(item, PODCAST, "transcript")) {
        web(companion.getAttribute("url"));
        expect("transcript", companion.getAttribute("type").matches("text/vtt|application/json"));
      }
      expect(
          "chapters",
          child(item, PODCAST, "chapters")
              .getAttribute("type")
              .equals("application/json+chapters"));
    }
  }

  private void once(Element parent) {
    Set<String> seen = new HashSet<>();
    for (Element element : children(parent)) {
      if (!SEVERAL.contains(element.getLocalName())) {
        expect("twice " + element.getTagName(), seen.add(element.getTagName()));
      }
    }
  }

  private void picture(Element parent) {
    String address = child(parent, ITUNES, "image").getAttribute("href");
    web(address);
    expect("picture", address.matches(".*\\.(jpg|png)"));
  }

  private void filled(Element parent, String space, String name) {
    expect(name + " is empty", !text(parent, space, name).isBlank());
  }

  private void web(String address) {
    expect(
        "address " + address, address.matches("https?://.+") && URI.create(address).isAbsolute());
  }

  private void expect(String what, boolean holds) {
    if (!holds) {
      problems.add(what);
    }
  }

  private static boolean isLanguage(String tag) {
    return List.of(Locale.getISOLanguages()).contains(Locale.forLanguageTag(tag).getLanguage());
  }

  private static boolean isDate(String written) {
    try {
      ZonedDateTime.parse(written, DateTimeFormatter.RFC_1123_DATE_TIME);
      return written.matches("\\w{3}, \\d{1,2} \\w{3} \\d{4} .*");
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String text(Element parent, String space, String name) {
    return child(parent, space, name).getTextContent();
  }

  /** The only one; where there is none, an empty one, for rules that want it filled. */
  private static Element child(Element parent, String space, String name) {
    List<Element> found = children(parent, space, name);
    return found.isEmpty() ? parent.getOwnerDocument().createElementNS(space, name) : found.get(0);
  }

  private static List<Element> children(Element parent, String space, String name) {
    return children(parent).stream()
        .filter(element -> name.equals(element.getLocalName()))
        .filter(element -> java.util.Objects.equals(space, element.getNamespaceURI()))
        .toList();
  }

  private static List<Element> children(Element parent) {
    NodeList nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
        .map(Element.class::cast)
        .toList();
  }
}
