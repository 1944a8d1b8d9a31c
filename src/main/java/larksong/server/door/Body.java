package larksong.server.door;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body without holding a thread while it arrives: as many bytes as it may have, within its
 * deadline. It ends once, in one of three ways.
 */
final class Body implements Invocable.Task {

  private static final int USUAL = 512;

  private final Request request;
  private final Door door;
  private final End end;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream(USUAL);
  private Scheduler.@Nullable Task alarm;
  private boolean ended;

  /** What becomes of a body. */
  interface End {

    /** All of it is here. */
    void whole(byte[] body);

    /** It was too large or too slow. */
    void refused(int status, String sentence);

    /** Its sender went away. */
    void failed(Throwable failure);
  }

  Body(Request request, Door door, End end) {
    this.request = request;
    this.door = door;
    this.end = end;
  }

  /** Begins, and perhaps ends at once. */
  void read() {
    if (request.getLength() > door.most()) {
      end.refused(HttpStatus.PAYLOAD_TOO_LARGE_413, tooLarge(String.valueOf(request.getLength())));
      return;
    }
    synchronized (this) {
      alarm =
          request
              .getComponents()
              .getScheduler()
              .schedule(this::late, door.deadline().toMillis(), TimeUnit.MILLISECONDS);
    }
    run();
  }

  /** When there may be more. */
  @Override
  public void run() {
    Consumer<End> how = some();
    if (how != null) {
      how.accept(end);
    }
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  /** Takes what there is; how it ended, if it did. */
  private synchronized @Nullable Consumer<End> some() {
    while (!ended) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return null;
      }
      if (Content.Chunk.isFailure(chunk)) {
        end();
        Throwable failure = chunk.getFailure();
        return how -> how.failed(failure);
      }
      boolean last = chunk.isLast();
      keep(chunk);
      if (read.size() > door.most()) {
        end();
        return how -> how.refused(HttpStatus.PAYLOAD_TOO_LARGE_413, tooLarge("more"));
      }
      if (last) {
        end();
        byte[] whole = read.toByteArray();
        return how -> how.whole(whole);
      }
    }
    return null;
  }

  /** Copies, so that the connection's buffer, which is larger, is free again. */
  private void keep(Content.Chunk chunk) {
    ByteBuffer bytes = chunk.getByteBuffer();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    chunk.release();
    read.writeBytes(copy);
  }

  private void end() {
    ended = true;
    if (alarm != null) {
      alarm.cancel();
    }
  }

  private void late() {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    end.refused(
        HttpStatus.REQUEST_TIMEOUT_408,
        "Expected the whole body within "
            + door.deadline().toSeconds()
            + " seconds but it is still on its way. Send it again.");
  }

  private String tooLarge(String actual) {
    return "Expected a body of at most " + door.most() + " bytes but was " + actual + ".";
  }
}
