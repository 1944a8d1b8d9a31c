package larksong.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.http.content.ResourceHttpContent;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;

/**
 * A file that is kept open for everyone it is being sent to, even if its name is removed or used
 * again. It is closed when the last who retains it releases it.
 */
final class OpenFile {

  private final Path file;
  private final HttpContent content;
  private final HttpField modified;
  private final BasicFileAttributes attributes;
  private final FileChannel channel;
  private final AtomicInteger retained = new AtomicInteger(1);
  private @Nullable ByteBuffer mapped;

  private OpenFile(
      Path file, HttpContent content, BasicFileAttributes attributes, FileChannel channel) {
    this.file = file;
    this.content = content;
    this.modified = content.getLastModified();
    this.attributes = attributes;
    this.channel = channel;
  }

  /**
   * Opens a file; whoever does retains it.
   *
   * @param attributes as they were right before
   */
  static OpenFile of(Path file, String type, BasicFileAttributes attributes) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      return new OpenFile(
          file,
          new ResourceHttpContent(
              new PlainFile(file, attributes), type, ByteBufferPool.SIZED_NON_POOLING),
          attributes,
          channel);
    } catch (RuntimeException e) {
      IO.close(channel);
      throw e;
    }
  }

  /** Where it was opened. */
  Path file() {
    return file;
  }

  HttpContent content() {
    return content;
  }

  HttpField modified() {
    return modified;
  }

  long length() {
    return attributes.size();
  }

  /** Whether what its name stands for now is this, unchanged. */
  boolean is(BasicFileAttributes now) {
    return channel.isOpen()
        && Objects.equals(now.fileKey(), attributes.fileKey())
        && now.size() == attributes.size()
        && now.lastModifiedTime().equals(attributes.lastModifiedTime());
  }

  /** Whether it was not cut off since, as far as is known. */
  boolean isWhole() throws IOException {
    return !channel.isOpen() || channel.size() >= length();
  }

  int read(ByteBuffer into, long from) throws IOException {
    return channel.read(into, from);
  }

  /**
   * A part as the system has it in memory, which is shared by all, and kept until nobody has it.
   */
  synchronized ByteBuffer mapped(long from, int length) throws IOException {
    if (mapped == null) {
      mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, length());
    }
    return mapped.slice(Math.toIntExact(from), length);
  }

  /** Keeps it open; false if it is closed already. */
  boolean retain() {
    return retained.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  void release() {
    if (retained.decrementAndGet() == 0) {
      IO.close(channel);
    }
  }
}
