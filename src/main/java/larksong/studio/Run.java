package larksong.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import larksong.audio.EncodingException;
import larksong.audio.Mastering;
import larksong.editor.Told;
import larksong.egress.Errand;
import larksong.files.Fingerprint;
import larksong.files.HashedFiles;
import larksong.files.Pcm;
import larksong.json.Json;
import larksong.model.Clip;
import larksong.model.Draft;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Gathered;
import larksong.model.Kept;
import larksong.model.Level;
import larksong.model.Origin;
import larksong.model.Provenance;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.model.Recollection;
import larksong.model.Recording;
import larksong.model.RunStatus;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Speech;
import larksong.model.Story;
import larksong.model.Verdict;
import larksong.model.Voice;
import larksong.proof.ScriptProof;
import larksong.proof.SpeechProof;
import larksong.publish.Publisher;
import larksong.script.WritingException;
import larksong.source.Source;
import larksong.speech.SpeechException;
import org.jspecify.annotations.Nullable;

/** One run on one edition, stage by stage. */
final class Run {

  static final String RUNDOWN = "rundown.json";
  private static final String SCRIPT = "script.json";
  private static final String LISTENED = "listen.json";
  private static final String RECORDING = "recording.json";

  private static final Set<State> OUT = Set.of(State.PUBLISHED, State.SENT);
  private static final int LONGEST_LABEL = 900;

  private final ExecutorService executor;
  private final Crew crew;
  private final Edition edition;
  private final Studio.Order order;
  private final Bench bench;
  private final StudioListener listener;

  Run(
      ExecutorService executor,
      Crew crew,
      Edition edition,
      Studio.Order order,
      Bench bench,
      StudioListener listener) {
    this.executor = executor;
    this.crew = crew;
    this.edition = edition;
    this.order = order;
    this.bench = bench;
    this.listener = listener;
  }

  /** With the words that the owner approved, if they did. */
  Production produce(Optional<Words> approved) throws StudioException, InterruptedException {
    return approved.isPresent()
        ? spoken(approved.get().rundown(), approved.get().draft(), new ArrayList<>())
        : written();
  }

  private Production written() throws StudioException, InterruptedException {
    Gathered gathered = gather();
    if (order.until() == Stage.GATHER) {
      return ended(RunStatus.STOPPED, gathered);
    }
    Rundown rundown = edit(gathered);
    if (crew.skipWhenQuiet() && rundown.stories().isEmpty() && rundown.gaps().isEmpty()) {
      return ended(RunStatus.SKIPPED, rundown, null, null, List.of(), gathered.findings());
    }
    if (order.until() == Stage.EDIT) {
      return ended(RunStatus.STOPPED, rundown, null, null, List.of(), gathered.findings());
    }
    Draft draft = write(rundown);
    List<Finding> findings = new ArrayList<>(gathered.findings());
    findings.addAll(draft.findings());
    if (order.until() == Stage.WRITE) {
      return ended(RunStatus.STOPPED, rundown, draft, null, List.of(), findings);
    }
    Verdict proof = proof(rundown, draft);
    findings.addAll(proof.findings());
    if (crew.strict() && findings.stream().anyMatch(Run::mayPass)) {
      findings.replaceAll(finding -> mayPass(finding) ? finding.hardened() : finding);
      return ended(RunStatus.HELD, rundown, draft, null, List.of(), findings);
    }
    if (proof.holds()) {
      return ended(RunStatus.HELD, rundown, draft, null, List.of(), findings);
    }
    return spoken(rundown, draft, findings);
  }

  /** What follows once it is known what is said. */
  private Production spoken(Rundown rundown, Draft draft, List<Finding> findings)
      throws StudioException, InterruptedException {
    if (order.until().compareTo(Stage.NARRATE) < 0) {
      return ended(RunStatus.STOPPED, rundown, draft, null, List.of(), findings);
    }
    Speech speech = narrate(rundown, draft);
    if (order.until() == Stage.NARRATE) {
      return ended(RunStatus.STOPPED, rundown, draft, null, List.of(), findings);
    }
    Verdict heard = listen(speech);
    findings.addAll(heard.findings());
    if (heard.holds() || order.until() == Stage.LISTEN) {
      return ended(stopped(heard), rundown, draft, null, List.of(), findings);
    }
    Recording recording = master(rundown, draft, speech);
    offTarget(recording).ifPresent(findings::add);
    if (order.until() == Stage.MASTER) {
      return ended(RunStatus.STOPPED, rundown, draft, recording, List.of(), findings);
    }
    List<Publication> publications = publish(rundown, draft, recording, findings);
    RunStatus status =
        publications.stream().anyMatch(publication -> OUT.contains(publication.state()))
            ? RunStatus.PUBLISHED
            : RunStatus.FAILED;
    if (publications.stream().anyMatch(publication -> publication.state() != State.FAILED)) {
      bench.leaveNoClips(); // a target has the recording, or will be brought it as it is
    }
    return ended(status, rundown, draft, recording, publications, findings);
  }

