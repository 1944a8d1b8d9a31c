package larksong.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import larksong.json.Json;
import larksong.library.Library;
import larksong.library.journal.Runs;
import larksong.library.store.Leases.Lease;
import larksong.library.store.LibraryException;
import larksong.model.Edition;
import larksong.model.EditionId;
import larksong.model.RunStatus;
import larksong.studio.Chronicle;
import larksong.studio.RunRecord;
import larksong.studio.Words;

/** Keeps what is known of editions in the library, where every node finds it. */
record LibraryChronicle(Supplier<Library> library, Function<Edition, Optional<Lease>> leases)
    implements Chronicle {

  @Override
  public Optional<RunRecord> find(Edition edition) {
    return kept().find(edition).map(json -> read(json, RunRecord.class));
  }

  @Override
  public List<RunRecord> runs() {
    return kept().all().stream().map(json -> read(json, RunRecord.class)).toList();
  }

  @Override
  public List<EditionId> inStatus(RunStatus status) {
    return kept().inStatus(status);
  }

  @Override
  public List<Duration> whole(String show, int most) {
    return kept().whole(show, most);
  }

  @Override
  public void note(Edition edition, RunRecord record, Optional<Words> held) {
    Optional<Duration> whole = Optional.ofNullable(record.whole()).map(Duration::ofMillis);
    kept()
        .note(
            new Runs.Ended(
                edition.id(),
                record.status(),
                record.degraded(),
                record.ended(),
                whole,
                Json.write(record)),
            held.map(Json::write),
            leases.apply(edition));
  }

  @Override
  public Optional<Words> held(Edition edition) {
    return kept().held(edition).map(json -> read(json, Words.class));
  }

  @Override
  public boolean decide(Edition edition, RunStatus decided, Optional<Words> approved) {
    Optional<String> before = kept().find(edition);
    if (before.isEmpty()) {
      return false;
    }
    RunRecord record = read(before.get(), RunRecord.class).decided(decided);
    return kept()
        .decide(
            edition,
            before.get(),
            new Runs.Decided(decided, Json.write(record), approved.map(Json::write)));
  }

  @Override
  public Optional<Words> approved(Edition edition) {
    return kept().approved(edition).map(json -> read(json, Words.class));
  }

  @Override
  public void makeAnew(Edition edition) {
    kept().makeAnew(edition);
  }

  /** The JSON of a record without a word of what was told. */
  static String bare(String json) {
    return Json.write(read(json, RunRecord.class).bare());
  }

  private Runs kept() {
    return new Runs(library.get().store());
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return Json.read(json, type);
    } catch (JsonProcessingException e) {
      throw new LibraryException("What the library knows of a run cannot be read.", e);
    }
  }
}
