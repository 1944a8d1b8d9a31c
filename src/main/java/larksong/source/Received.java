package larksong.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import larksong.spoken.Requests;
import larksong.spoken.Sentences;

/**
 * Turns the texts of one item that somebody else wrote into plain words that a listener could be
 * told of: {@link Plain}, without what is meant for a program that reads it.
 */
public final class Received {

  /** Letters of a name and its words; more is no name. */
  private static final int LONGEST_NAME = 80;

  private static final int MOST_WORDS = 10;

  /** How many times the letters that are told are looked at. */
  private static final int ROOM = 8;

  private static final Pattern BETWEEN_NAMES = Pattern.compile("\\s[-–—]+\\s|[–—:;,()|<>\\n]");

  private static final Pattern ENDED = Pattern.compile(".*[.!?:;,…][\"'”»)]*$", Pattern.DOTALL);

  private boolean isCut;

  /** Whether a text of these was not for people, in whole or in part. */
  public boolean isCut() {
    return isCut;
  }

  /** One line of plain text; empty if nothing of it is for people. */
  public String line(String text, int longest) {
    return told(List.of(text.split("\\R{2,}")), longest);
  }

  /** The visible words of a piece of HTML, on one line; empty if nothing of it is for people. */
  public String html(String html, int longest) {
    return html.indexOf('<') < 0 && html.indexOf('&') < 0
        ? line(html, longest)
        : told(Plain.paragraphs(Forged.tags(Plain.beginning(html))), longest);
  }

  /**
   * What somebody calls themselves: the first part of it that is a name, without what is added;
   * empty if none is.
   */
  public static String name(String written) {
    for (String part : List.of(BETWEEN_NAMES.split(Forged.without(written)))) {
      String name = Plain.line(part, LONGEST_NAME);
      boolean isName =
          !name.isEmpty()
              && name.length() < LONGEST_NAME
              && name.split(" ").length <= MOST_WORDS
              && name.indexOf('@') < 0
              && name.chars().filter(Character::isDigit).count() < 3
              && !Requests.anywhere().isGrave(name);
      if (isName) {
        return name;
      }
    }
    return "";
  }

  private String told(List<String> paragraphs, int longest) {
    List<String> told = new ArrayList<>();
    int left = longest * ROOM;
    for (String whole : paragraphs) {
      String paragraph = whole.substring(0, Math.min(whole.length(), left));
      left -= paragraph.length();
      String words = beforeOrders(Plain.line(Forged.without(paragraph), longest));
      isCut |= !words.equals(Plain.line(paragraph, longest));
      if (words.codePoints().anyMatch(Character::isLetterOrDigit)) {
        told.add(words);
      }
    }
    for (int i = 0; told.size() > 1 && i < told.size(); i++) {
      told.set(i, ENDED.matcher(told.get(i)).matches() ? told.get(i) : told.get(i) + ".");
    }
    return Plain.line(String.join(" ", told), longest);
  }

  /** A paragraph up to an order to whoever retells it: what follows is what is to be said. */
  private static String beforeOrders(String paragraph) {
    List<String> told = new ArrayList<>();
    boolean isCut = false;
    for (String sentence : Sentences.of(paragraph, Locale.ROOT)) {
      String left = Requests.anywhere().withoutOrders(sentence);
      told.add(left);
      isCut = !left.equals(sentence);
      if (isCut) {
        break;
      }
    }
    String kept = String.join(" ", told).strip();
    return isCut ? kept : paragraph;
  }
}
