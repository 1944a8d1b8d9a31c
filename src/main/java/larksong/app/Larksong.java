package larksong.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import larksong.alert.Messenger;
import larksong.audio.Encoder;
import larksong.audio.Mastering;
import larksong.audio.jave.FfmpegLocator;
import larksong.bucket.Bucket;
import larksong.config.Configuration;
import larksong.config.ConfigurationException;
import larksong.config.Installation;
import larksong.config.Nearest;
import larksong.config.Section;
import larksong.config.ShowFile;
import larksong.editor.Editor;
import larksong.editor.Fsrs;
import larksong.files.PrivateHome;
import larksong.library.Library;
import larksong.library.access.Tokens;
import larksong.library.intake.Finishing;
import larksong.library.intake.Intake;
import larksong.library.journal.Deliveries;
import larksong.library.journal.Grades;
import larksong.library.journal.Troubles;
import larksong.library.store.Leases;
import larksong.library.store.Leases.Lease;
import larksong.library.store.Store;
import larksong.library.upkeep.Caretaker;
import larksong.model.Card;
import larksong.model.CardMemory;
import larksong.model.Edition;
import larksong.model.EditionId;
import larksong.model.Grade;
import larksong.model.Recollection;
import larksong.model.RunStatus;
import larksong.model.Show;
import larksong.model.Voice;
import larksong.net.Http;
import larksong.process.Daemons;
import larksong.proof.ScriptProof;
import larksong.publish.Backlog;
import larksong.publish.KeptReceipts;
import larksong.publish.Publisher;
import larksong.publish.spotify.Login;
import larksong.schedule.Plan;
import larksong.schedule.Timetable;
import larksong.script.llm.Conversation;
import larksong.script.llm.ModelSettings;
import larksong.speech.Narrator;
import larksong.speech.SoundReader;
import larksong.speech.Synthesizer;
import larksong.spoken.Spoken;
import larksong.studio.Crew;
import larksong.studio.Production;
import larksong.studio.Studio;
import larksong.studio.StudioException;
import larksong.studio.StudioListener;
import larksong.studio.TakenOverException;

/** An installation at work: its configuration, its home folder, and everyone wired together. */
public final class Larksong implements AutoCloseable {

  private final Path home;
  private final Configuration configuration;
  private final Clock clock;
  private final Map<String, Wired> shows = new TreeMap<>();
  private final Map<String, ModelSettings> models = new LinkedHashMap<>();
  private final Targets targets = new Targets(this::backlog);
  private final Outlets outlets;

  private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();

  /** Apart, so that a source that hangs takes no voice's place. */
  private final ExecutorService readers;

  private final Once<Library> library;
  private final Once<Tokens> tokens;
  private final Nodes nodes = new Nodes(this::openTurns);
  private final Deletion deletion = new Deletion(this, nodes);
  private Optional<Store.Shared> shared = Optional.empty();
  private final Engines engines;

  private Larksong(Path home, Configuration configuration, Clock clock, boolean offline) {
    this.home = home;
    this.configuration = configuration;
    this.clock = clock;
    this.outlets = new Outlets(home, this::library, clock, offline);
    this.readers = Executors.newCachedThreadPool(new Daemons("larksong-source"));
    this.library = new Once<>(this::openLibrary);
    this.tokens = new Once<>(this::openTokens);
    this.engines =
        new Engines(configuration.installation().engines(), soundReader(), outlets.programs());
  }

  /**
   * Reads the configuration as a whole and wires it; what is heavy is started when it is needed.
   *
   * @throws ConfigurationException with every problem there is
   */
  public static Larksong open(
      Path home, Path configuration, Map<String, String> environment, Clock clock, boolean offline)
      throws ConfigurationException, IOException {
    Configuration read = Configuration.read(configuration, environment);
    PrivateHome.close(home);
    Larksong larksong = new Larksong(home, read, clock, offline);
    larksong.wire();
    read.check();
    return larksong;
  }

