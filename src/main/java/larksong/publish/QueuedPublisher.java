package larksong.publish;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Publication;
import larksong.model.Show;

/** A publisher behind a backlog: what cannot go out now waits in order and goes later. */
public record QueuedPublisher(Publisher publisher, Backlog backlog) implements Publisher {

  @Override
  public String target() {
    return publisher.target();
  }

  @Override
  public Publication publish(Episode episode) throws PublishException {
    return backlog.bring(publisher, episode);
  }

  @Override
  public String examine() throws PublishException {
    return publisher.examine();
  }

  @Override
  public Optional<String> feed(String show) {
    return publisher.feed(show);
  }

  @Override
  public String address() {
    return publisher.address();
  }

  @Override
  public void withdraw(Show show, Edition edition) throws PublishException {
    publisher.withdraw(show, edition);
  }

  @Override
  public void delete(Show show, Edition edition) throws PublishException {
    publisher.delete(show, edition);
  }

  @Override
  public Set<Edition> lost(Map<Edition, String> there) throws PublishException {
    return publisher.lost(there);
  }

  @Override
  public void retry(Edition edition) {
    publisher.retry(edition);
  }

  @Override
  public Optional<Publication> find(Edition edition, String sha256) throws PublishException {
    return publisher.find(edition, sha256);
  }
}
