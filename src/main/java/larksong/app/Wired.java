package larksong.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import larksong.config.Nearest;
import larksong.config.Routine;
import larksong.config.Section;
import larksong.config.ShowFile;
import larksong.model.Show;
import larksong.model.Story;
import larksong.model.Voice;
import larksong.net.Http;
import larksong.privacy.People;
import larksong.privacy.Permits;
import larksong.privacy.Redaction;
import larksong.schedule.Plan;
import larksong.schedule.Timetable;
import larksong.source.Documents;
import larksong.source.Source;
import larksong.speech.Synthesizer;
import larksong.spoken.Spoken;

/** A show with what its configuration names, checked but not yet at work. */
public record Wired(
    ShowFile file, List<Source> sources, Permits permits, Optional<Timetable> timetable) {

  static Wired of(ShowFile written, Supplier<Http> http, Map<String, Synthesizer> engines) {
    ShowFile file = written.leavesVoiceOpen() ? voiced(written, engines) : written;
    Permits permits = new Permits();
    List<Source> sources = new ArrayList<>();
    for (Section section : file.sources()) {
      source(section, permits, http).ifPresent(sources::add);
    }
    checkNames(file, sources);
    checkPrivateNames(file, sources);
    checkVoices(file, engines, permits);
    if (Spoken.of(file.show().language()).isEmpty()) {
      file.file()
          .problem(
              "language",
              "no voice and no outline speak '"
                  + file.show().language().toLanguageTag()
                  + "'. Languages: "
                  + String.join(", ", Spoken.languages()));
    }
    return new Wired(file, sources, permits, timetable(file));
  }

  /** The first voice that speaks the show's language, if the usual one does not. */
  private static ShowFile voiced(ShowFile file, Map<String, Synthesizer> engines) {
    Voice usual = file.show().voiceOf(Show.HOST);
    Locale language = file.show().language();
    Synthesizer engine = engines.get(usual.engine());
    if (engine != null && Engines.speaks(engine, usual.name(), language)) {
      return file;
    }
    for (Synthesizer other : engines.values()) {
      for (String voice : other.voices()) {
        if (Engines.speaks(other, voice, language)) {
          return file.with(file.show().spokenBy(new Voice(other.engine(), voice)));
        }
      }
    }
    return file;
  }

  private static Optional<Source> source(Section section, Permits permits, Supplier<Http> http) {
    Optional<String> kind =
        section.keys().stream().filter(Adapters.SOURCES::containsKey).findFirst();
    if (kind.isEmpty()) {
      String first = section.keys().stream().findFirst().orElse("");
      section.problem(
          first,
          "expected a kind of source: "
              + String.join(", ", Adapters.SOURCES.keySet())
              + Nearest.hint(first, Adapters.SOURCES.keySet()));
      return Optional.empty();
    }
    Adapters.SourceKind adapter =
        java.util.Objects.requireNonNull(Adapters.SOURCES.get(kind.get()));
    Source source = adapter.reader().read(section, new Documents(http));
    permits.read(source.name(), section, adapter.isPublic());
    section.finish();
    return Optional.of(new OnErrand.Fetching(source));
  }

  private static void checkNames(ShowFile file, List<Source> sources) {
    List<String> names = sources.stream().map(Source::name).toList();
    names.stream()
        .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
        .distinct()
        .forEach(
            name ->
                file.file()
                    .problem("sources", "two sources are called '" + name + "'; give each a name"));
  }

  /** A source's name is told to a model, and stands in what its items are called. */
  private static void checkPrivateNames(ShowFile file, List<Source> sources) {
    People people = People.of(file.privateNames(), List.of(), List.of());
    sources.stream()
        .map(Source::name)
        .filter(name -> !people.in(name.replaceAll("[-_.]+", " ")).isEmpty())
        .forEach(
            name ->
                file.file()
                    .problem(
                        "sources",
                        "expected a name of a source without anybody of 'private-names' but was '"
                            + name
                            + "'; give it another 'name'"));
  }

  private static void checkVoices(
      ShowFile file, Map<String, Synthesizer> engines, Permits permits) {
    for (Map.Entry<String, Voice> entry : file.show().voices().entrySet()) {
      String speaker = entry.getKey();
      Voice voice = entry.getValue();
      Synthesizer engine = engines.get(voice.engine());
      if (engine == null || !engine.voices().contains(voice.name())) {
        file.file().problem("voices", "no voice '" + voice + "'; see 'larksong voices'");
      } else if (engine.isElsewhere() && !permits.isAllFree()) {
        file.file()
            .problem(
                "voices",
                "expected a voice on this machine, since not all sources are free, but what '"
                    + voice
                    + "' speaks goes elsewhere. Choose another, or say 'privacy: free' of each"
                    + " source");
      } else if (!speaker.equals(Show.HOST) && !file.kind().foreign().contains(speaker)) {
        checkLanguage(file, speaker, voice, engine);
      }
    }
  }

  private static void checkLanguage(
      ShowFile file, String speaker, Voice voice, Synthesizer engine) {
    String language = file.show().language().getLanguage();
    engine
        .language(voice.name())
        .map(Locale::getLanguage)
        .filter(spoken -> !spoken.equals(language))
        .ifPresent(
            spoken ->
                file.file()
                    .problem(
                        "voices",
                        "'"
                            + voice
                            + "' speaks "
                            + spoken
                            + ", but the "
                            + speaker
                            + " of this kind speaks "
                            + language));
  }

  private static Optional<Timetable> timetable(ShowFile file) {
    try {
      return file.routine().cron().map(cron -> Timetable.of(cron, file.show().zone()));
    } catch (IllegalArgumentException e) {
      file.file().problem("schedule", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  public Show show() {
    return file.show();
  }

  /** When it is made and how late, if it is scheduled. */
  Optional<Plan> plan() {
    Routine routine = file.routine();
    return timetable.map(
        times ->
            new Plan(
                times,
                routine.readyBy(),
                routine.catchUp(),
                routine.patience(),
                routine.limit(),
                routine.skips()));
  }

  /** The same show, less well made. */
  Wired with(ShowFile lesser) {
    return new Wired(lesser, sources, permits, timetable);
  }

  /** The same show without one of its sources, which is told as missing. */
  Wired without(Source source) {
    List<Source> others =
        sources.stream()
            .map(one -> one == source ? (Source) new LeftOut(one.name()) : one)
            .toList();
    return new Wired(file, others, permits, timetable);
  }

  /** What a model elsewhere gets stand-ins for, in words. */
  String privacy() {
    return permits + " " + file.privateNames() + " " + file.privatePatterns();
  }

  /** Stand-ins for what is private in the items of redacted sources, for one edition. */
  Redaction redaction(List<Story> stories) {
    List<String> names = new ArrayList<>(file.privateNames());
    if (!permits.isAllFree()) {
      show().listener().ifPresent(names::add);
    }
    return new Redaction(
        names, file.privatePatterns(), permits, stories.stream().map(Story::item).toList());
  }
}
