package larksong.schedule;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

  /**
   * Those that have something of shows that belong to others, since there were more or fewer.
   *
   * @param kept the shows of which each has something
   */
  Set<String> strays(Map<String, Set<String>> kept) {
    Set<String> strays = new TreeSet<>();
    kept.forEach(
        (shard, shows) -> {
          if (shows.stream().anyMatch(show -> !of(show).equals(shard))) {
            strays.add(shard);
          }
        });
    return strays;
  }

  private String name(int shard) {
    return name + "-" + shard;
  }
}
