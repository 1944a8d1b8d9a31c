package larksong.audio.jave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.mpatric.mp3agic.ID3v2;
import com.mpatric.mp3agic.ID3v24Tag;
import com.mpatric.mp3agic.Mp3File;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import larksong.audio.Encoder.Levels;
import larksong.audio.Remastering;
import larksong.audio.UnplayableException;
import larksong.files.Pcm;
import larksong.model.Fixtures;
import larksong.model.Recording;
import larksong.model.Show;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of files that strangers send, with the real ffmpeg. */
class RemasteringTest {

  private static final int RATE = 44_100;

  @TempDir static Path programs;
  @TempDir Path folder;

  @Test
  void mastersAQuietWavToTheTarget() throws Exception {
    Path wav = folder.resolve("sent");
    Files.write(wav, Pcm.wav(tone(3, 500), RATE));

    Recording recording = master(wav, Optional.empty());

    assertThat(recording.loudness().lufs()).isCloseTo(-16, within(1.0));
    assertThat(recording.duration()).isCloseTo(Duration.ofSeconds(3), Duration.ofMillis(80));
    ID3v2 tag = new Mp3File(folder.resolve("episode.mp3")).getId3v2Tag();
    assertThat(tag.getTitle()).isEqualTo("Sent");
    assertThat(tag.getComment()).isEqualTo("Uploaded with the token 'agent'.");
  }

  @Test
  void keepsTheFramesOfAnMp3ThatIsAboutRightAndNothingElseOfIt() throws Exception {
    Path mp3 = mp3(3, 6400);
    byte[] sent = Files.readAllBytes(mp3);
    ID3v24Tag bomb = new ID3v24Tag();
    bomb.setTitle("<script>alert(1)</script>");
    bomb.setAlbumImage(new byte[3 << 20], "image/png");
    ByteArrayOutputStream tagged = new ByteArrayOutputStream();
    tagged.write(bomb.toBytes());
    tagged.write(sent);
    tagged.write("<html>trailing</html>".getBytes(StandardCharsets.UTF_8));
    Path stuffed = folder.resolve("sent");
    Files.write(stuffed, tagged.toByteArray());

    Recording recording = master(stuffed, Optional.empty());

    byte[] kept = Files.readAllBytes(folder.resolve("episode.mp3"));
    byte[] frames = Arrays.copyOfRange(sent, sent.length / 2, sent.length / 2 + 2000);
    assertThat(indexOf(kept, frames)).as("the same frames").isPositive();
    String all = new String(kept, StandardCharsets.ISO_8859_1);
    assertThat(all).doesNotContain("alert(1)").doesNotContain("<html>");
    assertThat(kept.length).isLessThan(sent.length + 400_000);
    assertThat(recording.duration()).isCloseTo(Duration.ofSeconds(3), Duration.ofMillis(120));
  }

  @Test
  void makesAnMp3ThatIsFarTooLoudAnew() throws Exception {
    Recording recording = master(mp3(3, 30_000), Optional.empty());

    assertThat(recording.loudness().lufs()).isCloseTo(-16, within(1.0));
  }

  @Test
  void refusesWhatIsNoSoundWhateverItsNameSays() throws Exception {
    for (String text :
        new String[] {
          "<html><body>not sound at all</body></html>",
          "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
          "ffconcat version 1.0\nfile /etc/passwd\n",
          "ID3 and then nothing that could be played",
          "short"
        }) {
      Path sent = folder.resolve("sent.mp3");
      Files.writeString(sent, text);

      assertThatThrownBy(() -> master(sent, Optional.empty()))
          .as(text)
          .isInstanceOf(UnplayableException.class)
          .hasMessageNotContaining(folder.toString())
          .hasMessageNotContaining("root:");
    }
  }

  /** ffmpeg looks behind an ID3 tag for what a file is; a playlist there names other files. */
  @Test
  void readsNoOtherFileForAPlaylistInDisguise() throws Exception {
    Files.write(folder.resolve("secret.wav"), Pcm.wav(tone(3, 500), RATE));
    ID3v24Tag tag = new ID3v24Tag();
    tag.setTitle("Innocent");
    ByteArrayOutputStream disguised = new ByteArrayOutputStream();
    disguised.write(tag.toBytes());
    disguised.write(
        "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\nsecret.wav\n#EXT-X-ENDLIST\n"
            .getBytes(StandardCharsets.US_ASCII));
    Path sent = folder.resolve("sent");
    Files.write(sent, disguised.toByteArray());

    assertThatThrownBy(() -> master(sent, Optional.empty()))
        .isInstanceOf(UnplayableException.class);
  }

