package larksong.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The file a section was read from, with what its values may refer to and where problems go. */
record ReadFile(Path file, Map<String, String> environment, List<Problem> problems) {

  void problem(int line, String key, String message) {
    Path parent = file.getParent();
    Path folder = parent == null ? null : parent.getFileName();
    String shown = (folder == null ? "" : folder + "/") + file.getFileName();
    problems.add(new Problem(shown, line, key, message));
  }

  Path resolve(String relative) {
    Path parent = file.toAbsolutePath().getParent();
    return (parent == null ? file : parent).resolve(relative).normalize();
  }
}
