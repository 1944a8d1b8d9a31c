package larksong.audio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import larksong.files.Pcm;
import larksong.model.Chapter;
import larksong.model.Clip;
import larksong.model.Cue;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Speech;
import larksong.model.Story;

/**
 * All clips and silences in their order, each at a measured place.
 *
 * <p>An engine's own silence at the ends of a clip is cut off, so that a pause is as long as the
 * script says, and the ends are faded, so that none clicks.
 */
final class Assembly implements Samples {

  /** 46 dB below full scale; quieter than any consonant of a voice at usual level. */
  private static final int QUIET = 160;

  /** What is kept around the voice, and how long a fade is. */
  private static final Duration MARGIN = Duration.ofMillis(20);

  private static final Duration LEAD_IN = Duration.ofMillis(300);
  private static final Duration LEAD_OUT = Duration.ofMillis(800);

  /** Podcast players and Spotify want chapters at least five seconds apart. */
  private static final Duration SHORTEST_CHAPTER = Duration.ofSeconds(5);

  /** A clip's voiced part and where it begins in the recording, in samples. */
  private record Place(Clip clip, int from, int to, long start) {
    long end() {
      return start + to - from;
    }
  }

  private final Speech speech;
  private final Path folder;
  private final List<Place> places = new ArrayList<>();
  private final long length;

  Assembly(Speech speech, Path folder) throws IOException {
    this.speech = speech;
    this.folder = folder;
    long at = samples(LEAD_IN);
    for (Clip clip : speech.clips()) {
      short[] samples = read(clip);
      int from = Math.max(0, firstVoiced(samples) - (int) samples(MARGIN));
      int to = Math.min(samples.length, lastVoiced(samples) + (int) samples(MARGIN));
      Place place = new Place(clip, from, Math.max(from, to), at);
      places.add(place);
      at = place.end() + samples(clip.pauseAfter());
    }
    Place last = places.get(places.size() - 1);
    this.length = last.end() + samples(LEAD_OUT);
  }

  /** How long it sounds. */
  Duration length() {
    return speech.durationOf(length);
  }

  @Override
  public void sendTo(Sink sink) throws IOException {
    long at = 0;
    for (Place place : places) {
      silence(sink, place.start() - at);
      short[] voiced = faded(place);
      sink.take(voiced, voiced.length);
      at = place.end();
    }
    silence(sink, length - at);
  }

  private static void silence(Sink sink, long count) throws IOException {
    short[] zeros = new short[(int) Math.min(count, 1 << 16)];
    for (long left = count; left > 0; left -= zeros.length) {
      sink.take(zeros, (int) Math.min(left, zeros.length));
    }
  }

  private short[] faded(Place place) throws IOException {
    short[] voiced = new short[place.to() - place.from()];
    System.arraycopy(read(place.clip()), place.from(), voiced, 0, voiced.length);
    int fade = (int) Math.min(samples(MARGIN) / 2, voiced.length / 2);
    for (int i = 0; i < fade; i++) {
      voiced[i] = (short) (voiced[i] * i / fade);
      int end = voiced.length - 1 - i;
      voiced[end] = (short) (voiced[end] * i / fade);
    }
    return voiced;
  }

  /** A cue for each sentence. */
  List<Cue> cues() {
    return places.stream()
        .map(
            place ->
                new Cue(
                    speech.durationOf(place.start()),
                    speech.durationOf(place.end()),
                    place.clip().speaker(),
                    place.clip().text()))
        .toList();
  }

  /** A chapter for each segment that begins late enough after the one before; the first at zero. */
  List<Chapter> chapters(Script script, List<Story> stories) {
    List<Chapter> chapters = new ArrayList<>();
    int segment = -1;
    for (Place place : places) {
      if (place.clip().segment() != segment) {
        segment = place.clip().segment();
        Duration start = chapters.isEmpty() ? Duration.ZERO : speech.durationOf(place.start());
        if (chapters.isEmpty() || isLater(start, chapters.get(chapters.size() - 1))) {
          Segment part = script.segments().get(segment);
          chapters.add(new Chapter(part.heading(), start, Links.of(part, stories)));
        }
      }
    }
    return chapters;
  }

  private static boolean isLater(Duration start, Chapter before) {
    return start.minus(before.start()).compareTo(SHORTEST_CHAPTER) >= 0;
  }

  private short[] read(Clip clip) {
    try {
      short[] samples = Pcm.read(folder.resolve(clip.pcm()));
      if (samples.length != clip.samples()) {
        throw new IOException(
            "Expected "
                + clip.samples()
                + " samples in "
                + clip.pcm()
                + " but was "
                + samples.length
                + ". Run it again");
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long samples(Duration duration) {
    return Math.round(duration.toNanos() / 1e9 * speech.sampleRate());
  }

  private static int firstVoiced(short[] samples) {
    int i = 0;
    while (i < samples.length && Math.abs((int) samples[i]) < QUIET) {
      i++;
    }
    return i;
  }

  private static int lastVoiced(short[] samples) {
    int i = samples.length;
    while (i > 0 && Math.abs((int) samples[i - 1]) < QUIET) {
      i--;
    }
    return i;
  }
}