  private static RunStatus stopped(Verdict verdict) {
    return verdict.holds() ? RunStatus.HELD : RunStatus.STOPPED;
  }

  private Gathered gather() throws StudioException, InterruptedException {
    StringBuilder inputs = new StringBuilder(edition + " " + edition.zone());
    crew.sources().forEach(source -> inputs.append('\n').append(source.fingerprint()));
    // A gap may have closed by now, so what has one is gathered again.
    return bench.stage(
        Stage.GATHER,
        "items.json",
        inputs.toString(),
        Gathered.class,
        left -> left.gaps().isEmpty(),
        () -> new Gathering(executor, listener).gather(crew.sources(), edition));
  }

  private Rundown edit(Gathered gathered) throws StudioException, InterruptedException {
    Recollection past = crew.memory().apply(edition);
    return bench.stage(
        Stage.EDIT,
        RUNDOWN,
        Json.write(gathered)
            + Json.write(past.openings())
            + past.told().stream().sorted().toList()
            + new TreeMap<>(past.due())
            + Json.write(crew.show())
            + Json.write(crew.kind())
            + edition,
        Rundown.class,
        left -> true,
        () -> crew.editor().edit(edition, gathered, past));
  }

  private Draft write(Rundown rundown) throws StudioException, InterruptedException {
    Draft draft =
        bench.stage(
            Stage.WRITE,
            SCRIPT,
            Json.write(rundown) + crew.writer().fingerprint(),
            Draft.class,
            left -> left.findings().stream().noneMatch(Run::mayPass),
            () -> {
              try {
                return crew.writer().write(rundown);
              } catch (WritingException e) {
                throw new StudioException(Stage.WRITE, String.valueOf(e.getMessage()), e);
              }
            });
    bench.leaveText("script.md", ScriptText.markdown(draft.script()));
    return draft;
  }

  /** What one writer could not do today another run may find possible. */
  private static boolean mayPass(Finding finding) {
    return finding.check().equals("writer") && finding.severity() == Severity.WARNING;
  }

  private Verdict proof(Rundown rundown, Draft draft) throws StudioException, InterruptedException {
    return bench.stage(
        Stage.PROOF,
        "proof.json",
        Json.write(rundown) + Json.write(draft) + Json.write(crew.show()),
        Verdict.class,
        left -> true,
        () -> new Verdict(judged(draft, crew.proof().check(rundown, draft.script()))));
  }

  /**
   * Sentences of the sources hold nothing back, in their language and with their marks; a model's
   * beside them were judged as they were written.
   */
  static List<Finding> judged(Draft draft, List<Finding> found) {
    return draft.origin().repeatsSources() ? found.stream().map(Run::softened).toList() : found;
  }

  /** What somebody else asks is nobody's to ask in the host's voice, whoever writes. */
  private static Finding softened(Finding finding) {
    return finding.check().equals(ScriptProof.REQUEST) ? finding : finding.softened();
  }

  private Speech narrate(Rundown rundown, Draft draft)
      throws StudioException, InterruptedException {
    Script script = draft.script();
    return bench.stage(
        Stage.NARRATE,
        "speech.json",
        Json.write(script) + Json.write(crew.show().voices()) + Json.write(crew.kind().pauses()),
        Speech.class,
        left -> isMastered(rundown, draft, left) || isOnBench(left),
        () -> {
          Errand.Scope scope = Errand.current().about(edition.id()).of(level(rundown)).begin();
          try {
            return crew.narrator()
                .narrate(
                    script,
                    crew.show(),
                    crew.kind().pauses(),
                    bench.folder(),
                    (done, total) -> listener.progressed(Stage.NARRATE, done, total));
          } catch (SpeechException e) {
            throw new StudioException(Stage.NARRATE, String.valueOf(e.getMessage()), e);
          } finally {
            scope.close();
          }
        });
  }

  /** Whether the recording is there, so that nothing needs the clips, which may have left. */
  private boolean isMastered(Rundown rundown, Draft draft, Speech speech) {
    return bench.find(LISTENED, Json.write(speech), Verdict.class).isPresent()
        && bench
            .find(RECORDING, masterInputs(speech, label(rundown, draft)), Recording.class)
            .filter(this::isIntact)
            .isPresent();
  }

  private boolean isOnBench(Speech speech) {
    return speech.clips().stream()
        .allMatch(
            clip ->
                size(clip.pcm()) == 2L * clip.samples()
                    && HashedFiles.isWhole(bench.folder().resolve(clip.pcm())));
  }

  private long size(String file) {
    try {
      return Files.size(bench.folder().resolve(file));
    } catch (IOException e) {
      return -1;
    }
  }

