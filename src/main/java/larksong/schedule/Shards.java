package larksong.schedule;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The schedulers of Quartz among which shows are spread. Quartz has one lock for each, for which
 * all its nodes wait.
 *
 * @param name of the whole schedule
 */
record Shards(String name, int count) {

  /** As for {@link Spread}: the hashes of similar names are similar. */
  private static final int SCATTER = 0x9E3779B1;

  /** The same show is in the same one, on each node and in each version of the program. */
  String of(String show) {
    return name(Math.floorMod((show.hashCode() * SCATTER) >>> 8, count));
  }

  List<String> names() {
    return IntStream.range(0, count).mapToObj(this::name).toList();
  }

  private String name(int shard) {
    return name + "-" + shard;
  }
}
