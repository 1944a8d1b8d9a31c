package larksong.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import larksong.config.Kind;
import larksong.model.Show;
import larksong.privacy.Permits;
import larksong.privacy.Redaction;
import larksong.proof.ScriptProof;
import larksong.script.FallbackWriter;
import larksong.script.JoinedWriter;
import larksong.script.JudgedWriter;
import larksong.script.NarrowWriter;
import larksong.script.RequestsAsNews;
import larksong.script.ScriptJudge;
import larksong.script.ScriptWriter;
import larksong.script.llm.Conversation;
import larksong.script.llm.ModelSettings;
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
    ScriptProof proof = new ScriptProof(show);
    ScriptWriter outline =
        new RequestsAsNews(
            Adapters.outline(show, wired.file().kind(), Spoken.of(show.language()).orElseThrow()),
            proof::check);
    ModelSettings settings = models.get(wired.file().writer());
    if (settings == null) {
      return outline;
    }
    ScriptWriter last =
        instead(settings)
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
    Conversation conversation = conversations.apply(settings);
    if (settings.isOnThisMachine()) {
      ScriptWriter model = Adapters.model(wired.show(), kind, conversation);
      return new NarrowWriter(model, outline, proof::part);
    }
    Permits permits = wired.permits();
    Function<Redaction, ScriptWriter> veiled =
        redaction -> {
          ScriptWriter model = Adapters.model(redaction.cover(wired.show()), kind, conversation);
          ScriptWriter blind = new VeiledWriter(model, redaction, wired.privacy());
          ScriptWriter narrow = new NarrowWriter(blind, outline, proof::part);
          return new JoinedWriter(narrow, outline, permits::mayLeave, permits.toString());
        };
    return new PerEdition(
        veiled.apply(wired.redaction(List.of())),
        rundown -> veiled.apply(wired.redaction(rundown.stories())));
  }

  /** What a model on this machine wrote may rest on anything, so no judge elsewhere sees it. */
  private ScriptJudge judge(Wired wired, ModelSettings settings) {
    Kind kind = wired.file().kind();
    Conversation conversation = conversations.apply(settings);
    if (settings.isOnThisMachine()) {
      return Adapters.judge(wired.show(), kind, conversation);
    }
    return new VeiledJudge(
        settings.name(),
        redaction -> Adapters.judge(redaction.cover(wired.show()), kind, conversation),
        wired::redaction,
        wired.permits(),
        isWrittenHere(wired));
  }

  private boolean isWrittenHere(Wired wired) {
    return Optional.ofNullable(models.get(wired.file().writer())).stream()
        .flatMap(first -> Stream.concat(Stream.of(first), instead(first).stream()))
        .anyMatch(ModelSettings::isOnThisMachine);
  }

  private Optional<ModelSettings> instead(ModelSettings first) {
    return first.instead().map(models::get);
  }
}
