package larksong.it;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import larksong.library.Library;
import larksong.library.intake.AnnouncedShows;

/** A process that opens a library, announces shows in it, and closes it or dies. */
public final class OneHomeProcess {

  private OneHomeProcess() {}

  /** Arguments: a home, a title, how many shows, and whether it dies; a line for each show. */
  public static void main(String[] arguments) throws Exception {
    Library library = Library.open(Path.of(arguments[0]), Clock.systemUTC());
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      String title = arguments[1] + " " + i;
      new AnnouncedShows(library)
          .announce(
              "owner", new AnnouncedShows.Details(title, "", Locale.ENGLISH, Optional.empty()));
      System.out.println(title);
    }
    if (Boolean.parseBoolean(arguments[3])) {
      Runtime.getRuntime().halt(9);
    }
    library.close();
  }
}
