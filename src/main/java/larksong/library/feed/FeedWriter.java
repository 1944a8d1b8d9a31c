package larksong.library.feed;

import java.io.StringWriter;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;

/**
 * Writes a show's private feed: RSS 2.0 with the iTunes and Podcasting 2.0 namespaces. The same
 * shelf gives the same bytes.
 */
public final class FeedWriter {

  private static final String ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd";
  private static final String PODCAST = "https://podcastindex.org/namespace/1.0";
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";

  /** The namespace of {@code podcast:guid} (Podcasting 2.0). */
  private static final UUID GUID_NAMESPACE =
      UUID.fromString("ead4c236-bf58-58c6-a2c6-a6b28d128cb6");

  private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.RFC_1123_DATE_TIME;

  private final URI identity;

  /** With the address that the podcast's GUIDs are made of; without a token. */
  public FeedWriter(URI identity) {
    this.identity = identity;
  }

  /**
   * Which part of a long feed it is (RFC 5005 §3).
   *
   * @param number from 1
   * @param isLast whether no older episodes follow
   */
  public record Page(int number, boolean isLast) {

    /** A feed that is not divided. */
    public static final Page ONLY = new Page(1, true);

    private String address(String feed, int page) {
      return page == 1 ? feed : feed + "?page=" + page;
    }
  }

  /** What a channel says of itself. */
  private record Channel(
      String title, String description, String language, String self, String link, String path) {}

  /** The feed of a show, episodes latest first, with the addresses of one device. */
  public String write(
      ShelvedShow show, List<ShelvedEpisode> episodes, Addresses addresses, Page page) {
    return write(
        new Channel(
            show.title(),
            show.description().isBlank() ? show.title() : show.description(),
            show.language().toLanguageTag(),
            addresses.feed(show.name()),
            addresses.page(show.name(), episodes),
            "/shows/" + show.name() + "/feed.xml"),
        episodes,
        addresses,
        page);
  }

  /** The feed of all shows of an account, episodes latest first. */
  public String writeAll(List<ShelvedEpisode> episodes, Addresses addresses, Page page) {
    return write(
        new Channel(
            "Larksong",
            "Every episode of every show in this library.",
            "en",
            addresses.feed(),
            addresses.library(),
            "/feed.xml"),
        episodes,
        addresses,
        page);
  }

