package larksong.publish.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import larksong.json.Json;
import larksong.publish.Receipts;

/**
 * Files at a site that the feed named until lately: who fetched the feed before may still want
 * them, so they stay a day.
 */
record Outdated(Site site, Receipts receipts, Clock clock) {

  private static final Duration GRACE = Duration.ofDays(1);

  private record Left(String path, Instant until) {}

  private record Memory(List<Left> outdated) {
    Memory {
      outdated = List.copyOf(outdated);
    }
  }

  /** Has them removed in a day; that is safe when this returns. */
  void add(List<String> paths) throws IOException {
    if (!paths.isEmpty()) {
      List<Left> all = new ArrayList<>(read());
      paths.forEach(path -> all.add(new Left(path, clock.instant().plus(GRACE))));
      write(all);
    }
  }

  /** Removes those whose day is over. */
  void sweep() throws IOException {
    Instant now = clock.instant();
    keep(left -> left.until().isAfter(now));
  }

  /** Removes those of an episode, whatever is left of their day. */
  void remove(UUID guid) throws IOException {
    keep(left -> !left.path().contains(guid.toString()));
  }

  private void keep(Predicate<Left> kept) throws IOException {
    List<Left> all = read();
    List<Left> stay = all.stream().filter(kept).toList();
    if (stay.size() < all.size()) {
      receipts.checkTurn();
      for (Left left : all) {
        if (!stay.contains(left)) {
          site.remove(left.path());
        }
      }
      write(stay);
    }
  }

  private List<Left> read() throws JsonProcessingException {
    return receipts.memory().isEmpty()
        ? List.of()
        : Json.read(receipts.memory().get(), Memory.class).outdated();
  }

  private void write(List<Left> left) {
    receipts.remember(Json.write(new Memory(left)));
  }
}
