package larksong.server.door;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is kept until it is whole and sent then, without the thread that made it: whoever
 * reads it slowly holds its bytes alone. What is too large for that is sent as it is made.
 */
final class GatheredBody extends Response.Wrapper implements Callback {

  /** Bytes of one answer. */
  private static final int MOST = 4 << 20;

  /** Bytes of all answers that are kept, of the memory that there is. */
  private static final long MOST_OF_ALL = Runtime.getRuntime().maxMemory() / 8;

  private final AtomicLong ofAll;
  private final Callback callback;
  private final List<ByteBuffer> pieces = new ArrayList<>();
  private long kept;
  private boolean passes;
  private boolean ended;

  /**
   * An answer of which nothing is kept yet.
   *
   * @param ofAll counts what all answers keep
   * @param callback is told when it is sent
   */
  GatheredBody(Request request, Response response, Callback callback, AtomicLong ofAll) {
    super(request, response);
    this.callback = callback;
    this.ofAll = ofAll;
    Request.addCompletionListener(request, failure -> ofAll.addAndGet(-kept));
  }

  @Override
  public void write(boolean last, @Nullable ByteBuffer bytes, Callback written) {
    int length = bytes == null ? 0 : bytes.remaining();
    if (length == 0 && !last && pieces.isEmpty()) {
      super.write(false, BufferUtil.EMPTY_BUFFER, written); // the head alone
      return;
    }
    passes |= kept + length > MOST || ofAll.get() + length > MOST_OF_ALL;
    if (passes) {
      ended |= last;
      super.write(last, with(bytes), written);
      return;
    }
    if (bytes != null && length > 0) {
      ByteBuffer copy = ByteBuffer.allocate(length);
      copy.put(bytes).flip();
      pieces.add(copy);
      kept += length;
      ofAll.addAndGet(length);
    }
    written.succeeded();
  }

  /** All that was kept, and these bytes. */
  private @Nullable ByteBuffer with(@Nullable ByteBuffer bytes) {
    if (pieces.isEmpty()) {
      return bytes;
    }
    if (bytes != null) {
      pieces.add(bytes);
    }
    ByteBuffer all = ByteBuffer.allocate(pieces.stream().mapToInt(ByteBuffer::remaining).sum());
    pieces.forEach(all::put);
    pieces.clear();
    return all.flip();
  }

  @Override
  public void succeeded() {
    if (ended || pieces.isEmpty()) {
      callback.succeeded();
    } else {
      ended = true;
      super.write(true, with(BufferUtil.EMPTY_BUFFER), callback);
    }
  }

  @Override
  public void failed(Throwable failure) {
    callback.failed(failure);
  }
}
