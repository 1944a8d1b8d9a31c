package larksong.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The owner's configuration as it may be kept elsewhere: the values of keys, tokens and passwords
 * are taken out, and every other byte is as it was.
 */
public final class WithoutSecrets {

  /** Stands where a value was; reading it says which one has to be put back. */
  public static final String TAKEN_OUT = "${TAKEN_OUT_OF_THE_BACKUP}";

  private static final Pattern SECRET =
      Pattern.compile(
          "(?:.*[-_.])?(?:key|api-?key|token|secret|password|passwd|passphrase"
              + "|credentials?|authorization)");

  /** A file's name, and no key. */
  private static final Pattern KEY_FILE = Pattern.compile("(?:.*\\.)?tls\\.key");

  private static final Pattern REFERENCES =
      Pattern.compile("(?:\\s*\\$\\{[A-Za-z_][A-Za-z0-9_]*})+\\s*");

  /** In an address: after a user's name, or as a part of its query. */
  private static final Pattern IN_ADDRESS =
      Pattern.compile(
          "(?i)(?<=://[^/@\\s:]{1,200}:)[^/@\\s]+(?=@)"
              + "|(?<=[?&](?:key|api_?key|apikey|token|access_token|auth|secret|password|sig)=)"
              + "[^&#\\s\"']+");

  /** Before a value, and no part of it: what names it, and what type it has. */
  private static final Pattern BEFORE = Pattern.compile("(?:[&!]\\S*\\s+)*");

  private static final int DEEPEST = 8;

  private WithoutSecrets() {}

  /** The files of a configuration folder by their names in it; one that is no YAML is left out. */
  public static Map<String, byte[]> of(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (name.matches("larksong\\.yaml|shows/[^/]+\\.ya?ml")) {
          yaml(Files.readAllBytes(file)).ifPresent(bytes -> files.put(name, bytes));
        } else if (name.startsWith("prompts/")) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  private static Optional<byte[]> yaml(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(of(text).getBytes(StandardCharsets.UTF_8));
    } catch (CharacterCodingException | YAMLException e) {
      return Optional.empty();
    }
  }

  /**
   * A YAML text without its secrets.
   *
   * @throws YAMLException if it is none
   */
  static String of(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(50);
    Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    Map<Integer, ScalarNode> secrets = new TreeMap<>(Comparator.reverseOrder());
    Map<Integer, ScalarNode> others = new TreeMap<>(Comparator.reverseOrder());
    if (root != null) {
      collect(text, root, "", false, secrets, others);
    }
    others.keySet().removeAll(secrets.keySet());
    Map<Integer, String> replaced = new TreeMap<>(Comparator.reverseOrder());
    secrets.forEach((start, node) -> replaced.put(start, withheld(text, start, node)));
    others.forEach(
        (start, node) -> replaced.put(start, inAddress(text.substring(start, end(text, node)))));
    StringBuilder result = new StringBuilder(text);
    replaced.forEach(
        (start, written) -> {
          ScalarNode node = secrets.containsKey(start) ? secrets.get(start) : others.get(start);
          if (node != null) {
            result.replace(start, end(text, node), written);
          }
        });
    return result.toString();
  }

  private static void collect(
      String text,
      Node node,
      String path,
      boolean secret,
      Map<Integer, ScalarNode> secrets,
      Map<Integer, ScalarNode> others) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        String inner = path.isEmpty() ? key : path + "." + key;
        collect(text, tuple.getValueNode(), inner, secret || isSecret(key, inner), secrets, others);
      }
    } else if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(value -> collect(text, value, path, secret, secrets, others));
    } else if (node instanceof ScalarNode scalar) {
      (secret ? secrets : others)
          .put(text.offsetByCodePoints(0, node.getStartMark().getIndex()), scalar);
    }
  }

  private static boolean isSecret(String key, String path) {
    return SECRET.matcher(key.toLowerCase(Locale.ROOT)).matches()
        && !KEY_FILE.matcher(path).matches();
  }

  private static String withheld(String text, int start, ScalarNode node) {
    String written = text.substring(start, end(text, node));
    if (node.getValue().isBlank() || REFERENCES.matcher(node.getValue()).matches()) {
      return written;
    }
    Matcher before = BEFORE.matcher(written);
    String kept = before.lookingAt() ? before.group() : "";
    String after = written.substring(written.stripTrailing().length());
    return kept + '"' + TAKEN_OUT + '"' + after;
  }

  private static String inAddress(String written) {
    Matcher secrets = IN_ADDRESS.matcher(written);
    return secrets.replaceAll(
        found ->
            Matcher.quoteReplacement(
                REFERENCES.matcher(found.group()).matches() ? found.group() : TAKEN_OUT));
  }

  private static int end(String text, ScalarNode node) {
    return text.offsetByCodePoints(0, node.getEndMark().getIndex());
  }
}
