package larksong.publish.audiobookshelf;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larksong.json.Json;

/**
 * What the server may have of an edition; nothing else of it is ever deleted there.
 *
 * @param podcast the item that has it; empty if it was not found yet
 * @param file how the file of the latest recording is called
 * @param looked how often it was looked for since it was sent first
 * @param files all that were sent and may be there
 */
record Receipt(String podcast, String file, int looked, List<String> files) {

  Receipt {
    files = List.copyOf(files);
  }

  /** Also the few words that were written before. */
  static Optional<Receipt> read(Optional<String> written) throws JsonProcessingException {
    if (written.isEmpty() || written.get().startsWith("{")) {
      return written.isEmpty()
          ? Optional.empty()
          : Optional.of(Json.read(written.get(), Receipt.class));
    }
    String[] words = written.get().split(" ", 3);
    boolean there = words[0].equals("there");
    return Optional.of(
        new Receipt(
            there ? words[1] : "",
            words[2],
            there ? 0 : Integer.parseInt(words[1]),
            List.of(words[2])));
  }

  static Receipt of(Optional<Receipt> before, String file) {
    List<String> files = new ArrayList<>(before.map(Receipt::files).orElse(List.of()));
    files.remove(file);
    files.add(file);
    return new Receipt(
        "",
        file,
        before.filter(one -> one.file().equals(file)).map(Receipt::looked).orElse(0),
        files);
  }

  Receipt lookedAgain() {
    return new Receipt("", file, looked + 1, files);
  }

  Receipt foundIn(String item) {
    return new Receipt(item, file, 0, files);
  }

  boolean isThere() {
    return !podcast.isEmpty();
  }
}
