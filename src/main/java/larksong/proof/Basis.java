package larksong.proof;

import java.util.List;
import larksong.model.Place;

/**
 * A sentence with the ids of the stories that it rests on; none, if it rests on all its segment
 * covers.
 */
public record Basis(Place place, String sentence, List<String> stories) {

  public Basis {
    stories = List.copyOf(stories);
  }
}
