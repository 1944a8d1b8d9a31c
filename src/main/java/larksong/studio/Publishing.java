package larksong.studio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.publish.PublishException;
import larksong.publish.PublishException.Remedy;
import larksong.publish.Publisher;

/** Brings an episode to each of its targets; one that fails never blocks another. */
final class Publishing {

  private final List<Publisher> publishers;
  private final Edition edition;
  private final StudioListener listener;

  Publishing(List<Publisher> publishers, Edition edition, StudioListener listener) {
    this.publishers = publishers;
    this.edition = edition;
    this.listener = listener;
  }

  /** Publishes to all; what failed is a publication that says so, and a finding. */
  Publication[] publish(Episode episode, List<Finding> findings) {
    List<Publication> publications = new ArrayList<>();
    for (Publisher publisher : publishers) {
      publications.add(publish(publisher, episode, findings));
      listener.progressed(Stage.PUBLISH, publications.size(), publishers.size());
    }
    return publications.toArray(Publication[]::new);
  }

  /** Without the address: it holds a token, so it is asked for each time and kept nowhere. */
  private static Publication publish(Publisher publisher, Episode episode, List<Finding> findings) {
    try {
      Publication there = publisher.publish(episode);
      return new Publication(there.target(), there.state(), "", there.sha256());
    } catch (PublishException e) {
      findings.add(
          new Finding(
              "publish", Severity.WARNING, publisher.target(), String.valueOf(e.getMessage())));
      State state = e.remedy() == Remedy.QUEUE ? State.WAITING : State.FAILED;
      return new Publication(publisher.target(), state, "", "");
    }
  }

  /** Whether every target still has what was published to it. */
  boolean areThere(Publication[] publications) {
    return Arrays.stream(publications).allMatch(publication -> find(publication).isPresent());
  }

  /** The publications with the addresses at which they are now. */
  List<Publication> located(Publication[] publications) {
    return Arrays.stream(publications)
        .map(publication -> find(publication).orElse(publication))
        .toList();
  }

  private Optional<Publication> find(Publication publication) {
    if (publication.state() != State.PUBLISHED) {
      return Optional.empty();
    }
    for (Publisher publisher : publishers) {
      try {
        if (publisher.target().equals(publication.target())) {
          return publisher.find(edition, publication.sha256());
        }
      } catch (PublishException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
