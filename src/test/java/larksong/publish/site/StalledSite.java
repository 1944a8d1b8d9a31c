package larksong.publish.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A site to which a node's calls come late from one of them on: it was stalled in the middle. */
final class StalledSite implements Site {

  private final Site site;
  private final int before;
  private final Meanwhile meanwhile;
  private int calls;

  /** What others do before the call of this number arrives. */
  StalledSite(Site site, int before, Meanwhile meanwhile) {
    this.site = site;
    this.before = before;
    this.meanwhile = meanwhile;
  }

  /** What others do. */
  @FunctionalInterface
  interface Meanwhile {
    void happens() throws Exception;
  }

  private void arrive() throws IOException {
    if (calls++ == before) {
      try {
        meanwhile.happens();
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Whether it made as many calls. */
  boolean wasStalled() {
    return calls > before;
  }

  @Override
  public Seen read(String path) throws IOException {
    arrive();
    return site.read(path);
  }

  @Override
  public Optional<Part> part(String path, long from, int most) throws IOException {
    arrive();
    return site.part(path, from, most);
  }

  @Override
  public boolean replace(Seen seen, String text, String type) throws IOException {
    arrive();
    return site.replace(seen, text, type);
  }

  @Override
  public void write(String path, byte[] content, String type) throws IOException {
    arrive();
    site.write(path, content, type);
  }

  @Override
  public void copy(String path, Path file, String type) throws IOException {
    arrive();
    site.copy(path, file, type);
  }

  @Override
  public void remove(String path) throws IOException {
    arrive();
    site.remove(path);
  }

  @Override
  public void sweep(String folder) throws IOException {
    arrive();
    site.sweep(folder);
  }

  @Override
  public String place() {
    return site.place();
  }

  @Override
  public String address() {
    return site.address();
  }
}
