package larksong.server.door;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A request whose body ends with a failure when it comes too slowly. */
final class Paced extends Request.Wrapper {

  private final BodyPace pace = new BodyPace(System::nanoTime);
  private long taken;

  Paced(Request request) {
    super(request);
  }

  @Override
  public Content.@Nullable Chunk read() {
    Content.Chunk chunk = super.read();
    if (chunk == null || Content.Chunk.isFailure(chunk)) {
      return chunk;
    }
    taken += chunk.remaining();
    if (chunk.isLast() || !pace.isTooSlow(taken)) {
      return chunk;
    }
    chunk.release();
    return Content.Chunk.from(new SlowException(), true);
  }
}
