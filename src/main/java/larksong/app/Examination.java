package larksong.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import larksong.alert.Messenger;
import larksong.audio.Encoder;
import larksong.audio.LoudnessMeter;
import larksong.egress.Errand;
import larksong.files.WholeFile;
import larksong.library.journal.Delivery;
import larksong.library.upkeep.Backup.Lost;
import larksong.model.Departure.Purpose;
import larksong.model.Edition;
import larksong.model.Gap;
import larksong.model.Show;
import larksong.model.Voice;
import larksong.publish.PublishException;
import larksong.script.llm.ModelSettings;
import larksong.script.llm.ModelTrial;
import larksong.source.Source;
import larksong.source.SourceException;
import larksong.speech.SpeechException;
import larksong.speech.Synthesizer;

/** Tries everything that an edition will need, before the night. */
public final class Examination {

  private static final long LEAST_DISK = 500L << 20;
  private static final int RATE = 16_000;
  private static final int NAMED = 5;
  private static final Duration WRONG = Duration.ofSeconds(60);
  private static final Duration RENEWED = Duration.ofDays(10);
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm VV", Locale.UK);

  private final Larksong larksong;
  private final List<Result> results = new ArrayList<>();

  /** How far another clock is ahead of ours. */
  private Optional<Duration> ahead = Optional.empty();

  public Examination(Larksong larksong) {
    this.larksong = larksong;
  }

  /** One thing that was tried; the detail is the next step where it is not ok. */
  public record Result(String what, boolean ok, String detail) {}

  /** Something to try; returns a detail, or fails. */
  private interface Trial {
    String run() throws Exception;
  }

  /**
   * Tries it all.
   *
   * @param tells whether the owner gets a trial message over each way that is configured
   */
  public List<Result> examine(boolean tells) {
    attempt("home folder", this::home);
    attempt("library", () -> larksong.library().shows().size() + " shows on the shelf");
    attempt("shelf", this::shelf);
    for (Synthesizer engine : larksong.engines().values()) {
      for (String voice : engine.voices()) {
        attempt("voice " + engine.engine() + ":" + voice, () -> voice(engine, voice));
      }
    }
    attempt("encoder", this::encoder);
    for (String target : larksong.targets().names()) {
      attempt("target " + target, () -> target(target));
    }
    larksong
        .orphans()
        .forEach(words -> results.add(new Result("targets that were removed", false, words)));
    larksong.models().forEach((name, model) -> attempt("model " + name, () -> reached(model)));
    attempt("clock", this::clock);
    larksong
        .configuration()
        .installation()
        .tls()
        .ifPresent(tls -> attempt("certificate", () -> certificate(tls.certificate())));
    larksong
        .ways()
        .forEach((way, messenger) -> attempt("alert " + way, () -> told(messenger, tells)));
    for (Wired wired : larksong.shows()) {
      attempt(wired.show().name() + ": voice", () -> heard(wired));
      for (Source source : wired.sources()) {
        attempt(wired.show().name() + ": " + source.name(), () -> read(wired, source));
      }
    }
    return List.copyOf(results);
  }

  private void attempt(String what, Trial trial) {
    Errand.Scope scope = Errand.current().to(Purpose.TRY, what).begin();
    try {
      results.add(new Result(what, true, trial.run()));
    } catch (Exception e) { // whatever it is, the owner is told and the rest is tried
      results.add(new Result(what, false, String.valueOf(e.getMessage())));
    } finally {
      scope.close();
    }
  }

  private String home() throws IOException {
    Path home = WholeFile.privateFolder(larksong.home());
    long free = Files.getFileStore(home).getUsableSpace();
    if (free < LEAST_DISK) {
      throw new IOException("only " + (free >> 20) + " MiB free; make room for at least 500 MiB");
    }
    return (free >> 30) + " GiB free";
  }

  /** Rows against files; what is to be done depends on who made the episode. */
  private String shelf() throws IOException {
    List<Lost> missing = larksong.caretaker().missing(false);
    if (missing.isEmpty()) {
      return "all files of its episodes are there";
    }
    List<String> owners =
        missing.stream().flatMap(lost -> lost.owners().stream()).distinct().sorted().toList();
    throw new IOException(
        "without their files: "
            + owners.stream().limit(NAMED).collect(Collectors.joining(", "))
            + (owners.size() > NAMED ? " and " + (owners.size() - NAMED) + " more" : "")
            + ". Make them again with 'larksong produce SHOW --edition …', send again what was"
            + " sent, or restore a backup");
  }

  private static String voice(Synthesizer engine, String voice) throws Exception {
    short[] samples = engine.speak("Good morning.", voice);
    return "says good morning in " + samples.length * 1000L / engine.sampleRate() + " ms";
  }

