package larksong.config;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of the configuration, read key by key; each reader knows its own keys.
 *
 * <p>A wrong value becomes a problem with its file, line and key path, and the reader goes on with
 * the default or the example. {@link #finish()} reports the keys that nobody asked for.
 */
public final class Section {

  private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(?:\\.\\d{1,8})?");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private final ReadFile read;
  private final String path;
  private final int line;
  private final Map<String, Node> values;
  private final Map<String, Integer> lines;
  private final Set<String> asked = new LinkedHashSet<>();

  private Section(
      ReadFile read, String path, int line, Map<String, Node> values, Map<String, Integer> lines) {
    this.read = read;
    this.path = path;
    this.line = line;
    this.values = values;
    this.lines = lines;
  }

  static Section empty(ReadFile read) {
    return new Section(read, "", 1, Map.of(), Map.of());
  }

  static Section of(MappingNode mapping, ReadFile read) {
    return of(mapping, read, "");
  }

  private static Section of(MappingNode mapping, ReadFile read, String path) {
    Map<String, Node> values = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      int line = lineOf(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        read.problem(line, path, "expected a plain key");
      } else if (values.put(key.getValue(), tuple.getValueNode()) != null) {
        read.problem(line, join(path, key.getValue()), "is there twice; keep one");
      } else {
        lines.put(key.getValue(), line);
      }
    }
    return new Section(read, path, lineOf(mapping), values, lines);
  }

  /** The value of a key that must be there. */
  public String text(String key, String example) {
    Optional<String> written = required(key, example, this::text);
    if (written.filter(String::isBlank).isPresent()) {
      problem(key, "is empty; for example " + example);
    }
    return written.filter(text -> !text.isBlank()).orElse(example);
  }

  public Optional<String> text(String key) {
    asked.add(key);
    Node node = values.get(key);
    if (node == null || node.getTag().equals(Tag.NULL)) {
      return Optional.empty();
    }
    if (node instanceof ScalarNode scalar) {
      return Optional.of(substituted(key, scalar.getValue()));
    }
    problem(key, "expected one value but was " + shape(node));
    return Optional.empty();
  }

  /** A secret that must be there. */
  public Secret secret(String key, String example) {
    return new Secret(text(key, example));
  }

  public Optional<Secret> secret(String key) {
    return text(key).map(Secret::new);
  }

  public int integer(String key, int otherwise, int least, int most) {
    return read(
            key,
            "a whole number from " + least + " to " + most,
            written -> {
              int value = Integer.parseInt(written.trim());
              return value >= least && value <= most ? Optional.of(value) : Optional.empty();
            })
        .orElse(otherwise);
  }

  /** A number of zero or more. */
  public Optional<BigDecimal> amount(String key) {
    Optional<String> written = text(key);
    Optional<BigDecimal> amount =
        written.filter(text -> AMOUNT.matcher(text).matches()).map(BigDecimal::new);
    if (written.isPresent() && amount.isEmpty()) {
      problem(key, "expected a number such as 0.25 but was '" + written.get() + "'");
    }
    return amount;
  }

  public boolean flag(String key, boolean otherwise) {
    return choice(key, otherwise ? "true" : "false", List.of("true", "false")).equals("true");
  }

  public Duration duration(String key, Duration otherwise) {
    return read(key, "a duration such as 90s, 5m, 36h or 2d", Durations::parse).orElse(otherwise);
  }

  public ZoneId zone(String key, ZoneId otherwise) {
    return read(key, "a time zone such as Europe/Stockholm", name -> Optional.of(ZoneId.of(name)))
        .orElse(otherwise);
  }

  public Locale language(String key, Locale otherwise) {
    return read(
            key,
            "a language tag such as en-GB",
            tag -> Optional.of(new Locale.Builder().setLanguageTag(tag).build()))
        .orElse(otherwise);
  }

  /** One of a few words. */
  public String choice(String key, String otherwise, Collection<String> choices) {
    Optional<String> written = text(key);
    if (written.isPresent() && !choices.contains(written.get())) {
      problem(
          key,
          "expected one of "
              + String.join(", ", choices)
              + " but was '"
              + written.get()
              + "'"
              + Nearest.hint(written.get(), choices));
      return otherwise;
    }
    return written.orElse(otherwise);
  }

  /** A path relative to the file that names it. */
  public Optional<Path> path(String key) {
    return read(key, "a path", written -> Optional.of(read.resolve(written)));
  }

  public Optional<URI> address(String key) {
    return read(key, "an address such as https://example.com/feed.xml", Section::web);
  }

  /** A file, relative to the file that names it, or an http(s) address. */
  public Location location(String key, String example) {
    Function<String, Optional<Location>> parse =
        written ->
            written.matches("(?i)[a-z][a-z0-9+.-]+://.*")
                ? web(written).map(Location.OnWeb::new)
                : Optional.of(new Location.OnDisk(read.resolve(written)));
    return required(key, example, name -> read(name, "a file or an http(s) address", parse))
        .orElseGet(() -> new Location.OnDisk(read.resolve(example)));
  }

  /** A list of words; a single word is a list of one. */
  public List<String> texts(String key, List<String> otherwise) {
    if (!(values.get(key) instanceof SequenceNode sequence)) {
      return text(key).map(List::of).orElse(otherwise);
    }
    asked.add(key);
    List<String> texts = new ArrayList<>();
    for (Node node : sequence.getValue()) {
      if (node instanceof ScalarNode scalar) {
        texts.add(substituted(key, scalar.getValue()));
      } else {
        problem(key, "expected a list of words but one is " + shape(node));
      }
    }
    return texts;
  }

  /** The mapping under a key; an empty one if it is not there. */
  public Section section(String key) {
    asked.add(key);
    Node node = values.get(key);
    if (node instanceof MappingNode mapping) {
      return of(mapping, read, join(path, key));
    }
    if (node != null && !node.getTag().equals(Tag.NULL)) {
      problem(key, "expected keys and values but was " + shape(node));
    }
    return new Section(read, join(path, key), lineOf(key), Map.of(), Map.of());
  }

  /** The mappings in the list under a key. */
  public List<Section> sections(String key) {
    asked.add(key);
    Node node = values.get(key);
    List<Section> sections = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      int index = 0;
      for (Node element : sequence.getValue()) {
        String place = key + "[" + index++ + "]";
        if (element instanceof MappingNode mapping) {
          sections.add(of(mapping, read, join(path, place)));
        } else {
          read.problem(
              lineOf(element), join(path, place), "expected keys and values, one per line");
        }
      }
    } else if (node != null && !node.getTag().equals(Tag.NULL)) {
      problem(key, "expected a list but was " + shape(node));
    }
    return sections;
  }

  /** Whether the owner wrote the key as a mapping, where a short form is allowed. */
  public boolean isMapping(String key) {
    return values.get(key) instanceof MappingNode;
  }

  public Set<String> keys() {
    return values.keySet();
  }

  /** The keys that were asked for so far, for the test that holds schema and code together. */
  public Set<String> asked() {
    return Set.copyOf(asked);
  }

  /** Notes a problem at a key, or at this section if the key is empty or not there. */
  public void problem(String key, String message) {
    read.problem(lineOf(key), key.isEmpty() ? path : join(path, key), message);
  }

  /** Reports every key that no reader asked for. */
  public void finish() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        String hint = Nearest.hint(key, asked);
        problem(
            key,
            "is not a key here"
                + (hint.isEmpty() ? ". Keys here: " + String.join(", ", asked) + "." : hint));
      }
    }
  }

  private <T> Optional<T> required(
      String key, String example, Function<String, Optional<T>> reader) {
    boolean written = values.containsKey(key);
    Optional<T> value = reader.apply(key);
    if (value.isEmpty() && !written) {
      problem(key, "is required; for example " + example);
    }
    return value;
  }

  private <T> Optional<T> read(String key, String expected, Function<String, Optional<T>> parse) {
    Optional<String> written = text(key);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> value;
    try {
      value = parse.apply(written.get());
    } catch (InvalidPathException e) {
      if (!FileNames.knowAllLetters()) {
        problem(key, "names '" + written.get() + "'. " + FileNames.remedy());
        return Optional.empty();
      }
      value = Optional.empty();
    } catch (DateTimeException | IllformedLocaleException | NumberFormatException e) {
      value = Optional.empty();
    }
    if (value.isEmpty()) {
      problem(key, "expected " + expected + " but was '" + written.get() + "'");
    }
    return value;
  }

  private static Optional<URI> web(String written) {
    try {
      URI uri = new URI(written.trim());
      boolean web = Arrays.asList("http", "https").contains(uri.getScheme());
      return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private String substituted(String key, String written) {
    Matcher matcher = VARIABLE.matcher(written);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String value = read.environment().get(matcher.group(1));
      if (value == null) {
        problem(key, "needs the environment variable " + matcher.group(1) + ", which is not set");
      }
      matcher.appendReplacement(
          result, Matcher.quoteReplacement(value == null ? matcher.group() : value));
    }
    return matcher.appendTail(result).toString();
  }

  private int lineOf(String key) {
    return lines.getOrDefault(key, line);
  }

  private static int lineOf(Node node) {
    return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
  }

  private static String join(String path, @Nullable String key) {
    return path.isEmpty() || key == null ? String.valueOf(key) : path + "." + key;
  }

  private static String shape(Node node) {
    return switch (node.getNodeId()) {
      case mapping -> "keys and values";
      case sequence -> "a list";
      default -> "a single value";
    };
  }
}
