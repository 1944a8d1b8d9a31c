package larksong.server.backend;

import larksong.library.ShelvedShow;
import larksong.library.Upload;
import larksong.library.access.Tokens.Grant;

/**
 * What a publisher's token reaches. One with approval is for somebody who is not trusted: it sees
 * what is its own, and changes that as long as it waits for the owner's word.
 */
final class Reach {

  private Reach() {}

  /** Whether a show is there for a token, to send into it and to see what is its own in it. */
  static boolean sees(Grant publisher, ShelvedShow show) {
    if (!show.account().equals(publisher.account())) {
      return false;
    }
    if (!publisher.terms().shows().isEmpty()) {
      return publisher.terms().reach(show.name());
    }
    return show.announced() && (!publisher.terms().approval() || isOwn(publisher, show));
  }

  /** Whether an upload is there for a token that sees its show. */
  static boolean sees(Grant publisher, Upload upload) {
    return !publisher.terms().approval() || upload.token().equals(publisher.id());
  }

  /** Whether what nobody sent is there for a token that sees its show. */
  static boolean seesMadeHere(Grant publisher) {
    return !publisher.terms().approval();
  }

  /** Whether a token changes only what waits. */
  static boolean isBoundToWaiting(Grant publisher) {
    return publisher.terms().approval();
  }

  static boolean isOwn(Grant publisher, ShelvedShow show) {
    return show.token().filter(publisher.id()::equals).isPresent();
  }
}
