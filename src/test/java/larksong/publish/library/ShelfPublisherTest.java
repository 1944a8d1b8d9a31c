package larksong.publish.library;

import larksong.publish.Publisher;
import larksong.publish.PublisherContract;

class ShelfPublisherTest extends PublisherContract {

  @Override
  protected Publisher publisher() {
    return new ShelfPublisher("library", served.library, served.tokens, served.url());
  }
}
