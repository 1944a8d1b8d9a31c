package larksong.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads one YAML file into a {@link Section} that knows the line of every key. */
final class YamlFile {

  /** A hand-written configuration is a few kilobytes; more is a mistake or an attack. */
  private static final int LARGEST = 1 << 20;

  private YamlFile() {}

  /** Reads the file; what is wrong with it is added to the problems and its section is empty. */
  static Section read(Path file, Map<String, String> environment, List<Problem> problems) {
    ReadFile read = new ReadFile(file, environment, problems);
    try {
      if (Files.size(file) > LARGEST) {
        read.problem(1, "", "expected at most 1 MiB but was " + Files.size(file) + " bytes");
        return unreadable(read);
      }
      return parse(Files.readString(file), read);
    } catch (MalformedInputException e) {
      read.problem(1, "", "expected UTF-8 text; save the file in that encoding");
    } catch (IOException e) {
      read.problem(1, "", "could not be read; check that it exists and may be read");
    }
    return unreadable(read);
  }

  /** What is missing in a file that could not be read is no problem of its own. */
  private static Section unreadable(ReadFile read) {
    return Section.empty(new ReadFile(read.file(), read.environment(), new ArrayList<>()));
  }

  static Section parse(String text, ReadFile read) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(20);
    options.setCodePointLimit(LARGEST);
    try {
      Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      if (root instanceof MappingNode mapping) {
        return Section.of(mapping, read);
      }
      if (root == null || root.getTag().equals(Tag.NULL)) {
        return Section.empty(read);
      }
      read.problem(1, "", "expected keys and values, such as 'title: Morning briefing'");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      read.problem(line, "", "is not valid YAML: " + e.getProblem());
    } catch (YAMLException e) {
      read.problem(1, "", "is not accepted YAML: " + e.getMessage());
    }
    return unreadable(read);
  }
}
