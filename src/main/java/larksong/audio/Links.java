package larksong.audio;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import larksong.model.Article;
import larksong.model.Segment;
import larksong.model.Story;

/** Finds the address that a segment rests on; it comes from an item's id, never from a script. */
final class Links {

  private Links() {}

  static Optional<URI> of(Segment segment, List<Story> stories) {
    return stories.stream()
        .map(Story::item)
        .filter(item -> segment.covers().contains(item.id()))
        .filter(Article.class::isInstance)
        .map(Article.class::cast)
        .flatMap(article -> article.link().stream())
        .findFirst();
  }
}
