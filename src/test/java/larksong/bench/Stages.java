package larksong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import larksong.app.Larksong;
import larksong.app.Wired;
import larksong.model.Edition;
import larksong.studio.StageReport;
import larksong.studio.Studio;
import larksong.studio.StudioListener;

/**
 * Makes one edition in a cold process and prints each stage's seconds and CPU seconds, those of the
 * encoder's processes included. Arguments: home, configuration, show, edition. Linux only: the CPU
 * time of ended children is in {@code /proc/self/stat}.
 */
public final class Stages {

  private static final double TICKS_PER_SECOND = 100;

  private long wall = System.nanoTime();
  private double cpu;

  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    new Stages().run(arguments);
  }

  private void run(String[] arguments) throws Exception {
    lap("start");
    try (Larksong larksong =
        Larksong.open(
            Path.of(arguments[0]), Path.of(arguments[1]), Map.of(), Clock.systemUTC(), false)) {
      Wired show = larksong.show(arguments[2]);
      Edition edition = larksong.edition(show, Optional.of(arguments[3]));
      lap("open");
      larksong
          .studio()
          .produce(
              larksong.crew(show),
              edition,
              Studio.Order.ALL,
              new StudioListener() {
                @Override
                public void ended(Edition made, StageReport report) {
                  lap(report.name());
                }
              });
    }
    lap("close");
    System.exit(0);
  }

  private void lap(String what) {
    long now = System.nanoTime();
    double used = cpuSeconds();
    System.out.printf("%s %.3f %.3f%n", what, (now - wall) / 1e9, used - cpu);
    wall = now;
    cpu = used;
  }

  /** proc(5): utime, stime, cutime and cstime are the fields 14 to 17. */
  private static double cpuSeconds() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = 0;
      for (int i = 11; i < 15; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks / TICKS_PER_SECOND;
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
