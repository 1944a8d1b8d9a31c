package larksong.publish.spotify;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larksong.json.Json;
import larksong.model.Show;
import larksong.publish.PublishException;
import larksong.publish.Receipts;

/**
 * The shows at the service that hold a target's episodes: the one that the owner named, and those
 * that were made when it was full.
 */
final class Shelf {

  private final String named;
  private final SaveToSpotify service;
  private final Receipts receipts;
  private final Clock clock;

  Shelf(String named, SaveToSpotify service, Receipts receipts, Clock clock) {
    this.named = named;
    this.service = service;
    this.receipts = receipts;
    this.clock = clock;
  }

  /**
   * What is kept of the target.
   *
   * @param named the show it began with
   * @param shows those that were made after it, the latest last
   * @param making the title of one that may or may not have been made; empty if none is
   */
  private record Memory(String named, List<String> shows, String making, Instant since) {}

  /** Where new episodes go. */
  String current() {
    List<String> shows = memory().shows();
    return shows.isEmpty() ? named : shows.get(shows.size() - 1);
  }

  /** Another show named here begins anew. */
  private Memory memory() {
    try {
      Optional<String> kept = receipts.memory();
      if (kept.isPresent()) {
        Memory memory = Json.read(kept.get(), Memory.class);
        if (memory.named().equals(named)) {
          return memory;
        }
      }
      return new Memory(named, List.of(), "", Instant.EPOCH);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What is kept of the target is damaged", e);
    }
  }

  /** Goes on in a show of the same title with the next number, which is made once. */
  void extend(Show show) throws Refusal, IOException, PublishException {
    Memory memory = memory();
    if (memory.making().isEmpty()) {
      String title = show.title() + " " + (memory.shows().size() + 2);
      memory = new Memory(named, memory.shows(), title, clock.instant());
      receipts.remember(Json.write(memory));
    } else {
      Optional<String> made = made(memory);
      if (made.isPresent()) {
        keep(memory, made.get());
        return;
      }
    }
    keep(
        memory,
        service.makeShow(memory.making(), show.description(), show.language().toLanguageTag()));
  }

  /** One that was made although its answer was lost. */
  private Optional<String> made(Memory memory) throws Refusal, IOException, PublishException {
    return service.shows().stream()
        .filter(listed -> listed.isOf(memory.making(), memory.since()))
        .map(SaveToSpotify.Listed::id)
        .findFirst();
  }

  private void keep(Memory memory, String made) {
    List<String> shows = new ArrayList<>(memory.shows());
    shows.add(made);
    receipts.remember(Json.write(new Memory(named, shows, "", Instant.EPOCH)));
  }
}