  private void wire() {
    configuration
        .installation()
        .models()
        .forEach((name, section) -> models.put(name, ModelSettings.of(name, section)));
    configuration.installation().models().forEach(this::checkInstead);
    configuration
        .installation()
        .targets()
        .forEach((name, section) -> targets.read(name, section, outside(name)));
    shared = configuration.installation().cluster().map(this::shared);
    configuration
        .shows()
        .forEach((name, file) -> shows.put(name, Wired.of(file, this::http, engines.all())));
  }

  private Store.Shared shared(Installation.Cluster cluster) {
    Bucket bucket = Bucket.of(cluster.media(), outlets::store);
    cluster.media().finish();
    return new Store.Shared(
        new SharedDatabase(cluster.database()).address(),
        cluster.user(),
        cluster.password().reveal(),
        bucket);
  }

  private Adapters.Outside outside(String target) {
    return new Adapters.Outside(
        () -> http().client(),
        new KeptReceipts(
            () -> targets.key(target),
            () -> new Deliveries(library().store()),
            () -> nodes.at(targets.key(target))),
        new EncodedAgain(this::encoder),
        clock,
        outlets.programs());
  }

  /** Where the library is, if several nodes share it, and if it may be asked. */
  public Optional<Store.Shared> shared() {
    shared.ifPresent(library -> outlets.check(new SharedDatabase(library.url())));
    return shared;
  }

  public Configuration configuration() {
    return configuration;
  }

  public Path home() {
    return home;
  }

  public Clock clock() {
    return clock;
  }

  private void checkInstead(String name, Section section) {
    Optional<String> instead =
        Optional.ofNullable(models.get(name)).flatMap(ModelSettings::instead);
    if (instead.isPresent() && (instead.get().equals(name) || !models.containsKey(instead.get()))) {
      section.problem(
          "instead",
          "expected another model's name but was '"
              + instead.get()
              + "'"
              + Nearest.hint(instead.get(), models.keySet()));
    }
  }

  public Http http() {
    return outlets.http();
  }

  Outlets outlets() {
    return outlets;
  }

  public Map<String, ModelSettings> models() {
    return Map.copyOf(models);
  }

  /** The show of this name. */
  public Wired show(String name) throws UnknownShowException {
    Wired show = shows.get(name);
    if (show == null) {
      String hint = Nearest.hint(name, shows.keySet());
      throw new UnknownShowException(
          "No show '"
              + name
              + "'"
              + (hint.isEmpty() ? "." : hint)
              + " Shows: "
              + String.join(", ", shows.keySet())
              + ".");
    }
    return show;
  }

  /** The show of this name, if it is configured. */
  Optional<Wired> find(String name) {
    return Optional.ofNullable(shows.get(name));
  }

  public List<Wired> shows() {
    return List.copyOf(shows.values());
  }

  /** The edition of a date near today, or today's. */
  public Edition edition(Wired wired, Optional<String> when) {
    return edition(wired, when, false);
  }

  /**
   * The edition that the owner means: a date, or a date and time, in the show's zone; without one,
   * today's. A date alone means the edition that is scheduled on it, if one is.
   *
   * @param sure whether a date far from today is meant
   * @throws IllegalArgumentException if it is no date, or one that nobody would mean
   */
  public Edition edition(Wired wired, Optional<String> when, boolean sure) {
    EditionDates dates = new EditionDates(clock);
    return when.map(written -> dates.read(wired, written, sure))
        .orElseGet(() -> dates.today(wired));
  }

  /** The edition of this id, if its show is configured. */
  Optional<Edition> edition(EditionId id) {
    return find(id.show()).map(wired -> new Edition(id, wired.show().zone()));
  }

  /** Everyone who works on the show, ready to work. */
  public Crew crew(Wired wired) {
    Show show = wired.show();
    Spoken spoken = Spoken.of(show.language()).orElseThrow();
    return new Crew(
        show,
        wired.file().kind(),
        wired.sources(),
        this::before,
        new Editor(show, wired.file().kind(), spoken),
        new Writers(models, this::conversation).of(wired),
        new ScriptProof(show),
        narrator(),
        new Mastering(encoder()),
        publishers(wired.file()),
        wired.file().strict(),
        wired.file().skipWhenQuiet(),
        wired.permits()::level);
  }

