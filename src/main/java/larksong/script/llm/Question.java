package larksong.script.llm;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.model.Rundown;

/**
 * What a model is asked.
 *
 * @param purpose what is asked for, in a word
 * @param parts which fields of which items the material holds
 * @param said what was answered and asked since
 */
record Question(
    Rundown rundown,
    String purpose,
    String instructions,
    String material,
    List<Part> parts,
    List<ChatMessage> said) {

  Question(
      Rundown rundown, String purpose, String instructions, String material, List<Part> parts) {
    this(rundown, purpose, instructions, material, parts, List.of());
  }

  /** For what it is sent, as the record of what leaves has it. */
  Purpose leavesFor() {
    return purpose.equals("judge") ? Purpose.JUDGE : Purpose.WRITE;
  }

  /** All of it, with the form of the answer, to be added to. */
  List<ChatMessage> messages(Form<?> form) {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from(instructions + form.inWords()));
    messages.add(UserMessage.from(material));
    messages.addAll(said);
    return messages;
  }
}
