package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import larksong.it.Program.Running;

/** Kills what takes recordings that somebody sends: the command, and the server's door. */
final class SentRecordings implements Rehearsal {

  private static final int MOST_TRIES = 6;
  private static final String SHOW = "talks";

  private final Tally tally;
  private final int each;
  private final Path folder;
  private final Random random = new Random(103);
  private int turn;

  SentRecordings(Tally tally, int each, Path folder) {
    this.tally = tally;
    this.each = each;
    this.folder = folder;
  }

  @Override
  public void run() throws Exception {
    KilledHome home =
        KilledHome.in(
            folder.resolve("sent"), "server: { uploads: { an-hour: 100000 } }\n", "library");
    Path voice = folder.resolve("voice.mp3");
    try {
      home.done("say", "Good morning.", "-o", voice.toString());
      byCommand(home, voice);
      overHttp(home, Files.readAllBytes(voice));
    } finally {
      home.delete();
    }
  }

  private void byCommand(KilledHome home, Path voice) throws Exception {
    Map<String, Boolean> told = new LinkedHashMap<>();
    for (int tries = 0; tally.kills(Phase.UPLOAD) < each && tries < each * MOST_TRIES; tries++) {
      String title = "By command " + tries;
      // Each with a sound of its own: what is sent again is recognised by it.
      Path sound = folder.resolve("voice-" + tries + ".mp3");
      Files.copy(voice, sound);
      Files.write(
          sound,
          title.getBytes(java.nio.charset.StandardCharsets.UTF_8),
          java.nio.file.StandardOpenOption.APPEND);
      String[] command = {
        "upload", sound.toString(), "--title", title, "--show", SHOW, "--new", "--json"
      };
      Running run = home.start(command);
      boolean killed =
          KilledHome.kill(
              run,
              () -> !inside(home.home().resolve("uploads"), "own-.*").isEmpty(),
              random.nextInt(700));
      boolean answered = run.out().contains("PUBLISHED");
      told.put(title, answered);
      if (killed) {
        tally.killed(
            inside(home.home().resolve("uploads"), "own-.*").isEmpty()
                ? Optional.empty()
                : Optional.of(Phase.UPLOAD));
      }
      for (Path left : inside(home.home().resolve("uploads"), "own-.*")) {
        larksong.files.Folders.delete(left); // so that the next sign is the next command's
      }
      home.check(tally, "upload", promises(told));
      home.age(turn++);
    }
  }

  private static List<Promise> promises(Map<String, Boolean> told) {
    List<Promise> promises = new ArrayList<>();
    told.forEach((title, answered) -> promises.add(Promise.ofEpisode(title, answered)));
    return promises;
  }

  private static List<Path> inside(Path folder, String name) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> String.valueOf(file.getFileName()).matches(name)).toList();
    }
  }

  /** Each announced, sent until that is answered, and made into an episode by a later server. */
  private void overHttp(KilledHome home, byte[] sound) throws Exception {
    String token =
        home.done("tokens", "create", "--publish", "--name", "phone", "--json")
            .json()
            .path("token")
            .asText();
    Map<String, JsonNode> taken = new LinkedHashMap<>();
    Map<String, Boolean> told = new LinkedHashMap<>();
    String show = "";
    for (int tries = 0;
        tally.kills(Phase.UPLOAD_OVER_HTTP) < each && tries < each * MOST_TRIES;
        tries++) {
      Doors doors = Doors.opened(home.start("serve", "--port", "0", "--json"), token);
      if (show.isEmpty()) {
        show = doors.show("Talks").orElseThrow();
      }
      finish(doors, taken);
      String name = "Over HTTP " + tries + "-";
      List<Exception> failures = new ArrayList<>();
      String into = show;
      Thread sender = new Thread(() -> send(doors, into, name, sound, taken, told, failures));
      sender.start();
      boolean killed =
          KilledHome.kill(
              doors.server(),
              () -> !inside(home.home().resolve("uploads"), GUID).isEmpty(),
              random.nextInt(600));
      sender.join();
      assertThat(failures).isEmpty();
      if (killed) {
        tally.killed(
            inside(home.home().resolve("uploads"), GUID).isEmpty()
                ? Optional.empty()
                : Optional.of(Phase.UPLOAD_OVER_HTTP));
      }
      home.check(tally, "upload over HTTP", onTheWay(told));
      home.age(turn++);
    }
    Doors doors = Doors.opened(home.start("serve", "--port", "0", "--json"), token);
    finish(doors, taken);
    doors.server().process().destroyForcibly().waitFor();
    home.check(tally, "upload over HTTP, at last", promises(told));
  }

  private static final String GUID = "[0-9a-f-]{36}";

  /** What was taken becomes an episode, whoever took it. */
  private static void finish(Doors doors, Map<String, JsonNode> taken) throws Exception {
    for (JsonNode announced : taken.values()) {
      while (doors.readiness(announced).equals("PROCESSING")) {
        assertThat(doors.server().process().waitFor(5, TimeUnit.MILLISECONDS)).isFalse();
      }
    }
  }

  /** One after the other, until nobody answers. */
  private static void send(
      Doors doors,
      String show,
      String name,
      byte[] sound,
      Map<String, JsonNode> taken,
      Map<String, Boolean> told,
      List<Exception> failures) {
    try {
      for (int i = 0; doors.server().process().isAlive(); i++) {
        String title = name + i;
        Optional<JsonNode> announced = doors.announce(show, title);
        if (announced.isPresent()) {
          boolean answered = doors.send(announced.get(), sound);
          told.put(title, answered);
          if (answered) {
            taken.put(title, announced.get());
          }
        }
      }
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }

  /** An episode already, or an upload that becomes one. */
  private static List<Promise> onTheWay(Map<String, Boolean> told) {
    List<Promise> promises = new ArrayList<>();
    told.forEach(
        (title, answered) ->
            promises.add(
                new Promise(
                    "the upload '" + title + "'",
                    ("select count(*) from (select guid from episode where title = '%1$s' union"
                            + " select guid from upload where title = '%1$s')")
                        .formatted(title),
                    answered)));
    return promises;
  }
}
