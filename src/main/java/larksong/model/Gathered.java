package larksong.model;

import java.util.List;

/**
 * What all sources of a show reported for one edition, in the order the sources are configured.
 *
 * @param findings what the owner should know of it and a listener need not
 */
public record Gathered(List<Item> items, List<Gap> gaps, List<Finding> findings) {

  public Gathered {
    items = List.copyOf(items);
    gaps = List.copyOf(gaps);
    findings = List.copyOf(findings);
  }

  /** With nothing that the owner should know beside the gaps. */
  public Gathered(List<Item> items, List<Gap> gaps) {
    this(items, gaps, List.of());
  }
}
