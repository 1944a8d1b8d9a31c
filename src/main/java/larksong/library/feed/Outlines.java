package larksong.library.feed;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import larksong.library.ShelvedShow;

/** Writes a list of feeds as OPML 2.0. */
public final class Outlines {

  private Outlines() {}

  /** The feeds of these shows, with the addresses of one device. */
  public static String write(List<ShelvedShow> shows, Addresses addresses) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("opml");
      xml.writeAttribute("version", "2.0");
      xml.writeStartElement("head");
      xml.writeStartElement("title");
      xml.writeCharacters("Larksong");
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeStartElement("body");
      for (ShelvedShow show : shows) {
        xml.writeEmptyElement("outline");
        xml.writeAttribute("type", "rss");
        xml.writeAttribute("text", FeedWriter.allowed(show.title()));
        xml.writeAttribute("xmlUrl", addresses.feed(show.name()));
        xml.writeAttribute("htmlUrl", addresses.show(show.name()));
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Writing to memory does not fail", e);
    }
    return text.toString();
  }
}
