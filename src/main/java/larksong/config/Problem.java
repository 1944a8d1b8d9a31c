package larksong.config;

/**
 * One mistake in the configuration.
 *
 * @param file the file's name as the owner knows it
 * @param line from one
 * @param key the key's path, such as {@code sources[0].window}; empty for the file as a whole
 */
public record Problem(String file, int line, String key, String message) {

  @Override
  public String toString() {
    return file + ":" + line + ": " + (key.isEmpty() ? "" : key + ": ") + message;
  }
}
