package larksong.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingNestedCallback;
import org.jspecify.annotations.Nullable;

/**
 * Sends a part of a file. Most of it goes from the system's own memory to the socket; of a file
 * that is cut off meanwhile, a page of that may read as zeros before its absence is seen. So the
 * end of each part is read, which fails then: no answer is complete that has a byte which was not
 * in the file. What is to be encrypted is read, since a page that is gone would end the process.
 */
final class PartOfFile extends IteratingNestedCallback {

  /** A part that is not longer is read and sent at once. */
  private static final int SHORT = 1 << 16;

  /**
   * What is read of a longer one that is encrypted, so that thousands of slow listeners cost
   * little.
   */
  private static final int PIECE = 1 << 15;

  /** What is read of a longer one that is not. */
  private static final int END = 1 << 12;

  private final OpenFile file;
  private final Content.Sink sink;
  private final ByteBufferPool buffers;
  private final boolean encrypted;
  private final Runnable cut;
  private @Nullable RetainableByteBuffer buffer;
  private long from;
  private long rest;
  private boolean isAtEnd;

  /**
   * A part that is sent with {@link #iterate}.
   *
   * @param encrypted whether its bytes are read on their way to the socket
   * @param callback fails, which ends the connection, when a byte is missing
   * @param cut runs then
   */
  PartOfFile(
      OpenFile file,
      long from,
      long length,
      Content.Sink sink,
      ByteBufferPool buffers,
      boolean encrypted,
      Callback callback,
      Runnable cut) {
    super(callback);
    this.file = file;
    this.from = from;
    this.rest = length;
    this.sink = sink;
    this.buffers = buffers;
    this.encrypted = encrypted;
    this.cut = cut;
  }

  @Override
  protected Action process() throws IOException {
    if (rest == 0) {
      return Action.SUCCEEDED;
    }
    boolean reads = encrypted || rest <= SHORT || isAtEnd;
    ByteBuffer piece = reads ? read() : mapped();
    sink.write(rest == 0, piece, this);
    return Action.SCHEDULED;
  }

  /** All but the end. */
  private ByteBuffer mapped() throws IOException {
    int length = Math.toIntExact(rest - END);
    ByteBuffer piece = file.mapped(from, length);
    from += length;
    rest -= length;
    isAtEnd = true;
    return piece;
  }

  private ByteBuffer read() throws IOException {
    if (buffer == null) {
      buffer = buffers.acquire(rest <= SHORT ? (int) rest : PIECE, true);
    }
    ByteBuffer piece = buffer.getByteBuffer();
    BufferUtil.clearToFill(piece);
    piece.limit((int) Math.min(rest, piece.capacity()));
    while (piece.hasRemaining()) {
      int read = read(piece);
      from += read;
      rest -= read;
    }
    return piece.flip();
  }

  private boolean isWhole() {
    try {
      return file.isWhole();
    } catch (IOException e) {
      return false;
    }
  }

  /** Fails in a way that Jetty logs nowhere. */
  private int read(ByteBuffer piece) throws IOException {
    int read;
    try {
      read = file.read(piece, from);
    } catch (ClosedChannelException e) {
      throw new EofException(e); // the server ends
    } catch (IOException e) {
      throw isCut("A file could not be read while it was sent");
    }
    if (read < 0) {
      throw isCut("A file became shorter while it was sent");
    }
    return read;
  }

  private EofException isCut(String reason) {
    cut.run();
    return new EofException(reason);
  }

  /** Also where the system found a page gone as it wrote; then the file is released. */
  @Override
  protected void onFailure(Throwable failure) {
    if (!isWhole()) {
      cut.run();
    }
    super.onFailure(failure);
  }

  @Override
  protected void onCompleted(@Nullable Throwable failure) {
    if (buffer != null) {
      buffer.release();
    }
    super.onCompleted(failure);
  }
}
