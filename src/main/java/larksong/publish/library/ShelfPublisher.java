package larksong.publish.library;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import larksong.library.Library;
import larksong.library.ShelvedEpisode;
import larksong.library.TakenShowException;
import larksong.library.access.Tokens;
import larksong.library.feed.Addresses;
import larksong.library.store.Leases.Lease;
import larksong.library.store.LibraryException;
import larksong.library.store.Store;
import larksong.library.upkeep.Caretaker;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.publish.PublishException;
import larksong.publish.Publisher;

/** Puts episodes straight into the library of this home. */
public final class ShelfPublisher implements Publisher {

  /** The device whose address the command line shows. */
  public static final String THIS_MACHINE = "this-machine";

  private final String target;
  private final Library library;
  private final Tokens tokens;
  private final URI publicUrl;
  private final Function<Edition, Optional<Lease>> leases;

  /** With the lease of each edition that is made, where several nodes share the library. */
  public ShelfPublisher(
      String target,
      Library library,
      Tokens tokens,
      URI publicUrl,
      Function<Edition, Optional<Lease>> leases) {
    this.target = target;
    this.library = library;
    this.tokens = tokens;
    this.publicUrl = publicUrl;
    this.leases = leases;
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public Publication publish(Episode episode) throws PublishException {
    try {
      return publication(library.shelve(episode, Store.OWNER, leases.apply(episode.edition())));
    } catch (TakenShowException e) {
      throw new PublishException(String.valueOf(e.getMessage()), e);
    } catch (IOException | LibraryException e) {
      throw new PublishException(
          "The library could not take the episode. Check the home folder and its disk.", e);
    }
  }

  @Override
  public String examine() throws PublishException {
    try {
      return library.shows().size() + " shows on the shelf";
    } catch (LibraryException e) {
      throw new PublishException("The library could not be read. Check the home folder.", e);
    }
  }

  @Override
  public Optional<Publication> find(Edition edition, String sha256) throws PublishException {
    try {
      return library
          .find(edition.id())
          .filter(shelved -> shelved.sha256().equals(sha256))
          .filter(shelved -> Caretaker.isWhole(library, shelved))
          .map(this::publication);
    } catch (LibraryException e) {
      throw new PublishException("The library could not be read. Run 'larksong doctor'.", e);
    }
  }

  private Publication publication(ShelvedEpisode shelved) {
    Addresses addresses = Addresses.of(publicUrl, tokens.listening(THIS_MACHINE));
    return new Publication(target, State.PUBLISHED, addresses.episode(shelved), shelved.sha256());
  }
}
