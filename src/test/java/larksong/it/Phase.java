package larksong.it;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A time in the program's life at which it is killed, known by what is on the disk then. */
enum Phase {
  NATIVE_LIBRARY("first start: native library"),
  FIRST_MIGRATION("first start: first migration"),
  KEYS("first start: keys"),
  FIRST_COVER("first start: first cover"),
  LATER_MIGRATION("migration of an earlier form"),
  GATHER("produce: gather"),
  EDIT("produce: edit"),
  WRITE("produce: write"),
  PROOF("produce: proof"),
  NARRATE("produce: narrate"),
  LISTEN("produce: listen"),
  MASTER("produce: master"),
  PUBLISH("produce: publish"),
  RECEIPTS("produce: receipts"),
  BACKUP("backup"),
  RESTORE("restore"),
  UPLOAD("upload"),
  UPLOAD_OVER_HTTP("upload over HTTP"),
  TOGETHER("two servers and a produce");

  final String words;

  Phase(String words) {
    this.words = words;
  }

  /** Those in which each build kills; what is left out is over in a moment, or like another. */
  static Set<Phase> inEachBuild() {
    return EnumSet.complementOf(EnumSet.of(EDIT, WRITE, PROOF, LISTEN, PUBLISH));
  }

  /** In the order in which an edition goes through them. */
  static List<Phase> ofProduce() {
    return Stream.of(values())
        .filter(phase -> phase.compareTo(GATHER) >= 0 && phase.compareTo(RECEIPTS) <= 0)
        .toList();
  }
}
