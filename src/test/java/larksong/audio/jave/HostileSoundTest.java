package larksong.audio.jave;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larksong.audio.Encoder.Levels;
import larksong.audio.EncodingException;
import larksong.files.Pcm;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that would have ffmpeg open something else. */
@Timeout(120)
class HostileSoundTest {

  private static final int RATE = 16_000;

  @TempDir static Path programs;
  @TempDir Path folder;

  private final JaveEncoder encoder =
      new JaveEncoder(new FfmpegLocator(Optional.empty(), programs.resolve("bin")));

  @BeforeEach
  void keepASecret() throws Exception {
    Files.write(folder.resolve("secret.wav"), Pcm.wav(tone(), RATE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\n%s\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-KEY:METHOD=AES-128,URI=\"%s\"\n#EXTINF:3,\n%s\n",
        "#EXTM3U\n#EXTINF:3,\nconcat:%s|%s\n",
        "ffconcat version 1.0\nfile '%s'\n",
        "file '%s'\n",
        "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\">"
            + "<Period><AdaptationSet mimeType=\"audio/wav\"><Representation id=\"1\">"
            + "<BaseURL>%s</BaseURL></Representation></AdaptationSet></Period></MPD>",
        "<smil><body><audio src=\"%s\"/></body></smil>",
        "[playlist]\nFile1=%s\nNumberOfEntries=1\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n",
        "RTSPtext\nrtsp://127.0.0.1/%s\n",
        ";FFMETADATA1\ntitle=%s\n"
      })
  void opensNoFileThatAnotherNames(String list) throws Exception {
    String secret = folder.resolve("secret.wav").toString();
    for (String start : new String[] {"", "ID3\u0004\0\0\0\0\0\0", "\n\n"}) {
      Path sent = Files.writeString(folder.resolve("sent"), start + list.replace("%s", secret));

      assertThatThrownBy(() -> samples(sent)).isInstanceOf(EncodingException.class);
      assertThatThrownBy(() -> encoder.strip(sent, folder.resolve("out.mp3")))
          .isInstanceOf(EncodingException.class);
    }
  }

  @Test
  void opensNoAddressThatAFileNames() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      Path sent =
          Files.writeString(
              folder.resolve("sent"),
              "#EXTM3U\n#EXTINF:3,\n" + server.url("/secret.wav") + "\n#EXT-X-ENDLIST\n");

      assertThatThrownBy(() -> samples(sent)).isInstanceOf(EncodingException.class);

      assertThat(server.getRequestCount()).isZero();
    }
  }

  /** A QuickTime movie may say that its sound lies in another file (data reference). */
  @Test
  void opensNoFileThatAMovieSaysItsSoundLiesIn() throws Exception {
    byte[] raw = Pcm.bytes(tone());
    Path own = Files.write(folder.resolve("own.mov"), movie(raw, box("url ", number(1))));
    assertThat(loudness(own)).isGreaterThan(4_000);

    Path raws = Files.write(folder.resolve("secret.raw"), raw);
    for (byte[] reference : new byte[][] {alias(raws), url("file://" + raws), url("secret.raw")}) {
      Path sent = Files.write(folder.resolve("sent.mov"), movie(new byte[raw.length], reference));
      assertThat(loudness(sent)).isLessThan(100);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-y", "-i", "-f.wav", "concat:a|b", "pipe:0", "data:,x", "%d.wav", "a:b"})
  void readsAndWritesAFileOfAnyName(String name) throws Exception {
    Path relative = Path.of(name + "-hostile-sound-test");
    try {
      Files.write(relative, Pcm.wav(tone(), RATE));
      assertThat(samples(relative)).isGreaterThan(RATE / 2);

      short[] tone = tone();
      encoder.encode(
          sink -> sink.take(tone, tone.length),
          RATE,
          Duration.ofSeconds(1),
          new Levels(0, -1),
          relative);
      assertThat(samples(relative)).isGreaterThan(RATE / 2);
    } finally {
      Files.deleteIfExists(relative);
    }
  }

  private int samples(Path file) throws EncodingException {
    int[] all = {0};
    encoder.decode(file, RATE, (block, count) -> all[0] += count);
    return all[0];
  }

  /** Of the second half, behind what could be the movie's own boxes; none if it is no sound. */
  private double loudness(Path file) {
    List<Short> all = new ArrayList<>();
    try {
      encoder.decode(
          file,
          RATE,
          (block, count) -> {
            for (int i = 0; i < count; i++) {
              all.add(block[i]);
            }
          });
    } catch (EncodingException e) {
      return 0;
    }
    return all.stream()
        .skip(all.size() / 2)
        .mapToInt(sample -> Math.abs(sample))
        .average()
        .orElse(0);
  }

  private static short[] tone() {
    short[] samples = new short[RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (8000 * Math.sin(2 * Math.PI * 440 * i / RATE));
    }
    return samples;
  }

  /** Sixteen-bit samples in a movie (QuickTime File Format), with where it says that they are. */
  private static byte[] movie(byte[] raw, byte[] reference) {
    byte[] type = box("ftyp", "qt  ".getBytes(UTF_8), number(0), "qt  ".getBytes(UTF_8));
    byte[] data = box("mdat", raw);
    boolean here = reference.length == 12;
    byte[] sound =
        box(
            "sowt",
            new byte[6],
            new byte[] {0, 1},
            new byte[8],
            new byte[] {0, 1, 0, 16, 0, 0, 0, 0},
            number(RATE << 16));
    byte[] table =
        box(
            "stbl",
            box("stsd", number(0), number(1), sound),
            box("stts", number(0), number(1), number(raw.length / 2), number(1)),
            box("stsc", number(0), number(1), number(1), number(raw.length / 2), number(1)),
            box("stsz", number(0), number(2), number(raw.length / 2)),
            box("stco", number(0), number(1), number(here ? type.length + 8 : 0)));
    byte[] media =
        box(
            "mdia",
            box("mdhd", number(0), new byte[8], number(RATE), number(raw.length / 2), number(0)),
            box("hdlr", number(0), "mhlrsoun".getBytes(UTF_8), new byte[13]),
            box(
                "minf",
                box("smhd", number(0), number(0)),
                box("dinf", box("dref", number(0), number(1), reference)),
                table));
    byte[] track =
        box(
            "trak",
            box(
                "tkhd",
                number(7),
                new byte[8],
                number(1),
                number(0),
                number(raw.length / 2),
                new byte[60]),
            media);
    byte[] head =
        box("mvhd", number(0), new byte[8], number(RATE), number(raw.length / 2), new byte[80]);
    return bytes(type, data, box("moov", head, track));
  }

  private static byte[] url(String address) {
    return box("url ", number(0), address.getBytes(UTF_8), new byte[1]);
  }

  /** With the whole path as its record of type 2, as ffmpeg reads it. */
  private static byte[] alias(Path file) {
    byte[] path = file.toString().getBytes(UTF_8);
    byte[] name = String.valueOf(file.getFileName()).getBytes(UTF_8);
    return box(
        "alis",
        number(0),
        new byte[10],
        new byte[] {1},
        new byte[27],
        new byte[12],
        new byte[] {(byte) name.length},
        name,
        new byte[63 - name.length],
        new byte[16],
        new byte[] {0, 1, 0, 1},
        new byte[16],
        new byte[] {0, 2, 0, (byte) path.length},
        path,
        new byte[path.length % 2],
        new byte[] {(byte) 0xff, (byte) 0xff, 0, 0});
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] box(String type, byte[]... parts) {
    byte[] content = bytes(parts);
    return bytes(number(content.length + 8), type.getBytes(UTF_8), content);
  }

  private static byte[] bytes(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
