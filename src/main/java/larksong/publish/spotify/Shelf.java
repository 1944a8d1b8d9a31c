package larksong.publish.spotify;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

  Shelf(String named, SaveToSpotify service, Receipts receipts) {
    this.named = named;
    this.service = service;
    this.receipts = receipts;
  }

  /**
   * What is kept of the target.
   *
   * @param named the show it began with
   * @param shows those that were made after it, the latest last
   * @param making the title of one that may or may not have been made; empty if none is
   * @param before the shows that there were before that
   */
  private record Memory(String named, List<String> shows, String making, List<String> before) {
    Memory {
      shows = List.copyOf(shows);
      before = before == null ? List.of() : List.copyOf(before);
    }
  }

  /** The show that the owner named. */
  String named() {
    return named;
  }

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
      return new Memory(named, List.of(), "", List.of());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What is kept of the target is damaged", e);
    }
  }

  /** Goes on in a show of the same title with the next number, which is made once. */
  void extend(Show show) throws Refusal, IOException, PublishException {
    Memory memory = memory();
    List<SaveToSpotify.Listed> there = service.shows();
    if (memory.making().isEmpty()) {
      memory = new Memory(named, memory.shows(), title(show, memory, there), ids(there));
      receipts.remember(Json.write(memory));
    } else {
      Optional<String> made = made(memory, there);
      if (made.isPresent()) {
        keep(memory, made.get());
        return;
      }
    }
    keep(
        memory,
        service.makeShow(memory.making(), show.description(), show.language().toLanguageTag()));
  }

  /** One that nothing there has. */
  private static String title(Show show, Memory memory, List<SaveToSpotify.Listed> there) {
    int number = memory.shows().size() + 2;
    Set<String> taken = there.stream().map(SaveToSpotify.Listed::title).collect(Collectors.toSet());
    while (taken.contains(show.title() + " " + number)) {
      number++;
    }
    return show.title() + " " + number;
  }

  private static List<String> ids(List<SaveToSpotify.Listed> listed) {
    return listed.stream().map(SaveToSpotify.Listed::id).toList();
  }

  /** One that was made although its answer was lost: it came since, and nothing is in it. */
  private Optional<String> made(Memory memory, List<SaveToSpotify.Listed> there)
      throws Refusal, IOException, PublishException {
    for (SaveToSpotify.Listed listed : there) {
      if (listed.title().equals(memory.making())
          && !memory.before().contains(listed.id())
          && service.list(listed.id()).episodes().isEmpty()) {
        return Optional.of(listed.id());
      }
    }
    return Optional.empty();
  }

  private void keep(Memory memory, String made) {
    List<String> shows = new ArrayList<>(memory.shows());
    shows.add(made);
    receipts.remember(Json.write(new Memory(named, shows, "", List.of())));
  }
}
