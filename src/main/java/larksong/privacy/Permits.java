package larksong.privacy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import larksong.config.Section;
import larksong.model.Item;

/** Which sources' items may be sent to a model elsewhere. */
public final class Permits {

  private static final String LOCAL = "local";
  private static final String FREE = "free";

  private final Map<String, Boolean> bySource = new HashMap<>();

  /** Reads a source's key {@code privacy}: {@code local} stays here, {@code free} may leave. */
  public void read(String source, Section section, boolean publicByNature) {
    String level = section.choice("privacy", publicByNature ? FREE : LOCAL, List.of(LOCAL, FREE));
    bySource.merge(source, level.equals(FREE), Boolean::logicalAnd);
  }

  @Override
  public String toString() {
    return new TreeMap<>(bySource).toString();
  }

  /** Whether an item may leave; one of an unknown source may not. */
  public boolean mayLeave(Item item) {
    return bySource.getOrDefault(item.source(), false);
  }
}