  private Recollection before(Edition edition) {
    Map<String, LocalDate> due = new Grades(library().store()).due(edition.show(), edition.date());
    return library().before(edition, due);
  }

  private Conversation conversation(ModelSettings settings) {
    return new Conversation(
        settings,
        http().client(),
        configuration.installation().budget(),
        new LibraryLedger(this::library),
        clock,
        turns.computeIfAbsent(settings.name(), name -> new Semaphore(settings.atOnce(), true)));
  }

  /** Where a show's episodes go: its targets if it is configured, else this library. */
  public List<Publisher> publishers(String show) {
    Wired wired = shows.get(show);
    return wired == null ? List.of(shelf(ShowFile.LIBRARY)) : publishers(wired.file());
  }

  /** Whether this library has a show's episodes, or will have. */
  public boolean isShelved(String show) {
    Wired wired = shows.get(show);
    return wired == null
        || wired.file().publish().contains(ShowFile.LIBRARY)
        || library().show(show).isPresent();
  }

  private List<Publisher> publishers(ShowFile file) {
    List<Publisher> publishers = new ArrayList<>();
    for (String target : file.publish()) {
      publishers.add(targets.find(target).orElseGet(() -> shelf(target)));
    }
    return publishers;
  }

  private Backlog backlog() {
    targets
        .names()
        .forEach(name -> new Deliveries(library().store()).call(targets.key(name), name));
    return new Backlog(
        new Deliveries(library().store()),
        new FetchedEpisodes(this),
        nodes.turns(home.resolve("work").resolve(".targets")),
        targets::key,
        clock);
  }

  /** Under which an edition is made here; none without other nodes. */
  Optional<Lease> lease(Edition edition) {
    return nodes.at(edition);
  }

  /** The places to publish to beside the library. */
  public Targets targets() {
    return targets;
  }

  /** What waits for targets that are configured no more, in words; nothing is made for it. */
  public List<String> orphans() {
    boolean isNew = !Files.isDirectory(home.resolve("media"));
    return isNew && shared.isEmpty() ? List.of() : targets.orphanWords();
  }

  /** Signs the owner in at Spotify: for a target, or as the official client does. */
  public Optional<Login> login(String target) throws IOException {
    outlets.checkSignIn();
    return targets
        .login(target)
        .or(
            () ->
                target.equals("spotify")
                    ? Optional.of(Login.official(() -> http().client(), clock))
                    : Optional.empty());
  }

  /** Who tells the owner of trouble. */
  Alarm alarm() {
    return new Alarm(new Troubles(library().store()), ways().values(), outlets.web());
  }

  /** The ways to the owner that are configured, by name. */
  Map<String, Messenger> ways() {
    return outlets.ways(configuration.installation().alerts());
  }

  private Publisher shelf(String target) {
    return Adapters.shelf(
        target, library(), tokens(), configuration.installation().publicUrl(), nodes::at);
  }

  /** Makes an edition; once it is out, the episodes go that the owner's rule does not keep. */
  public Production produce(
      Wired wired, Edition edition, Studio.Order order, StudioListener listener)
      throws StudioException, InterruptedException {
    return produced(wired, edition, () -> studio().produce(crew(wired), edition, order, listener));
  }

  /**
   * The same as the schedule has it made: not again what another node made meanwhile.
   *
   * @param less what is less about it than should be, in words; else empty
   * @throws TakenOverException if one did
   */
  Production produceDue(Wired wired, Edition edition, String less, StudioListener listener)
      throws StudioException, InterruptedException {
    return produced(
        wired,
        edition,
        () -> {
          if (isMadeElsewhere(wired, edition)) {
            throw new TakenOverException(edition);
          }
          return studio().produce(crew(wired), edition, Studio.Order.less(less), listener);
        });
  }

