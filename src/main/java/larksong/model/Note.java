package larksong.model;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A note that the owner wrote.
 *
 * @param text its words without markup; may be empty
 * @param date the day it is about, if it names one
 * @param quotation what of it somebody else wrote: a mail that was pasted, a quoted passage
 */
public record Note(
    String id,
    String source,
    String title,
    String text,
    Optional<LocalDate> date,
    List<String> tags,
    Optional<Quotation> quotation)
    implements Item {

  /**
   * What somebody else wrote.
   *
   * @param author by name
   * @param passages as they stand in the note's text
   */
  public record Quotation(String author, List<String> passages) {

    public Quotation {
      Check.filled("author", author);
      passages = List.copyOf(passages);
    }
  }

  public Note {
    Check.filled("id", id);
    Check.filled("source", source);
    Check.filled("title", title);
    tags = List.copyOf(tags);
  }

  /** All of it the owner's own. */
  public Note(
      String id,
      String source,
      String title,
      String text,
      Optional<LocalDate> date,
      List<String> tags) {
    this(id, source, title, text, date, tags, Optional.empty());
  }

  @Override
  public ItemType type() {
    return ItemType.NOTE;
  }

  @Override
  public List<String> texts() {
    return Stream.concat(Stream.of(title, text), tags.stream()).toList();
  }

  @Override
  public Optional<LocalDate> day(ZoneId zone) {
    return date;
  }

  @Override
  public Optional<String> author() {
    return quotation.map(Quotation::author);
  }

  /** With its title where nothing of the text is the owner's. */
  @Override
  public List<String> authored() {
    List<String> words = new ArrayList<>();
    quotation.ifPresent(quoted -> words.addAll(quoted.passages()));
    if (text.equals(String.join(" ", words))) {
      words.add(title);
    }
    return words;
  }
}
