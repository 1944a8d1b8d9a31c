package larksong.model;

import java.util.List;

/** What all sources of a show reported for one edition, in the order the sources are configured. */
public record Gathered(List<Item> items, List<Gap> gaps) {

  public Gathered {
    items = List.copyOf(items);
    gaps = List.copyOf(gaps);
  }
}
