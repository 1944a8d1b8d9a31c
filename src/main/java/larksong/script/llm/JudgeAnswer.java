package larksong.script.llm;

import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.util.List;
import java.util.Objects;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Script;
import org.jspecify.annotations.Nullable;

/** What a judge is asked to answer: the lines that it doubts. */
record JudgeAnswer(@Nullable List<Doubt> doubts) {

  /** A line, counted from 1, and why. */
  record Doubt(int segment, int line, @Nullable String reason) {}

  private static final int LONGEST_REASON = 300;
  private static final int MOST = 20;

  static final Form<JudgeAnswer> FORM =
      new Form<>(
          "judgement",
          schema(),
          """
          Answer with one JSON object and nothing else:
          {"doubts":[{"segment":1,"line":1,"reason":"a few words"}]}
          """,
          JudgeAnswer.class);

  private static JsonObjectSchema schema() {
    JsonObjectSchema doubt =
        JsonObjectSchema.builder()
            .addIntegerProperty("segment")
            .addIntegerProperty("line")
            .addStringProperty("reason")
            .required("segment", "line", "reason")
            .additionalProperties(false)
            .build();
    return JsonObjectSchema.builder()
        .addProperty("doubts", JsonArraySchema.builder().items(doubt).build())
        .required("doubts")
        .additionalProperties(false)
        .build();
  }

  /** Its doubts about lines that there are. */
  List<Finding> of(Script script, String judge) {
    return (doubts == null ? List.<Doubt>of() : doubts)
        .stream()
            .filter(Objects::nonNull)
            .filter(doubt -> isThere(doubt, script))
            .limit(MOST)
            .map(
                doubt ->
                    new Finding(
                        "judge",
                        Severity.WARNING,
                        "segment " + doubt.segment() + ", line " + doubt.line(),
                        "'" + judge + "' doubts it: " + reason(doubt)))
            .toList();
  }

  private static boolean isThere(Doubt doubt, Script script) {
    return doubt.segment() >= 1
        && doubt.segment() <= script.segments().size()
        && doubt.line() >= 1
        && doubt.line() <= script.segments().get(doubt.segment() - 1).lines().size();
  }

  private static String reason(Doubt doubt) {
    String reason = String.valueOf(doubt.reason()).replaceAll("\\s+", " ").strip();
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
  }
}
