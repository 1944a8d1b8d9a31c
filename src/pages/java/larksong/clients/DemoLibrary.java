package larksong.clients;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import larksong.app.Larksong;
import larksong.app.Station;
import larksong.script.LyingWriter;
import larksong.studio.Crew;
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

  /** Has an edition held whose writer says what no source says. */
  public void hold(String name, String when) throws Exception {
    var wired = larksong.show(name);
    Crew crew = larksong.crew(wired);
    larksong
        .studio()
        .produce(
            new Crew(
                crew.show(),
                crew.kind(),
                crew.sources(),
                crew.memory(),
                crew.editor(),
                new LyingWriter(crew.writer()),
                crew.proof(),
                crew.narrator(),
                crew.mastering(),
                crew.publishers(),
                crew.strict(),
                crew.skipWhenQuiet(),
                crew.level()),
            larksong.edition(wired, Optional.of(when)),
            Studio.Order.ALL,
            StudioListener.SILENT);
  }

  @Override
  public void close() {
    station.close();
    larksong.close();
  }
}
