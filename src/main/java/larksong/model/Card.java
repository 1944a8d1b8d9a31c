package larksong.model;

import java.util.List;

/**
 * A question and its answer, from the owner's notes.
 *
 * @param deck the title of the note it stands in
 */
public record Card(String id, String source, String deck, String question, String answer)
    implements Item {

  public Card {
    Check.filled("id", id);
    Check.filled("source", source);
    Check.filled("question", question);
    Check.filled("answer", answer);
  }

  @Override
  public ItemType type() {
    return ItemType.CARD;
  }

  @Override
  public List<String> texts() {
    return List.of(question, answer, deck);
  }

  @Override
  public String title() {
    return question;
  }
}
