package larksong.server.backend;

import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import larksong.library.Library;
import larksong.library.access.Tokens.Grant;
import larksong.library.intake.Finishing;
import larksong.library.intake.Intake;
import larksong.server.door.Places;
import org.jspecify.annotations.Nullable;

/** The Save to Spotify backend API over a library, as a whole. */
public final class Backend implements AutoCloseable {

  /** Shows, pictures and timelines that an account may send for each recording. */
  private static final int COMPANIONS_EACH = 10;

  private final Shows shows;
  private final Episodes episodes;
  private final Timelines timelines;
  private final Admissions admissions;
  private final Arrivals arrivals;

  /** Each holds a thread; no account can take the others'. */
  private final Places places = new Places(32, 8);

  /**
   * The API of a library.
   *
   * @param gate knows the publisher behind an Authorization header
   * @param publicUrl how clients reach it, without a slash at the end
   */
  public Backend(
      Function<@Nullable String, Optional<Grant>> gate,
      Library library,
      Intake intake,
      Finishing finishing,
      Limits limits,
      Supplier<URI> publicUrl,
      Clock clock) {
    Admissions companions = new Admissions(limits.anHour() * COMPANIONS_EACH, clock);
    Desk desk = new Desk(gate, library, intake, limits, companions);
    this.shows = new Shows(desk, library, intake);
    this.admissions = new Admissions(limits.anHour(), clock);
    this.episodes = new Episodes(desk, intake, finishing, publicUrl, admissions);
    this.timelines = new Timelines(desk, library, intake);
    this.arrivals = new Arrivals(library, intake, finishing, limits, places);
  }

  public void addTo(RoutesConfig routes) {
    shows.addTo(routes);
    episodes.addTo(routes);
    timelines.addTo(routes);
    arrivals.addTo(routes);
  }

  /** What each account sent within the hour, for other doors to count too. */
  public Admissions admissions() {
    return admissions;
  }

  /** Where recordings arrive, by whatever door. */
  public Places places() {
    return places;
  }

  /** Goes on with what an earlier process left. */
  public void begin() {
    arrivals.begin();
  }

  @Override
  public void close() {
    arrivals.close();
  }
}
