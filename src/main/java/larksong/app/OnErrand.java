package larksong.app;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import larksong.egress.Errand;
import larksong.model.Departure.Purpose;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Gathered;
import larksong.model.Publication;
import larksong.model.Show;
import larksong.publish.PublishException;
import larksong.publish.Publisher;
import larksong.source.Source;
import larksong.source.SourceException;

/** Lets it be known what sources and publishers ask and send something for. */
final class OnErrand {

  private OnErrand() {}

  /** A source whose requests are known to be its own. */
  record Fetching(Source source) implements Source {

    @Override
    public String name() {
      return source.name();
    }

    @Override
    public String fingerprint() {
      return source.fingerprint();
    }

    @Override
    public Gathered gather(Edition edition) throws SourceException {
      Errand.Scope scope = Errand.current().about(edition.id()).to(Purpose.FETCH, name()).begin();
      try {
        return source.gather(edition);
      } finally {
        scope.close();
      }
    }
  }

  /** A publisher whose requests are known to be its own. */
  record Publishing(Publisher publisher) implements Publisher {

    @Override
    public String target() {
      return publisher.target();
    }

    @Override
    public Publication publish(Episode episode) throws PublishException {
      Errand.Scope scope = about(episode.edition());
      try {
        return publisher.publish(episode);
      } finally {
        scope.close();
      }
    }

    @Override
    public String examine() throws PublishException {
      Errand.Scope scope = Errand.current().to(Purpose.TRY, target()).begin();
      try {
        return publisher.examine();
      } finally {
        scope.close();
      }
    }

    @Override
    public Optional<String> feed(String show) {
      return publisher.feed(show);
    }

    @Override
    public void retry(Edition edition) {
      Errand.Scope scope = about(edition);
      try {
        publisher.retry(edition);
      } finally {
        scope.close();
      }
    }

    @Override
    public String address() {
      return publisher.address();
    }

    @Override
    public void withdraw(Show show, Edition edition) throws PublishException {
      Errand.Scope scope = about(edition);
      try {
        publisher.withdraw(show, edition);
      } finally {
        scope.close();
      }
    }

    @Override
    public void delete(Show show, Edition edition) throws PublishException {
      Errand.Scope scope = about(edition);
      try {
        publisher.delete(show, edition);
      } finally {
        scope.close();
      }
    }

    @Override
    public Set<Edition> lost(Map<Edition, String> there) throws PublishException {
      Errand.Scope scope = Errand.current().to(Purpose.PUBLISH, target()).begin();
      try {
        return publisher.lost(there);
      } finally {
        scope.close();
      }
    }

    @Override
    public Optional<Publication> find(Edition edition, String sha256) throws PublishException {
      Errand.Scope scope = about(edition);
      try {
        return publisher.find(edition, sha256);
      } finally {
        scope.close();
      }
    }

    private Errand.Scope about(Edition edition) {
      return Errand.current().about(edition.id()).to(Purpose.PUBLISH, target()).begin();
    }
  }
}
