package larksong.script.llm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import larksong.json.Json;
import mockwebserver3.MockResponse;

/** Answers in each provider's own protocol, as it streams them. */
public final class Providers {

  private Providers() {}

  /** An answer as OpenAI and the servers like it stream it, in three pieces. */
  public static MockResponse openAi(String content) {
    return events(openAiEvents(content, "stop"));
  }

  public static String openAiEvents(String content, String finish) {
    StringBuilder events = new StringBuilder();
    int third = content.length() / 3;
    for (String piece :
        List.of(
            content.substring(0, third),
            content.substring(third, 2 * third),
            content.substring(2 * third))) {
      events.append(openAiEvent(Map.of("delta", Map.of("content", piece), "index", 0)));
    }
    events.append(openAiEvent(Map.of("delta", Map.of(), "index", 0, "finish_reason", finish)));
    Map<String, Object> usage =
        Map.of("prompt_tokens", 1000, "completion_tokens", 200, "total_tokens", 1200);
    events.append(
        "data: "
            + Json.write(
                Map.of(
                    "id",
                    "1",
                    "object",
                    "chat.completion.chunk",
                    "created",
                    1,
                    "model",
                    "x",
                    "choices",
                    List.of(),
                    "usage",
                    usage))
            + "\n\n");
    return events.append("data: [DONE]\n\n").toString();
  }

  static String openAiEvent(Map<String, Object> choice) {
    return "data: "
        + Json.write(
            Map.of(
                "id",
                "1",
                "object",
                "chat.completion.chunk",
                "created",
                1,
                "model",
                "x",
                "choices",
                List.of(choice)))
        + "\n\n";
  }

  public static MockResponse anthropic(String content) {
    return events(
        event(
                "message_start",
                Map.of(
                    "message",
                    Map.of(
                        "id",
                        "m",
                        "type",
                        "message",
                        "role",
                        "assistant",
                        "model",
                        "x",
                        "content",
                        List.of(),
                        "usage",
                        Map.of("input_tokens", 1000, "output_tokens", 1))))
            + event(
                "content_block_start",
                Map.of("index", 0, "content_block", Map.of("type", "text", "text", "")))
            + event(
                "content_block_delta",
                Map.of("index", 0, "delta", Map.of("type", "text_delta", "text", content)))
            + event("content_block_stop", Map.of("index", 0))
            + event(
                "message_delta",
                Map.of(
                    "delta",
                    Map.of("stop_reason", "end_turn"),
                    "usage",
                    Map.of("output_tokens", 200)))
            + event("message_stop", Map.of()));
  }

  static String event(String type, Map<String, Object> fields) {
    Map<String, Object> all = new LinkedHashMap<>(Map.of("type", type));
    all.putAll(fields);
    return "event: " + type + "\ndata: " + Json.write(all) + "\n\n";
  }

  public static MockResponse ollama(String content) {
    String half = content.substring(0, content.length() / 2);
    String rest = content.substring(content.length() / 2);
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/x-ndjson")
        .body(
            Json.write(
                    Map.of(
                        "model",
                        "x",
                        "created_at",
                        "2026-11-21T00:00:00Z",
                        "done",
                        false,
                        "message",
                        Map.of("role", "assistant", "content", half)))
                + "\n"
                + Json.write(
                    Map.of(
                        "model",
                        "x",
                        "created_at",
                        "2026-11-21T00:00:00Z",
                        "done",
                        false,
                        "message",
                        Map.of("role", "assistant", "content", rest)))
                + "\n"
                + Json.write(
                    Map.of(
                        "model",
                        "x",
                        "created_at",
                        "2026-11-21T00:00:00Z",
                        "done",
                        true,
                        "done_reason",
                        "stop",
                        "prompt_eval_count",
                        1000,
                        "eval_count",
                        200,
                        "message",
                        Map.of("role", "assistant", "content", "")))
                + "\n")
        .build();
  }

  public static MockResponse events(String events) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "text/event-stream")
        .body(events)
        .build();
  }
}
