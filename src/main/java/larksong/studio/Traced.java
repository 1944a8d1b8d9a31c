package larksong.studio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import larksong.model.Cue;
import larksong.model.Recording;
import larksong.model.Rundown;
import larksong.proof.Basis;

/** Writes beside each sentence of a transcript what it rests on. */
final class Traced {

  private Traced() {}

  /** The bases in the order of the script, of which the cues are those that could be spoken. */
  static Recording of(Recording recording, Rundown rundown, List<Basis> bases) {
    Map<String, String> labels = new HashMap<>();
    rundown
        .stories()
        .forEach(
            story ->
                labels.put(story.item().id(), story.item().source() + ": " + story.item().title()));
    List<Cue> cues = new ArrayList<>();
    Iterator<Basis> next = bases.iterator();
    for (Cue cue : recording.cues()) {
      List<String> rests = List.of();
      while (next.hasNext()) {
        Basis basis = next.next();
        if (basis.sentence().equals(cue.text())) {
          rests = basis.stories().stream().map(labels::get).filter(Objects::nonNull).toList();
          break;
        }
      }
      cues.add(cue.restingOn(rests));
    }
    return recording.with(cues);
  }
}
