package larksong.it;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import larksong.it.Program.Result;
import larksong.it.Program.Running;

/** Kills one of two servers and a {@code produce} on one home, after it had acknowledged work. */
final class OneHome implements Rehearsal {

  private static final int MOST_TRIES = 4;
  private static final int LONGEST_PRODUCE = 1800;
  private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);

  private final Tally tally;
  private final int each;
  private final Path folder;
  private final Random random = new Random(104);
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private int days;

  OneHome(Tally tally, int each, Path folder) {
    this.tally = tally;
    this.each = each;
    this.folder = folder;
  }

  @Override
  public void run() throws Exception {
    KilledHome home = KilledHome.in(folder.resolve("shared"), "{}\n", "library");
    try {
      kill(home);
    } finally {
      home.delete();
    }
  }

  private void kill(KilledHome home) throws Exception {
    String token =
        home.done("tokens", "create", "--publish", "--name", "phone", "--json")
            .json()
            .path("token")
            .asText();
    Doors[] servers = {serve(home, token), serve(home, token)};
    Running producing = produce(home);
    List<Promise> promises = new ArrayList<>();
    for (int tries = 0; tally.kills(Phase.TOGETHER) < each && tries < each * MOST_TRIES; tries++) {
      List<Thread> clients = new ArrayList<>();
      AtomicBoolean round = new AtomicBoolean(true);
      for (Doors doors : servers) {
        String name = "Show " + tries + " of " + doors.base().replaceAll(".*:", "") + " ";
        clients.add(new Thread(() -> announce(doors, name, round)));
      }
      int before = told.size();
      clients.forEach(Thread::start);
      int victim = tries % 3;
      Running killed = victim < 2 ? servers[victim].server() : producing;
      boolean alive =
          KilledHome.kill(
              killed,
              () -> told.size() > before + 4,
              random.nextInt(victim < 2 ? 300 : LONGEST_PRODUCE));
      round.set(false);
      for (Thread client : clients) {
        client.join();
      }
      if (alive) {
        tally.killed(
            home.library().count("select count(*) from show") > 4
                ? Optional.of(Phase.TOGETHER)
                : Optional.empty());
      }
      String title = "By command " + tries;
      Result made = home.run("tokens", "create", "--publish", "--name", title, "--json");
      promises.add(Promise.ofToken(title, made.code() == 0));
      List<Promise> all = new ArrayList<>(promises);
      all.addAll(announced());
      home.check(tally, "two servers and a produce, with " + victim + " killed", all);
      if (victim < 2) {
        servers[victim] = serve(home, token);
      }
      if (!producing.process().isAlive()) {
        if (victim != 2) {
          days++;
        }
        producing = produce(home);
      }
    }
    end(home, servers, producing, promises);
  }

  private void end(KilledHome home, Doors[] servers, Running producing, List<Promise> promises)
      throws Exception {
    for (Doors doors : servers) {
      doors.server().process().destroyForcibly().waitFor();
    }
    producing.process().destroyForcibly().waitFor();
    for (int day = 0; day <= days; day++) {
      String edition = FIRST.plusDays(day).toString();
      Result produced = home.run("produce", "morning", "--edition", edition, "--json");
      if (produced.code() != 0) {
        tally.unusable("produce on a home of killed servers: " + produced.err());
      }
      promises.add(
          new Promise(
              "the edition " + edition,
              "select count(*) from episode where edition like '%" + edition + "%'",
              true));
    }
    promises.addAll(announced());
    home.check(tally, "two servers and a produce, all killed", promises);
  }

  private List<Promise> announced() {
    synchronized (told) {
      return told.stream().map(Promise::ofShow).toList();
    }
  }

  private static Doors serve(KilledHome home, String token) throws Exception {
    return Doors.opened(home.start("serve", "--port", "0", "--json"), token);
  }

  private Running produce(KilledHome home) throws Exception {
    return home.start("produce", "morning", "--edition", FIRST.plusDays(days).toString(), "--json");
  }

  /** Makes shows until nobody answers, and writes down what was answered. */
  private void announce(Doors doors, String name, AtomicBoolean round) {
    for (int i = 0; round.get() && doors.server().process().isAlive(); i++) {
      String title = name + i;
      if (doors.show(title).isPresent()) {
        told.add(title);
      }
    }
  }
}