  private String encoder() throws Exception {
    Path folder = Files.createTempDirectory(larksong.home(), "doctor-");
    Path mp3 = folder.resolve("tone.mp3");
    try {
      short[] tone = new short[RATE];
      for (int i = 0; i < tone.length; i++) {
        tone[i] = (short) (8000 * Math.sin(2 * Math.PI * 440 * i / RATE));
      }
      larksong
          .encoder()
          .encode(
              sink -> sink.take(tone, tone.length),
              RATE,
              Duration.ofSeconds(1),
              new Encoder.Levels(0, -1),
              mp3);
      LoudnessMeter meter = new LoudnessMeter(RATE);
      larksong.encoder().decode(mp3, RATE, meter);
      return "a second of tone comes back as " + meter.count() * 1000 / RATE + " ms";
    } finally {
      Files.deleteIfExists(mp3);
      Files.deleteIfExists(folder);
    }
  }

  /** The way there, and what does not go there tonight either, if nothing is done. */
  private String target(String target) throws IOException {
    try {
      String way = larksong.targets().examine(target);
      int there = larksong.targets().count(target);
      List<Delivery> missing = larksong.targets().missing(target);
      if (!missing.isEmpty()) {
        throw new IOException(words(missing));
      }
      return way
          + "; nothing waits for it"
          + (there == 0 ? "" : ", the latest " + there + " are there");
    } catch (PublishException e) {
      List<Delivery> missing = larksong.targets().missing(target);
      throw new IOException(e.getMessage() + (missing.isEmpty() ? "" : " " + words(missing)), e);
    }
  }

  /** Of each state how many, and why the first of them. */
  private static String words(List<Delivery> missing) {
    List<String> words = new ArrayList<>();
    for (Delivery.State state : Delivery.State.values()) {
      List<Delivery> all = missing.stream().filter(one -> one.state() == state).toList();
      if (!all.isEmpty()) {
        String reason = all.get(0).reason();
        words.add(words(state, all) + (reason.isEmpty() ? "." : ": " + reason));
      }
    }
    return String.join(" ", words) + " See 'larksong deliveries'.";
  }

  private static String words(Delivery.State state, List<Delivery> all) {
    boolean one = all.size() == 1;
    String verb =
        switch (state) {
          case WAITING, THERE, DROPPED -> one ? "waits" : "wait";
          case SENT -> one ? "is not ready there" : "are not ready there";
          case REFUSED -> one ? "was refused" : "were refused";
          case LOST -> one ? "is gone there" : "are gone there";
          case ENDING, DELETING -> one ? "is to be taken away" : "are to be taken away";
        };
    return all.size()
        + (one ? " edition " : " editions ")
        + verb
        + (one ? ": " : ", first ")
        + all.get(0).edition();
  }

  private String reached(ModelSettings model) throws IOException {
    ModelTrial.Found found = new ModelTrial(larksong.http().client(), larksong.clock()).of(model);
    ahead = found.ahead().or(() -> ahead);
    return found.words();
  }

  /** A clock that is wrong makes editions at the wrong time, and of the wrong day. */
  private String clock() throws IOException {
    ZonedDateTime now = ZonedDateTime.now(larksong.clock().withZone(ZoneId.systemDefault()));
    if (ahead.isPresent() && ahead.get().abs().compareTo(WRONG) > 0) {
      throw new IOException(
          "it is "
              + ahead.get().abs().toSeconds()
              + " seconds "
              + (ahead.get().isNegative() ? "ahead of" : "behind")
              + " what a model's server tells. Set it, or switch on time synchronisation");
    }
    return now.format(SHOWN)
        + (ahead.isPresent() ? ", as elsewhere" : "; nobody to compare it with was asked");
  }

  private String certificate(Path chain) throws IOException, CertificateException {
    try (InputStream pem = Files.newInputStream(chain)) {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
      Duration left =
          Duration.between(larksong.clock().instant(), certificate.getNotAfter().toInstant());
      if (left.compareTo(RENEWED) < 0) {
        throw new IOException(
            "it ends in " + left.toDays() + " days. Renew it; 'larksong serve' reads it again");
      }
      return "good for " + left.toDays() + " days";
    }
  }

  private static String told(Messenger messenger, boolean tells) throws IOException {
    if (!tells) {
      messenger.check();
      return "configured; 'larksong doctor --tell' tries it";
    }
    messenger.tell("Larksong can reach you", "This is a trial; nothing is wrong.");
    return "took a trial message; see that it reached you";
  }

  private String heard(Wired wired) throws Exception {
    Voice voice = wired.show().voiceOf(Show.HOST);
    Synthesizer engine = larksong.engines().get(voice.engine());
    String language = wired.show().language().getLanguage();
    boolean speaks =
        engine != null
            && engine
                .language(voice.name())
                .filter(spoken -> spoken.getLanguage().equals(language))
                .isPresent();
    if (!speaks) {
      throw new SpeechException(
          "'"
              + voice
              + "' does not speak "
              + language
              + ". Set up an engine that does; see 'engines' in larksong.yaml.");
    }
    return voice + " speaks " + language;
  }

  private String read(Wired wired, Source source) throws IOException {
    Edition today = larksong.edition(wired, Optional.empty());
    try {
      var gathered = source.gather(today);
      if (!gathered.gaps().isEmpty()) {
        throw new IOException(gathered.gaps().stream().map(Gap::reason).findFirst().orElse(""));
      }
      return gathered.items().size() + " items for today";
    } catch (SourceException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
