package larksong.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingNestedCallback;

/**
 * Sends a part of a file as it is read. It is not mapped: the end of a page that was cut off reads
 * as zeros, which would be sent as sound, and encrypting one that is gone ends the process.
 */
final class PartOfFile extends IteratingNestedCallback {

  /** A part that is not longer is sent at once. */
  private static final int SHORT = 1 << 16;

  /** What a listener who hardly reads holds of a longer one, so that thousands may. */
  private static final int PIECE = 1 << 15;

  private final FileChannel file;
  private final Content.Sink sink;
  private final RetainableByteBuffer buffer;
  private final Runnable cut;
  private long from;
  private long rest;

  /**
   * A part that is sent with {@link #iterate}.
   *
   * @param callback fails, which ends the connection, when a byte is missing
   * @param cut runs then
   */
  PartOfFile(
      FileChannel file,
      long from,
      long length,
      Content.Sink sink,
      ByteBufferPool buffers,
      Callback callback,
      Runnable cut) {
    super(callback);
    this.file = file;
    this.from = from;
    this.rest = length;
    this.sink = sink;
    this.buffer = buffers.acquire(length <= SHORT ? (int) length : PIECE, true);
    this.cut = cut;
  }

  @Override
  protected Action process() throws IOException {
    if (rest == 0) {
      return Action.SUCCEEDED;
    }
    ByteBuffer piece = buffer.getByteBuffer();
    BufferUtil.clearToFill(piece);
    piece.limit((int) Math.min(rest, piece.capacity()));
    while (piece.hasRemaining()) {
      int read = read(piece);
      from += read;
      rest -= read;
    }
    piece.flip();
    sink.write(rest == 0, piece, this);
    return Action.SCHEDULED;
  }

  /** Fails in a way that Jetty logs nowhere. */
  private int read(ByteBuffer piece) throws IOException {
    int read;
    try {
      read = file.read(piece, from);
    } catch (ClosedChannelException e) {
      throw new EofException(e); // the client has gone
    } catch (IOException e) {
      cut.run();
      throw new EofException(e);
    }
    if (read < 0) {
      cut.run();
      throw new EofException("A file became shorter while it was sent");
    }
    return read;
  }

  @Override
  protected void onCompleted(Throwable failure) {
    buffer.release();
    super.onCompleted(failure);
  }
}
