package larksong.publish.library;

import java.util.Optional;
import larksong.publish.Publisher;

class ShelfPublisherTest extends LibraryPublisherContract {

  @Override
  protected Publisher publisher() {
    return new ShelfPublisher(
        "library", served.library, served.tokens, served.url(), edition -> Optional.empty());
  }
}