  /** Whether all its targets have it or wait for it; what the owner approved is made again. */
  private boolean isMadeElsewhere(Wired wired, Edition edition) {
    return library().isShared()
        && wired.file().publish().stream().allMatch(target -> knows(target, edition))
        && !studio().isApproved(edition);
  }

  private boolean knows(String target, Edition edition) {
    return targets.names().contains(target)
        ? new Deliveries(library().store()).find(targets.key(target), edition).isPresent()
        : library().find(edition.id()).isPresent();
  }

  private Production produced(Wired wired, Edition edition, Nodes.Making making)
      throws StudioException, InterruptedException {
    deletion.finish(edition.id());
    Production production = nodes.make(edition, making);
    Optional<ShowFile.Keep> keep = wired.file().keep();
    if (production.status() == RunStatus.PUBLISHED && keep.isPresent()) {
      deletion.retain(wired, keep.get());
    }
    return production;
  }

  private Optional<LeasedTurns> openTurns() {
    return configuration
        .installation()
        .cluster()
        .map(cluster -> new LeasedTurns(new Leases(library().store()), cluster.lease()));
  }

  /** Ends editions, here and everywhere that they went. */
  public Deletion deletion() {
    return deletion;
  }

  public Studio studio() {
    return new Studio(
        home.resolve("work"), readers, clock, new LibraryChronicle(this::library, nodes::at));
  }

  public Narrator narrator() {
    return engines.narrator();
  }

  private SoundReader soundReader() {
    return new DecodedSound(this::encoder, home);
  }

  public Map<String, Synthesizer> engines() {
    return engines.all();
  }

  /** A voice of this program itself that speaks a show's language, if there is one. */
  Optional<Voice> embeddedVoice(Show show) {
    return engines.embedded(show.language());
  }

  /** Where recordings lie that are on their way in. */
  public Path uploads() {
    return home.resolve("uploads");
  }

  /** Recordings on their way in. */
  public Intake intake() {
    return new Intake(library());
  }

  /** Who makes episodes of them. */
  public Finishing finisher() {
    return new Finisher(encoder(), clock.getZone());
  }

  public Encoder encoder() {
    return Adapters.encoder(locator());
  }

  /** Where ffmpeg is, or will be extracted to. */
  public FfmpegLocator locator() {
    return new FfmpegLocator(configuration.installation().ffmpeg(), home.resolve("bin"));
  }

  public Library library() {
    return library.get();
  }

  /** Looks after the files of the library. */
  public Caretaker caretaker() {
    return new Caretaker(library(), home);
  }

  public Tokens tokens() {
    return tokens.get();
  }

  /** Notes how well the owner remembered a card of an edition, today. */
  public CardMemory grade(Edition edition, Card card, Grade grade) {
    return new Grades(library().store())
        .note(edition.show(), card.id(), grade, known -> Fsrs.review(known, grade, today(edition)));
  }

  /** The day it is where the edition is heard. */
  public LocalDate today(Edition edition) {
    return LocalDate.now(clock.withZone(edition.zone()));
  }

  /** When each scheduled show is due. */
  public Map<String, Timetable> timetables() {
    Map<String, Timetable> timetables = new TreeMap<>();
    shows.forEach(
        (name, wired) -> wired.timetable().ifPresent(timetable -> timetables.put(name, timetable)));
    return timetables;
  }

  /** How each scheduled show is made. */
  Map<String, Plan> plans() {
    Map<String, Plan> plans = new TreeMap<>();
    shows.forEach((name, wired) -> wired.plan().ifPresent(plan -> plans.put(name, plan)));
    return plans;
  }

  private Library openLibrary() {
    try {
      Optional<Store.Shared> store = shared();
      return SharedDatabase.open(home, store, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("The home folder '" + home + "' cannot be used", e);
    }
  }

  private Tokens openTokens() {
    try {
      return new Tokens(library().store());
    } catch (IOException e) {
      throw new UncheckedIOException("The home folder '" + home + "' cannot be used", e);
    }
  }

  @Override
  public void close() {
    readers.shutdownNow();
    engines.close();
    nodes.close();
    library.ifMade(Library::close);
  }
}
