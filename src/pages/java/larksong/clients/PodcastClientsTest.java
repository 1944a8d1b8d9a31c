package larksong.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import larksong.files.Fingerprint;
import larksong.library.ShelvedEpisode;
import larksong.library.feed.Addresses;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Podcast programs that know nothing of Larksong, with its feeds. */
class PodcastClientsTest {

  @TempDir static Path home;
  @TempDir Path folder;

  private static DemoLibrary demo;
  private static ShelvedEpisode episode;
  private static Addresses addresses;

  @BeforeAll
  static void start() throws Exception {
    demo = DemoLibrary.of(home, "demo");
    episode = demo.larksong().library().episodes("demo").get(0);
    addresses = Addresses.of(demo.station().publicUrl(), demo.larksong().tokens().listening("client"));
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @Test
  void gpodderSubscribesAndDownloads() throws Exception {
    String gpo = Installed.program("gpo", "gpodder").toString();
    Map<String, String> environment =
        Map.of(
            "GPODDER_HOME", folder.toString(),
            "GPODDER_DOWNLOAD_DIR", folder.resolve("downloads").toString());

    run(environment, gpo, "subscribe", addresses.feed("demo"));
    run(environment, gpo, "update");
    String told = run(environment, gpo, "download");

    assertThat(told).contains(episode.title());
    assertThat(hashes(folder.resolve("downloads"))).contains(episode.sha256());
  }

  @Test
  void podboatDownloadsWhatIsQueued() throws Exception {
    String podboat = Installed.program("podboat", "newsboat").toString();
    Path sound = folder.resolve("episode.mp3");
    Path queue = folder.resolve("queue");
    Files.writeString(queue, addresses.audio(episode) + " \"" + sound + "\"\n");
    Path configuration = folder.resolve("config");
    Files.writeString(configuration, "max-downloads 1\n");
    Process process =
        start(
            Map.of("TERM", "xterm", "HOME", folder.toString()),
            "script",
            "-qfc",
            podboat + " -a -q " + queue + " -C " + configuration,
            "/dev/null");
    try {
      for (int i = 0; i < 600 && !isWhole(sound); i++) {
        assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).as("podboat goes on").isFalse();
      }
      assertThat(Fingerprint.of(sound)).isEqualTo(episode.sha256());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void mpvSeeksAndPlays() throws Exception {
    String mpv = Installed.program("mpv", "mpv").toString();

    String told =
        run(
            Map.of("HOME", folder.toString()),
            mpv,
            "--no-config",
            "--no-video",
            "--ao=null",
            "--ao-null-untimed",
            "--start=60",
            "--length=3",
            addresses.audio(episode));

assertThat(told).contains("AO: [null] 44100Hz mono").contains("Exiting... (End of file)");
  }

  private static boolean isWhole(Path sound) throws IOException {
    return Files.exists(sound) && Files.size(sound) == episode.bytes();
  }

  private static List<String> hashes(Path downloads) throws IOException {
    try (Stream<Path> files = Files.walk(downloads)) {
      List<String> hashes = new java.util.ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        hashes.add(Fingerprint.of(file));
      }
      return hashes;
    }
  }

  private String run(Map<String, String> environment, String... command) throws Exception {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Process process =
        builder(environment, command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(command[0] + " ends").isTrue();
    assertThat(process.exitValue()).as(Files.readString(out)).isZero();
    return Files.readString(out);
  }

  private Process start(Map<String, String> environment, String... command) throws IOException {
    return builder(environment, command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private ProcessBuilder builder(Map<String, String> environment, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    return builder;
  }
}
