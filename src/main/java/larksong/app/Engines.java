package larksong.app;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import larksong.config.Section;
import larksong.egress.CarryingExecutor;
import larksong.model.Voice;
import larksong.process.Daemons;
import larksong.process.OwnersPrograms;
import larksong.speech.Narrator;
import larksong.speech.SoundReader;
import larksong.speech.Synthesizer;

/** An installation's engines, each with its own booths: one that is slow takes no other's. */
final class Engines implements AutoCloseable {

  /** How many sentences an engine speaks side by side, unless the owner says otherwise. */
  private static final int SIDE_BY_SIDE = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Map<String, Synthesizer> engines = new TreeMap<>();
  private final Map<String, Integer> atOnce = new ConcurrentHashMap<>();
  private final Map<String, ExecutorService> booths = new ConcurrentHashMap<>();
  private final Synthesizer embedded = Adapters.embedded();
  private final SoundReader reader;
  private final OwnersPrograms programs;

  /** The embedded one, and those that the owner wrote of. */
  Engines(Map<String, Section> written, SoundReader reader, OwnersPrograms programs) {
    this.reader = reader;
    this.programs = programs;
    engines.put(embedded.engine(), embedded);
    written.forEach(this::read);
  }

  private void read(String name, Section section) {
    if (engines.containsKey(name) || name.contains(":")) {
      section.problem("", "expected a name of its own, without ':', but was '" + name + "'");
    }
    String kind = section.choice("kind", "command", Adapters.ENGINES.keySet());
    Adapters.EngineReader engine = Adapters.ENGINES.get(kind);
    if (engine != null) {
      engines.putIfAbsent(name, engine.read(name, section, reader, programs));
      atOnce.put(name, section.integer("at-once", SIDE_BY_SIDE, 1, 100));
    }
    section.finish();
  }

  Map<String, Synthesizer> all() {
    return engines;
  }

  Narrator narrator() {
    return new Narrator(engines, reader, this::booths);
  }

  private ExecutorService booths(String engine) {
    return booths.computeIfAbsent(
        engine,
        name ->
            new CarryingExecutor(
                Executors.newFixedThreadPool(
                    atOnce.getOrDefault(name, SIDE_BY_SIDE), new Daemons("larksong-voice"))));
  }

  /** A voice of this program itself that speaks a language, if there is one. */
  Optional<Voice> embedded(Locale language) {
    return embedded.voices().stream()
        .filter(voice -> speaks(embedded, voice, language))
        .map(voice -> new Voice(embedded.engine(), voice))
        .reduce((first, second) -> second);
  }

  static boolean speaks(Synthesizer engine, String voice, Locale language) {
    return engine
        .language(voice)
        .filter(spoken -> spoken.getLanguage().equals(language.getLanguage()))
        .isPresent();
  }

  @Override
  public void close() {
    booths.values().forEach(ExecutorService::shutdownNow);
    engines.values().forEach(Synthesizer::close);
  }
}
