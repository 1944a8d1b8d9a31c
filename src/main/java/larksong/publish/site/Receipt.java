package larksong.publish.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import larksong.json.Json;

/**
 * What a site may have of an edition; nothing else of it is ever removed there.
 *
 * @param files where they lie
 * @param heard those that were in the feed
 */
record Receipt(List<String> files, List<String> heard) {

  static final Receipt NONE = new Receipt(List.of(), List.of());

  Receipt {
    files = List.copyOf(files);
    heard = List.copyOf(heard);
  }

  /** Also as it was written before it told what was heard. */
  static Receipt read(String receipt) throws JsonProcessingException {
    return receipt.startsWith("[")
        ? new Receipt(List.of(Json.read(receipt, String[].class)), List.of())
        : Json.read(receipt, Receipt.class);
  }

  /** With what is going to be sent. */
  Receipt sending(List<String> more, Set<String> listed) {
    Set<String> all = new LinkedHashSet<>(files);
    all.addAll(more);
    Set<String> known = new LinkedHashSet<>(heard);
    files.stream().filter(listed::contains).forEach(known::add);
    return new Receipt(List.copyOf(all), List.copyOf(known));
  }

  /** What nobody heard and nobody will. */
  List<String> unheard(List<String> now) {
    return files.stream().filter(file -> !now.contains(file) && !heard.contains(file)).toList();
  }

  /** What was heard until now. */
  List<String> outdated(List<String> now) {
    return heard.stream().filter(file -> !now.contains(file)).toList();
  }
}