  @Test
  void makesTheCoverOfThePictureThatWasSent() throws Exception {
    BufferedImage wide = new BufferedImage(3000, 1000, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 3000; x++) {
      for (int y = 0; y < 1000; y++) {
        wide.setRGB(x, y, 0xcc2200);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(wide, "png", png);
    Path picture = folder.resolve("picture");
    Files.write(picture, Remastering.picture(png.toByteArray()));

    master(mp3(2, 6400), Optional.of(picture));

    BufferedImage cover = ImageIO.read(folder.resolve("cover.jpg").toFile());
    assertThat(cover.getWidth()).isEqualTo(1400);
    assertThat(cover.getHeight()).isEqualTo(1400);
    assertThat(cover.getRGB(700, 700) >> 16 & 0xff).isGreaterThan(180);
  }

  @Test
  void refusesPicturesThatAreNoneOrUnpackToTooMuch() {
    byte[] bomb = pngHeader(60_000, 60_000);

    assertThatThrownBy(() -> Remastering.picture(bomb))
        .hasMessage("Expected a picture of at most 64 million pixels but was 60000 x 60000.");
    assertThatThrownBy(() -> Remastering.picture("GIF89a".getBytes(StandardCharsets.US_ASCII)))
        .hasMessage("Expected a JPEG or PNG picture.");
    assertThatThrownBy(() -> Remastering.picture(pngHeader(10, 10)))
        .isInstanceOf(UnplayableException.class)
        .hasMessageStartingWith("The picture is damaged");
  }

  /** Each scan goes over all pixels, so that a few kilobytes could be decoded for minutes. */
  @Test
  void refusesAPictureOfScansWithoutNumber() {
    byte[] scans = new byte[4_000];
    for (int i = 0; i < scans.length; i += 2) {
      scans[i] = (byte) 0xff;
      scans[i + 1] = (byte) (i == 0 ? 0xd8 : 0xda);
    }

    assertThatThrownBy(() -> Remastering.picture(scans))
        .isInstanceOf(UnplayableException.class)
        .hasMessage("Expected a picture of at most 100 scans but was of 1999.");
  }

  @Test
  void refusesHalfAPicture() throws Exception {
    BufferedImage image = new BufferedImage(600, 600, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 600; x++) {
      for (int y = 0; y < 600; y++) {
        image.setRGB(x, y, (x * 7919 + y * 104_729) & 0xffffff);
      }
    }
    for (String format : new String[] {"jpeg", "png"}) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      ImageIO.write(image, format, whole);
      byte[] half = Arrays.copyOf(whole.toByteArray(), whole.size() / 2);

      assertThat(Remastering.picture(whole.toByteArray())).isNotEmpty();
      assertThatThrownBy(() -> Remastering.picture(half))
          .as(format)
          .isInstanceOf(UnplayableException.class)
          .hasMessageStartingWith("The picture is damaged");
    }
  }

  @Test
  void makesNoCoverOfHalfAPicture() throws Exception {
    Path picture = folder.resolve("picture");
    byte[] whole = Remastering.picture(pngOf(900, 900));
    Files.write(picture, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> master(mp3(2, 6400), Optional.of(picture)))
        .isInstanceOf(UnplayableException.class)
        .hasMessageStartingWith("The picture is damaged");
    Files.writeString(picture, "no picture");
    assertThatThrownBy(() -> master(mp3(2, 6400), Optional.of(picture)))
        .hasMessage("Expected a JPEG or PNG picture.");
  }

  private static byte[] pngOf(int width, int height) throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", png);
    return png.toByteArray();
  }

  private Recording master(Path sound, Optional<Path> picture) throws Exception {
    Show show = Show.ofRecordings("talks", "Talks", "", Locale.ENGLISH, Fixtures.STOCKHOLM);
    return new Remastering(encoder())
        .master(
            sound,
            new Remastering.Label(
                show, "Sent", LocalDate.of(2026, 11, 21), "Uploaded with the token 'agent'."),
            picture,
            folder);
  }

  private Path mp3(int seconds, int amplitude) throws Exception {
    short[] tone = tone(seconds, amplitude);
    Path mp3 = folder.resolve("tone.mp3");
    encoder()
        .encode(
            sink -> sink.take(tone, tone.length),
            RATE,
            Duration.ofSeconds(seconds),
            new Levels(0, 0),
            mp3);
    return mp3;
  }

  private static short[] tone(int seconds, int amplitude) {
    short[] tone = new short[seconds * RATE];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) (amplitude * Math.sin(2 * Math.PI * 440 * i / RATE));
    }
    return tone;
  }

  private static JaveEncoder encoder() {
    return new JaveEncoder(new FfmpegLocator(Optional.empty(), programs.resolve("bin")));
  }

  private static byte[] pngHeader(int width, int height) {
    ByteBuffer chunk = ByteBuffer.allocate(17);
    chunk.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
    chunk.put((byte) 8).put((byte) 2).put(new byte[3]);
    CRC32 sum = new CRC32();
    sum.update(chunk.array());
    return ByteBuffer.allocate(33)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})
        .putInt(13)
        .put(chunk.array())
        .putInt((int) sum.getValue())
        .array();
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int i = 0; i + part.length <= all.length; i++) {
      if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }
}