  private String write(
      Channel channel, List<ShelvedEpisode> episodes, Addresses addresses, Page page) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("rss");
      xml.writeAttribute("version", "2.0");
      xml.writeNamespace("itunes", ITUNES);
      xml.writeNamespace("podcast", PODCAST);
      xml.writeNamespace("atom", ATOM);
      xml.writeNamespace("content", CONTENT);
      xml.writeStartElement("channel");
      channel(xml, channel, episodes, addresses, page);
      for (ShelvedEpisode episode : episodes) {
        xml.writeStartElement("item");
        item(xml, episode, addresses);
        xml.writeEndElement();
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Writing to memory does not fail", e);
    }
    return text.toString();
  }

  private void channel(
      XMLStreamWriter xml,
      Channel channel,
      List<ShelvedEpisode> episodes,
      Addresses addresses,
      Page page)
      throws XMLStreamException {
    link(xml, "self", page.address(channel.self(), page.number()));
    if (page.number() > 1) {
      link(xml, "first", channel.self());
      link(xml, "previous", page.address(channel.self(), page.number() - 1));
    }
    if (!page.isLast()) {
      link(xml, "next", page.address(channel.self(), page.number() + 1));
    }
    element(xml, "title", channel.title());
    element(xml, "description", channel.description());
    element(xml, "link", channel.link());
    element(xml, "language", channel.language());
    empty(xml, "itunes", ITUNES, "category", "text", "News");
    element(xml, ITUNES, "explicit", "false");
    element(xml, ITUNES, "author", "Larksong");
    element(xml, ITUNES, "type", "episodic");
    element(xml, ITUNES, "block", "Yes");
    if (!episodes.isEmpty()) {
      empty(xml, "itunes", ITUNES, "image", "href", addresses.cover(episodes.get(0)));
    }
    element(xml, PODCAST, "guid", guid(identity + channel.path()).toString());
    element(xml, PODCAST, "locked", "yes");
    element(xml, PODCAST, "block", "yes");
  }

  private static void link(XMLStreamWriter xml, String rel, String href) throws XMLStreamException {
    empty(xml, "atom", ATOM, "link", "rel", rel, "type", "application/rss+xml", "href", href);
  }

  private static void item(XMLStreamWriter xml, ShelvedEpisode episode, Addresses addresses)
      throws XMLStreamException {
    element(xml, "title", episode.title());
    empty(
        xml,
        "",
        "",
        "enclosure",
        "url",
        addresses.audio(episode),
        "length",
        String.valueOf(episode.bytes()),
        "type",
        "audio/mpeg");
    xml.writeStartElement("guid");
    xml.writeAttribute("isPermaLink", "false");
    xml.writeCharacters(episode.guid().toString());
    xml.writeEndElement();
    element(xml, "link", addresses.episode(episode));
    element(xml, "pubDate", RFC_2822.format(episode.published().atOffset(ZoneOffset.UTC)));
    element(xml, "description", episode.summary());
    element(xml, CONTENT, "encoded", episode.notes());
    element(
        xml,
        ITUNES,
        "duration",
        String.valueOf(Math.round(episode.duration().toMillis() / 1000.0)));
    empty(xml, "itunes", ITUNES, "image", "href", addresses.cover(episode));
    element(xml, ITUNES, "explicit", "false");
    empty(
        xml,
        "podcast",
        PODCAST,
        "transcript",
        "url",
        addresses.transcript(episode),
        "type",
        "text/vtt");
    empty(
        xml,
        "podcast",
        PODCAST,
        "transcript",
        "url",
        addresses.transcriptJson(episode),
        "type",
        "application/json");
    empty(
        xml,
        "podcast",
        PODCAST,
        "chapters",
        "url",
        addresses.chapters(episode),
        "type",
        "application/json+chapters");
    for (String voice : episode.provenance().voices()) {
      xml.writeStartElement("podcast", "person", PODCAST);
      xml.writeAttribute("role", "narrator");
      xml.writeCharacters(allowed(voice));
      xml.writeEndElement();
    }
    xml.writeStartElement("podcast", "txt", PODCAST);
    xml.writeAttribute("purpose", "ai-content");
    xml.writeCharacters(allowed(episode.provenance().sentence()));
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(allowed(text));
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String namespace, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(namespace, name);
    xml.writeCharacters(allowed(text));
    xml.writeEndElement();
  }

  private static void empty(
      XMLStreamWriter xml, String prefix, String namespace, String name, String... attributes)
      throws XMLStreamException {
    if (prefix.isEmpty()) {
      xml.writeEmptyElement(name);
    } else {
      xml.writeEmptyElement(prefix, name, namespace);
    }
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], allowed(attributes[i + 1]));
    }
  }

  /** Leaves out the control characters that XML 1.0 §2.2 forbids. */
  static String allowed(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "");
  }

  /** UUIDv5 (RFC 9562 §5.5) of the feed's address without scheme, token and closing slash. */
  public static UUID guid(String address) {
    String bare = address.replaceFirst("^[a-z]+://", "").replaceFirst("/+$", "");
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      ByteBuffer namespace = ByteBuffer.allocate(16);
      namespace.putLong(GUID_NAMESPACE.getMostSignificantBits());
      namespace.putLong(GUID_NAMESPACE.getLeastSignificantBits());
      sha1.update(namespace.array());
      ByteBuffer hash = ByteBuffer.wrap(sha1.digest(bare.getBytes(StandardCharsets.UTF_8)));
      long high = (hash.getLong() & ~0xF000L) | 0x5000L;
      long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-1", e);
    }
  }
}
