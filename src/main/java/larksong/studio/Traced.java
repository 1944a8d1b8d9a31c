package larksong.studio;

import java.util.ArrayList;
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
    Map<String, String> labels = rundown.labels();
    List<Cue> cues = new ArrayList<>();
    int next = 0;
    for (Cue cue : recording.cues()) {
      int at = next;
      while (at < bases.size() && !bases.get(at).sentence().equals(cue.text())) {
        at++;
      }
      if (at == bases.size()) {
        cues.add(cue);
      } else {
        List<String> stories = bases.get(at).stories();
        cues.add(
            cue.restingOn(stories.stream().map(labels::get).filter(Objects::nonNull).toList()));
        next = at + 1;
      }
    }
    return recording.with(cues);
  }
}
