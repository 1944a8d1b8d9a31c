package larksong.privacy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import larksong.config.Section;
import larksong.model.Item;

/** Which sources' items may be sent to a model elsewhere, and which of them with stand-ins. */
public final class Permits {

  private static final String LOCAL = "local";
  private static final String REDACTED = "redacted";
  private static final String FREE = "free";

  /** From the most cautious. */
  private static final List<String> LEVELS = List.of(LOCAL, REDACTED, FREE);

  private final Map<String, String> bySource = new HashMap<>();

  /**
   * Reads a source's key {@code privacy}: {@code local} stays here, {@code redacted} leaves with
   * stand-ins for what is private, {@code free} leaves as it is.
   */
  public void read(String source, Section section, boolean publicByNature) {
    String level = section.choice("privacy", publicByNature ? FREE : LOCAL, LEVELS);
    bySource.merge(
        source, level, (one, other) -> LEVELS.indexOf(one) < LEVELS.indexOf(other) ? one : other);
  }

  @Override
  public String toString() {
    return new TreeMap<>(bySource).toString();
  }

  /** Whether an item may leave; one of an unknown source may not. */
  public boolean mayLeave(Item item) {
    return !LOCAL.equals(bySource.getOrDefault(item.source(), LOCAL));
  }

  /** Whether an item leaves with stand-ins only. */
  public boolean isRedacted(Item item) {
    return REDACTED.equals(bySource.get(item.source()));
  }
}