  private Verdict listen(Speech speech) throws StudioException, InterruptedException {
    return bench.stage(
        Stage.LISTEN,
        LISTENED,
        Json.write(speech),
        Verdict.class,
        left -> true,
        () -> {
          SpeechProof proof = new SpeechProof(speech.sampleRate());
          List<Finding> findings = new ArrayList<>();
          for (Clip clip : speech.clips()) {
            findings.addAll(proof.check(clip, Pcm.read(bench.folder().resolve(clip.pcm()))));
          }
          return new Verdict(findings);
        });
  }

  private Recording master(Rundown rundown, Draft draft, Speech speech)
      throws StudioException, InterruptedException {
    Mastering.Label label = label(rundown, draft);
    return bench.stage(
        Stage.MASTER,
        RECORDING,
        masterInputs(speech, label),
        Recording.class,
        this::isIntact,
        left -> crew.mastering().dress(left, label, bench.folder()),
        () -> {
          try {
            return crew.mastering().master(speech, label, bench.folder());
          } catch (EncodingException e) {
            throw new StudioException(Stage.MASTER, String.valueOf(e.getMessage()), e);
          }
        });
  }

  private Mastering.Label label(Rundown rundown, Draft draft) {
    return new Mastering.Label(crew.show(), draft.script(), rundown, provenance(draft));
  }

  private String masterInputs(Speech speech, Mastering.Label label) {
    return Json.write(speech) + Json.write(label) + crew.mastering().fingerprint();
  }

  private static Optional<Finding> offTarget(Recording recording) {
    return Mastering.isAcceptable(recording.loudness())
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "loudness",
                Severity.WARNING,
                "recording",
                "Expected -16 LUFS and at most -1 dBTP but was " + recording.loudness() + "."));
  }

  private boolean isIntact(Recording recording) {
    try {
      return size(recording.mp3()) == recording.bytes()
          && Fingerprint.of(bench.folder().resolve(recording.mp3())).equals(recording.sha256());
    } catch (IOException e) {
      return false;
    }
  }

  private List<Publication> publish(
      Rundown rundown, Draft draft, Recording recording, List<Finding> findings)
      throws StudioException, InterruptedException {
    Episode episode = episode(rundown, draft, recording);
    Episode traced = traced(episode, rundown, draft);
    Publishing publishing = new Publishing(crew.publishers(), edition, listener);
    Publication[] publications =
        bench.stage(
            Stage.PUBLISH,
            "publications.json",
            Json.write(episode) + crew.publishers().stream().map(Publisher::target).toList(),
            Publication[].class,
            publishing::areThere,
            left -> bench.leaveEpisode(traced),
            () -> {
              bench.leaveEpisode(traced);
              return publishing.publish(traced, findings);
            });
    return publishing.located(publications);
  }

  /** With what each sentence rests on; the audio and what is told decide whether it is renewed. */
  private Episode traced(Episode episode, Rundown rundown, Draft draft) {
    return episode.with(
        Traced.of(episode.recording(), rundown, crew.proof().bases(rundown, draft.script())));
  }

  private Episode episode(Rundown rundown, Draft draft, Recording recording) {
    Provenance provenance = provenance(draft);
    return new Episode(
        edition,
        crew.show(),
        cut(draft.script().title()),
        cut(draft.script().summary()),
        ShowNotes.html(draft.script().summary(), rundown, recording, provenance),
        recording,
        provenance,
        bench.folder(),
        rundown.stories().stream()
            .map(Story::item)
            .flatMap(item -> Told.key(item).stream())
            .toList(),
        opening(rundown, draft),
        level(rundown));
  }

  /** The outline greets with words of its own; a model may greet with anything that it saw. */
  private Kept opening(Rundown rundown, Draft draft) {
    Segment first = draft.script().segments().get(0);
    boolean greets = draft.origin() == Origin.OUTLINE && first.covers().isEmpty();
    return new Kept(cut(first.lines().get(0).text()), greets ? Level.FREE : level(rundown));
  }

  private Level level(Rundown rundown) {
    return Level.ofAll(rundown.stories().stream().map(Story::item).map(crew.level()));
  }

  /** A shelf's label has room for this much. */
  private static String cut(String text) {
    return text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL - 1) + "…";
  }

  private Provenance provenance(Draft draft) {
    return new Provenance(
        crew.sources().stream().map(Source::name).distinct().toList(),
        draft.writer(),
        crew.show().voices().values().stream().map(Voice::toString).distinct().sorted().toList());
  }

  private Production ended(RunStatus status, Gathered gathered) {
    return new Production(
        edition,
        status,
        bench.folder(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        bench.reports(),
        gathered.gaps(),
        gathered.findings());
  }

  private Production ended(
      RunStatus status,
      Rundown rundown,
      @Nullable Draft draft,
      @Nullable Recording recording,
      List<Publication> publications,
      List<Finding> findings) {
    return new Production(
        edition,
        status,
        bench.folder(),
        Optional.of(rundown),
        Optional.ofNullable(draft),
        Optional.ofNullable(recording),
        publications,
        bench.reports(),
        rundown.gaps(),
        findings);
  }
}
