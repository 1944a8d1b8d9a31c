package larksong.script;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.ItemType;
import larksong.model.Origin;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Story;
import larksong.spoken.Requests;

/**
 * Has a model write each part of an edition from that part's own items, and holds each part against
 * them at once: what does not hold is sent back once, then its sentences are dropped, then the
 * outline tells that part. An editor may order the stories and a host speak between the parts; the
 * day's overview and the gaps are the outline's.
 *
 * <p>One refused, hostile or invented part costs that part, not the edition.
 */
public final class NarrowWriter implements ScriptWriter {

  /** Calls side by side: more would meet a provider's limits. */
  private static final int SIDE_BY_SIDE = 4;

  /** Fewer stories need no editor. */
  private static final int WORTH_PLANNING = 3;

  private final ScriptWriter model;
  private final ScriptWriter outline;
  private final BiFunction<Rundown, Script, List<Finding>> proof;

  /** The proof judges a script of one part against that part's rundown. */
  public NarrowWriter(
      ScriptWriter model, ScriptWriter outline, BiFunction<Rundown, Script, List<Finding>> proof) {
    this.model = model;
    this.outline = outline;
    this.proof = proof;
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public String fingerprint() {
    return "narrow\n" + model.fingerprint() + "\n" + outline.fingerprint();
  }

  @Override
  public Draft write(Rundown rundown) throws WritingException {
    List<Finding> findings = new ArrayList<>();
    Rundown planned = planned(rundown, findings);
    Draft frame = outline.write(planned);
    List<Rundown> parts =
        parts(planned.stories()).stream().map(part -> planned.with(part, List.of())).toList();
    List<Draft> drafts = sideBySide(parts);
    if (!drafts.isEmpty() && drafts.stream().allMatch(draft -> draft.origin() == Origin.OUTLINE)) {
      drafts.forEach(draft -> findings.addAll(draft.findings()));
      throw new WritingException(reasons(drafts), findings);
    }
    Draft joined = joined(frame, drafts);
    Script presented = presented(planned, joined.script(), findings);
    findings.addAll(0, joined.findings());
    return joined.with(presented).with(findings);
  }

  /** The editor's order and depth, where there is something to choose. */
  private Rundown planned(Rundown rundown, List<Finding> findings) {
    if (rundown.stories().stream().filter(Plan::isFree).count() < WORTH_PLANNING) {
      return rundown;
    }
    try {
      Plan plan = model.plan(rundown);
      findings.addAll(plan.findings());
      return plan.of(rundown);
    } catch (WritingException e) {
      findings.addAll(e.findings());
      findings.add(unused("editor", e));
      return rundown;
    }
  }

  /**
   * With the host's words where they hold; else the outline's greeting and farewell stand alone.
   */
  private Script presented(Rundown rundown, Script script, List<Finding> findings) {
    List<Segment> parts = telling(script);
    if (parts.isEmpty()) {
      return script;
    }
    try {
      Presentation presentation = model.present(rundown, script.with(parts));
      findings.addAll(presentation.findings());
      return Presented.of(
          script,
          presentation,
          candidate -> holds(rundown.with(rundown.stories(), List.of()), candidate));
    } catch (WritingException e) {
      findings.addAll(e.findings());
      findings.add(unused("host", e));
      return script;
    }
  }

  private Finding unused(String role, WritingException failure) {
    return new Finding(
        "writer",
        Severity.NOTE,
        role,
        failure.getMessage() + " The show goes on without its " + role + ".");
  }

  /** What belongs together is told together; a piece of news of some weight stands alone. */
  private static List<List<Story>> parts(List<Story> stories) {
    List<List<Story>> parts = new ArrayList<>();
    for (Story story : stories) {
      List<Story> last = parts.isEmpty() ? List.of() : parts.get(parts.size() - 1);
      boolean sameKind = !last.isEmpty() && last.get(0).item().type() == story.item().type();
      boolean alone =
          story.item().type() == ItemType.ARTICLE && story.weight() != Story.Weight.SMALL;
      if (sameKind && !alone) {
        last.add(story);
      } else {
        parts.add(new ArrayList<>(List.of(story)));
      }
    }
    return parts;
  }

  private List<Draft> sideBySide(List<Rundown> parts) throws WritingException {
    ExecutorService calls =
        Executors.newFixedThreadPool(Math.max(1, Math.min(SIDE_BY_SIDE, parts.size())));
    try {
      List<Future<Draft>> pending =
          parts.stream().map(part -> calls.submit(() -> part(part))).toList();
      List<Draft> drafts = new ArrayList<>();
      for (Future<Draft> draft : pending) {
        drafts.add(draft.get());
      }
      return drafts;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WritingException("The writing was interrupted.", e);
    } catch (ExecutionException e) {
      throw new WritingException("The model's parts could not be put together.", e);
    } finally {
      calls.shutdownNow();
    }
  }

  /** The ladder of one part. */
  private Draft part(Rundown part) throws WritingException {
    List<Finding> tried = new ArrayList<>();
    String reason;
    try {
      Draft draft = telling(model.write(part));
      tried.addAll(draft.findings());
      List<Finding> held = holds(part, draft.script());
      if (!held.isEmpty()) {
        draft = again(part, draft, held, tried);
        held = holds(part, draft.script());
      }
      if (held.isEmpty()) {
        return draft.with(tried);
      }
      Optional<Script> mended =
          new Mending(outline, part, Requests.of(draft.script().language()))
              .of(draft.script(), held, script -> holds(part, script).isEmpty());
      if (mended.isPresent()) {
        return noted(
            draft.with(mended.get()).with(tried),
            Severity.NOTE,
            held.size()
                + " of its sentences did not hold and were mended or dropped: "
                + held.get(0).reason());
      }
      reason = "Its part does not hold: " + held.get(0).reason();
    } catch (WritingException e) {
      tried.addAll(e.findings());
      reason = String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      reason = "It stumbled over this part (" + e.getClass().getSimpleName() + ").";
    }
    Draft instead = telling(outline.write(part));
    tried.addAll(instead.findings());
    return noted(instead.with(tried), Severity.WARNING, reason + " The outline tells this part.");
  }

  /** The draft as it is rewritten; the first one, if the model does not come back. */
  private Draft again(Rundown part, Draft draft, List<Finding> held, List<Finding> tried) {
    try {
      Optional<Draft> again = model.rewrite(part, draft.script(), held);
      if (again.isPresent()) {
        tried.addAll(again.get().findings());
        return telling(again.get());
      }
    } catch (WritingException e) {
      tried.addAll(e.findings());
    }
    return draft;
  }

  private List<Finding> holds(Rundown part, Script script) {
    return proof.apply(part, script).stream().filter(Finding::holds).toList();
  }

  /** Only what tells something: the frame greets and closes. */
  private static Draft telling(Draft draft) throws WritingException {
    List<Segment> telling = telling(draft.script());
    if (telling.isEmpty()) {
      throw new WritingException("The model's part tells nothing.");
    }
    return draft.with(draft.script().with(telling));
  }

  private static List<Segment> telling(Script script) {
    return script.segments().stream().filter(segment -> !segment.covers().isEmpty()).toList();
  }

  private Draft noted(Draft draft, Severity severity, String what) {
    List<Finding> findings = new ArrayList<>(draft.findings());
    String part = draft.script().segments().get(0).heading();
    findings.add(new Finding("writer", severity, part, what));
    return draft.with(findings);
  }

  private static String reasons(List<Draft> drafts) {
    return drafts.stream()
        .flatMap(draft -> draft.findings().stream())
        .filter(finding -> finding.check().equals("writer"))
        .map(Finding::reason)
        .findFirst()
        .orElse("The model wrote nothing that holds.");
  }

  /** The parts stand where the outline tells its first. */
  private static Draft joined(Draft frame, List<Draft> parts) {
    List<Segment> segments = new ArrayList<>();
    List<Finding> findings = new ArrayList<>(frame.findings());
    Set<String> writers = new LinkedHashSet<>();
    Origin origin = parts.isEmpty() ? frame.origin() : parts.get(0).origin();
    List<Segment> told = new ArrayList<>();
    for (Draft part : parts) {
      told.addAll(part.script().segments());
      findings.addAll(part.findings());
      writers.add(part.writer());
      origin = origin.and(part.origin());
    }
    for (Segment segment : frame.script().segments()) {
      if (segment.covers().isEmpty()) {
        segments.add(segment);
      } else {
        segments.addAll(told);
        told.clear();
      }
    }
    segments.addAll(Math.min(1, segments.size()), told);
    writers.add(frame.writer());
    return new Draft(
        frame.script().with(segments),
        origin.and(frame.origin()),
        String.join(" and ", writers),
        findings);
  }
}
