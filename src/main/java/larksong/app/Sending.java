package larksong.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import larksong.audio.EncodingException;
import larksong.audio.Remastering;
import larksong.files.WholeFile;
import larksong.library.Notes;
import larksong.library.ShelvedShow;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Provenance;
import larksong.model.Publication;
import larksong.model.Recording;
import larksong.model.Show;
import larksong.publish.PublishException;
import larksong.publish.Publisher;

/** Brings a finished recording, made by anyone, to where a show's editions go. */
public final class Sending {

  /** The show of recordings that name none. */
  private static final String RECORDINGS = "recordings";

  private final Larksong larksong;

  public Sending(Larksong larksong) {
    this.larksong = larksong;
  }

  /**
   * A recording to send.
   *
   * @param summary plain text or HTML of paragraphs and links
   * @param show a configured show's name, or one on the shelf; else a show of recordings
   * @param cover a JPEG or PNG
   */
  public record Parcel(
      Path sound, String title, String summary, Optional<String> show, Optional<Path> cover) {}

  /**
   * Masters and publishes it.
   *
   * @throws EncodingException if it is no recording, or the cover no picture
   * @throws PublishException if no target took it
   */
  public List<Publication> send(Parcel parcel)
      throws IOException, EncodingException, PublishException {
    Path bench = Files.createTempDirectory(WholeFile.privateFolder(larksong.uploads()), "own-");
    try {
      Show show = show(parcel.show().orElse(RECORDINGS));
      Edition edition = edition(show);
      Provenance provenance = Provenance.sentBy("this machine");
      Optional<Path> cover = cover(parcel, bench);
      Recording recording =
          new Remastering(larksong.encoder())
              .master(
                  parcel.sound(),
                  new Remastering.Label(
                      show, parcel.title(), edition.date(), provenance.sentence()),
                  cover,
                  bench);
      Episode episode =
          new Episode(
              edition,
              show,
              parcel.title(),
              Notes.text(parcel.summary()),
              Notes.html(parcel.summary()),
              recording,
              provenance,
              bench,
              List.of(),
              "");
      return published(episode);
    } finally {
      try (Stream<Path> files = Files.walk(bench)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static Optional<Path> cover(Parcel parcel, Path bench)
      throws IOException, EncodingException {
    if (parcel.cover().isEmpty()) {
      return Optional.empty();
    }
    Path jpeg = bench.resolve("picture.jpg");
    WholeFile.write(jpeg, Remastering.picture(Files.readAllBytes(parcel.cover().get())));
    return Optional.of(jpeg);
  }

  /** One target that fails does not keep it from the others. */
  private List<Publication> published(Episode episode) throws PublishException {
    List<Publication> publications = new ArrayList<>();
    PublishException first = null;
    for (Publisher publisher : larksong.publishers(episode.show().name())) {
      try {
        publications.add(publisher.publish(episode));
      } catch (PublishException e) {
        publications.add(
            new Publication(
                publisher.target(), Publication.State.FAILED, "", episode.recording().sha256()));
        first = first == null ? e : first;
      }
    }
    if (first != null
        && publications.stream().noneMatch(there -> there.state() == Publication.State.PUBLISHED)) {
      throw first;
    }
    return publications;
  }

  private Show show(String name) {
    Optional<Show> configured =
        larksong.shows().stream()
            .map(Wired::show)
            .filter(show -> show.name().equals(name))
            .findFirst();
    if (configured.isPresent()) {
      return configured.get();
    }
    Optional<ShelvedShow> shelved = larksong.library().show(name);
    return Show.ofRecordings(
        name,
        shelved.map(ShelvedShow::title).orElse(name.equals(RECORDINGS) ? "Recordings" : name),
        shelved.map(ShelvedShow::description).orElse(""),
        shelved.map(ShelvedShow::language).orElse(Locale.ENGLISH),
        larksong.clock().getZone());
  }

  /** This minute, or the next that no episode of the show has. */
  private Edition edition(Show show) {
    LocalDateTime minute =
        LocalDateTime.now(larksong.clock().withZone(show.zone())).truncatedTo(ChronoUnit.MINUTES);
    Edition edition = new Edition(show.name(), minute, show.zone());
    while (larksong.library().find(show.name(), edition.label()).isPresent()) {
      minute = minute.plusMinutes(1);
      edition = new Edition(show.name(), minute, show.zone());
    }
    return edition;
  }
}
