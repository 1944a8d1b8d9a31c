package larksong.app;

import java.util.Map;
import java.util.function.Function;
import larksong.config.Kind;
import larksong.model.Show;
import larksong.proof.ScriptProof;
import larksong.script.FallbackWriter;
import larksong.script.JoinedWriter;
import larksong.script.JudgedWriter;
import larksong.script.NarrowWriter;
import larksong.script.ScriptJudge;
import larksong.script.ScriptWriter;
import larksong.script.llm.Conversation;
import larksong.script.llm.ModelJudge;
import larksong.script.llm.ModelSettings;
import larksong.script.llm.ModelWriter;
import larksong.script.outline.OutlineWriter;
import larksong.spoken.Spoken;

/** Who writes a show, who writes instead, and what each of them may see. */
record Writers(
    Map<String, ModelSettings> models, Function<ModelSettings, Conversation> conversations) {

  /** The show's writer, looked at by its judge, if it has one. */
  ScriptWriter of(Wired wired) {
    ScriptWriter writer = unjudged(wired);
    return wired
        .file()
        .judge()
        .map(models::get)
        .<ScriptWriter>map(judge -> new JudgedWriter(writer, judge(wired, judge)))
        .orElse(writer);
  }

  private ScriptWriter unjudged(Wired wired) {
    Show show = wired.show();
    OutlineWriter outline =
        new OutlineWriter(show, wired.file().kind(), Spoken.of(show.language()).orElseThrow());
    ModelSettings settings = models.get(wired.file().writer());
    if (settings == null) {
      return outline;
    }
    ScriptProof proof = new ScriptProof(show);
    ScriptWriter last =
        settings
            .instead()
            .map(models::get)
            .<ScriptWriter>map(
                other ->
                    new FallbackWriter(model(wired, other, outline, proof), outline, proof::check))
            .orElse(outline);
    return new FallbackWriter(model(wired, settings, outline, proof), last, proof::check);
  }

  /** A model elsewhere sees what may leave, with stand-ins; one on this machine sees all. */
  private ScriptWriter model(
      Wired wired, ModelSettings settings, ScriptWriter outline, ScriptProof proof) {
    Kind kind = wired.file().kind();
    ScriptWriter model = new ModelWriter(wired.show(), kind, conversations.apply(settings));
    if (settings.isOnThisMachine()) {
      return new NarrowWriter(model, outline, proof::part);
    }
    ScriptWriter veiled = new VeiledWriter(model, wired::redaction, wired.privacy());
    ScriptWriter narrow = new NarrowWriter(veiled, outline, proof::part);
    return new JoinedWriter(narrow, outline, wired.permits()::mayLeave, wired.permits().toString());
  }

  private ScriptJudge judge(Wired wired, ModelSettings settings) {
    Kind kind = wired.file().kind();
    ScriptJudge judge = new ModelJudge(wired.show(), kind, conversations.apply(settings));
    return settings.isOnThisMachine()
        ? judge
        : new VeiledJudge(judge, wired::redaction, wired.permits());
  }
}
