package larksong.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.mpatric.mp3agic.ID3v2;
import com.mpatric.mp3agic.ID3v2ChapterFrameData;
import com.mpatric.mp3agic.Mp3File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import larksong.audio.Encoder.Levels;
import larksong.files.Pcm;
import larksong.files.WholeFile;
import larksong.model.Chapter;
import larksong.model.Clip;
import larksong.model.Fixtures;
import larksong.model.Line;
import larksong.model.Provenance;
import larksong.model.Recording;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Speech;
import larksong.speech.ToneSynthesizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every encoder promises, and mastering with it. */
public abstract class EncoderContract {

  /** One MPEG frame at 44.1 kHz, and the encoder's delay at worst. */
  private static final Duration FRAME = Duration.ofMillis(53);

  private static final int RATE = 16_000;

  @TempDir protected Path folder;

  protected abstract Encoder encoder();

  @Test
  void makesAFileAsLongAsItsSamples() throws Exception {
    Path mp3 = folder.resolve("a.mp3");
    short[] tone = tone(5);

    encoder()
        .encode(
            sink -> sink.take(tone, tone.length),
            RATE,
            Duration.ofSeconds(5),
            new Levels(0, -1),
            mp3);

    assertThat(decodedLength(mp3)).isCloseTo(Duration.ofSeconds(5), FRAME);
    Mp3File read = new Mp3File(mp3);
    assertThat(read.getSampleRate()).isEqualTo(44_100);
    assertThat(read.getChannelMode()).isEqualTo("Mono");
    assertThat(read.getBitrate()).isEqualTo(96);
    assertThat(read.isVbr()).isFalse();
    assertThat(read.getXingOffset()).isGreaterThanOrEqualTo(0);
  }

  @Test
  void mastersOnTargetWithChaptersTagsAndCover() throws Exception {
    Speech speech = speech(6);

    Recording recording = new Mastering(encoder()).master(speech, label(), folder);

    assertThat(recording.loudness().lufs()).isCloseTo(-16, within(1.0));
    assertThat(recording.loudness().truePeakDbtp()).isLessThanOrEqualTo(-1);
    assertThat(recording.bytes()).isEqualTo(Files.size(folder.resolve("episode.mp3")));
    assertThat(recording.chapters().get(0).start()).isZero();
    assertThat(recording.chapters())
        .extracting(Chapter::start)
        .isSorted()
        .hasSizeGreaterThanOrEqualTo(2);
    ID3v2 tag = new Mp3File(folder.resolve("episode.mp3")).getId3v2Tag();
    assertThat(tag.getVersion()).isEqualTo("3.0");
    assertThat(tag.getTitle()).isEqualTo("Tonight’s tønes");
    assertThat(tag.getAlbum()).isEqualTo("Morning briefing");
    assertThat(tag.getYear()).isEqualTo("2026");
    assertThat(tag.getComment()).contains("synthetic voice");
    assertThat(tag.getAlbumImage()).hasSizeBetween(10_000, 300_000);
    assertThat(tag.getChapterTOC().get(0).isRoot()).isTrue();
    assertThat(tag.getChapterTOC().get(0).getChildren()).hasSameSizeAs(recording.chapters());
    assertThat(tag.getChapters())
        .extracting(ID3v2ChapterFrameData::getStartTime)
        .containsExactlyElementsOf(
            recording.chapters().stream()
                .map(chapter -> (int) chapter.start().toMillis())
                .toList());
  }

  @Test
  void keepsThePlaceOfEverySentence() throws Exception {
    Speech speech = speech(3);

    Recording recording = new Mastering(encoder()).master(speech, label(), folder);

    assertThat(recording.cues()).hasSize(3);
    assertThat(recording.cues().get(0).start()).isEqualTo(Duration.ofMillis(300));
    for (int i = 1; i < 3; i++) {
      Duration silence = recording.cues().get(i).start().minus(recording.cues().get(i - 1).end());
      assertThat(silence).isCloseTo(Duration.ofSeconds(3), Duration.ofMillis(1));
    }
    assertThat(Files.readString(folder.resolve("transcript.vtt")))
        .startsWith("WEBVTT\n\n00:00:00.300 --> ")
        .contains("<v host>");
  }

  @Test
  void saysWhyAFileCannotBeDecoded() throws Exception {
    Path text = folder.resolve("text.mp3");
    Files.writeString(text, "<html>not audio</html>");

    assertThatThrownBy(() -> encoder().decode(text, 44_100, (samples, count) -> {}))
        .isInstanceOf(EncodingException.class)
        .hasMessageContaining("failed")
        .hasMessageContaining("Expected a sound file")
        .hasMessageContaining("Invalid")
        .hasMessageNotContaining(folder.toString());
  }

  private Duration decodedLength(Path mp3) throws EncodingException {
    LoudnessMeter meter = new LoudnessMeter(44_100);
    encoder().decode(mp3, 44_100, meter);
    return Duration.ofNanos(meter.count() * 1_000_000_000L / 44_100);
  }

  private Speech speech(int sentences) throws Exception {
    List<Clip> clips = new ArrayList<>();
    short[] samples = new ToneSynthesizer().speak("one two three four five six", "a");
    for (int i = 0; i < sentences; i++) {
      String name = "speech/" + i + ".pcm";
      WholeFile.write(folder.resolve(name), Pcm.bytes(samples));
      clips.add(
          new Clip(
              i / 2,
              i % 2,
              "host",
              "Sentence " + i + ".",
              11,
              name,
              samples.length,
              Duration.ofSeconds(3)));
    }
    return new Speech(RATE, clips);
  }

  private static Mastering.Label label() {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      segments.add(
          new Segment("Part " + i, List.of(new Line("host", "x", Optional.empty())), List.of()));
    }
    return new Mastering.Label(
        Fixtures.aShow("morning-briefing"),
        new Script("Tonight’s tønes", "", Locale.UK, segments),
        Fixtures.aRundown(List.of(), List.of()),
        new Provenance(List.of("a test"), "outline", List.of("tone:a")));
  }

  private static short[] tone(int seconds) {
    short[] samples = new short[RATE * seconds];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (8000 * Math.sin(2 * Math.PI * 440 * i / RATE));
    }
    return samples;
  }
}
