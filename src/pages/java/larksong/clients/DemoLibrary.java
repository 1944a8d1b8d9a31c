package larksong.clients;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import larksong.app.Larksong;
import larksong.app.Station;
import larksong.studio.Studio;
import larksong.studio.StudioListener;

/** A library that is served, with an edition of some of the shows that come with Larksong. */
public record DemoLibrary(Larksong larksong, Station station) implements AutoCloseable {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T05:30:00Z"), ZoneOffset.UTC);

  public static DemoLibrary of(Path home, String... shows) throws Exception {
    Larksong larksong = Larksong.open(home, Path.of("config"), Map.of(), CLOCK, true);
    for (String show : shows) {
      var wired = larksong.show(show);
      larksong.produce(
          wired,
          larksong.edition(wired, Optional.of("2026-11-21")),
          Studio.Order.ALL,
          StudioListener.SILENT);
    }
    return new DemoLibrary(larksong, Station.start(larksong, 0));
  }

  @Override
  public void close() {
    station.close();
    larksong.close();
  }
}
