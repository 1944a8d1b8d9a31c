package larksong.source.feed;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Whether a feed is of a size that a tree of it can be built of. JDOM asks each ancestor about each
 * element and each attribute about each other, so that a few hundred kilobytes could keep it busy
 * for minutes; a pass over the tags keeps nothing.
 */
final class FeedSize extends DefaultHandler {

  /** XHTML in an entry has a few dozen. */
  private static final int DEEPEST = 100;

  private static final int MOST_ATTRIBUTES = 100;

  /** Ten mebibytes of a podcast's feed with the tags of four vocabularies have half of them. */
  private static final int MOST_ELEMENTS = 200_000;

  private int depth;
  private int elements;

  private FeedSize() {}

  /** A feed has more of something than any should. */
  static final class ExceededException extends SAXException {
    private static final long serialVersionUID = 1L;

    private ExceededException(int most, String what) {
      super("expected at most " + most + " " + what + " but there are more");
    }
  }

  /**
   * Reads all tags.
   *
   * @throws ExceededException if there are too many, or too deep ones
   * @throws SAXException if it is no XML, or has a DOCTYPE
   */
  static void check(String xml) throws SAXException, IOException {
    try {
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.newSAXParser().parse(new InputSource(new StringReader(xml)), new FeedSize());
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("Every Java reads XML without a DOCTYPE", e);
    }
  }

  @Override
  public void startElement(String uri, String local, String name, Attributes attributes)
      throws ExceededException {
    if (++depth > DEEPEST) {
      throw new ExceededException(DEEPEST, "levels of tags");
    }
    if (++elements > MOST_ELEMENTS) {
      throw new ExceededException(MOST_ELEMENTS, "tags");
    }
    if (attributes.getLength() > MOST_ATTRIBUTES) {
      throw new ExceededException(MOST_ATTRIBUTES, "attributes of a tag");
    }
  }

  @Override
  public void endElement(String uri, String local, String name) {
    depth--;
  }
}
