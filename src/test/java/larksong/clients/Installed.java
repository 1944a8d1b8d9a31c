package larksong.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs of the system that tests need; one that is missing is installed if that is possible. */
public final class Installed {

  private Installed() {}

  /** The path of a file; a name is one in /usr/bin. */
  public static Path program(String name, String debianPackage)
      throws IOException, InterruptedException {
    Path path = Path.of("/usr/bin").resolve(name);
    if (!Files.exists(path)) {
      run(List.of("apt-get", "update", "-q"));
      run(List.of("apt-get", "install", "-y", "-q", "--no-install-recommends", debianPackage));
    }
    if (!Files.exists(path)) {
      throw new IOException("Expected " + path + ". Install the package " + debianPackage + ".");
    }
    return path;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.waitFor();
  }
}
