package larksong.script.llm;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.concurrent.CompletableFuture;

/** Collects an answer that comes word by word, so that one that stalls is noticed early. */
final class Streamed implements StreamingChatResponseHandler {

  private final CompletableFuture<ChatResponse> answer = new CompletableFuture<>();

  private Streamed() {}

  /** A stream that ended before its answer did. */
  static final class CutOffException extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  /** The whole answer; the transport calls back in this thread and ends by its deadline. */
  static ChatResponse answer(StreamingChatModel model, ChatRequest request) {
    Streamed streamed = new Streamed();
    model.chat(request, streamed);
    streamed.answer.completeExceptionally(new CutOffException());
    return streamed.answer.join();
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    answer.complete(response);
  }

  @Override
  public void onError(Throwable failure) {
    answer.completeExceptionally(failure);
  }
}
