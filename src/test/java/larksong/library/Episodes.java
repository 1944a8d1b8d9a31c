package larksong.library;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import larksong.files.Fingerprint;
import larksong.model.Chapter;
import larksong.model.Cue;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.Kept;
import larksong.model.Level;
import larksong.model.Loudness;
import larksong.model.Provenance;
import larksong.model.Recording;

/** Episodes for tests; their sound is a word. */
public final class Episodes {

  private Episodes() {}

  public static Episode of(Path bench, Edition edition, String sound) throws Exception {
    Files.createDirectories(bench);
    Files.writeString(bench.resolve("episode.mp3"), sound);
    ImageIO.write(
        new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB),
        "jpg",
        bench.resolve("cover.jpg").toFile());
    Files.writeString(bench.resolve("transcript.vtt"), "WEBVTT\n");
    return new Episode(
        edition,
        Fixtures.aShow("morning-briefing"),
        "Morning & more",
        "One <story>.",
        "<p>Notes</p>",
        new Recording(
            "episode.mp3",
            "transcript.vtt",
            "cover.jpg",
            Duration.ofMillis(61_500),
            Files.size(bench.resolve("episode.mp3")),
            Fingerprint.of(sound),
            new Loudness(-16.04, -1.2),
            List.of(
                new Chapter("Good morning", Duration.ZERO, java.util.Optional.empty()),
                new Chapter("The bridge", Duration.ofSeconds(9), Fixtures.bridge().link())),
            List.of(
                new Cue(Duration.ofMillis(300), Duration.ofSeconds(2), "host", "Hello.")
                    .restingOn(List.of("news: <story> & more")))),
        new Provenance(List.of("calendar"), "outline", List.of("freetts:kevin16")),
        bench,
        List.of("article the bridge"),
        new Kept("Good morning, Ada.", Level.REDACTED),
        Level.LOCAL);
  }
}
