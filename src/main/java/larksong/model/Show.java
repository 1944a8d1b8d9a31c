package larksong.model;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the owner configured once and every edition shares.
 *
 * @param name the file name of its configuration, unique in the installation
 * @param kind the prompt that shapes it, such as {@code morning-briefing}
 * @param length the longest an edition may be; a quiet day makes it shorter
 * @param voices voice by speaker; the speaker {@code host} is always there
 */
public record Show(
    String name,
    String title,
    String description,
    String kind,
    Locale language,
    ZoneId zone,
    Duration length,
    Optional<String> listener,
    Map<String, Voice> voices) {

  /** The speaker that every show has. */
  public static final String HOST = "host";

  /** Colours of a morning sky, in degrees. */
  private static final int[] HUES = {208, 222, 238, 258, 282, 322, 344, 14, 172, 192};

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  public Show {
    Check.that(isName(name), "Expected a name of a-z, 0-9 and '-' but was '" + name + "'");
    Check.filled("title", title);
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(zone, "zone");
    Check.filled("kind", kind);
    Check.that(length.toSeconds() > 0, "Expected a length above zero but was " + length);
    voices = Map.copyOf(voices);
    Check.that(voices.containsKey(HOST), "Expected a voice for the speaker 'host'");
  }

  /** The same with another voice for its host. */
  public Show spokenBy(Voice host) {
    Map<String, Voice> others = new java.util.HashMap<>(voices);
    others.put(HOST, host);
    return new Show(name, title, description, kind, language, zone, length, listener, others);
  }

  /** The same under another title, for another listener. */
  public Show named(String otherTitle, Optional<String> other) {
    return new Show(name, otherTitle, description, kind, language, zone, length, other, voices);
  }

  /** The same, with editions of at most this length. */
  public Show within(Duration shorter) {
    Duration most = shorter.compareTo(length) < 0 ? shorter : length;
    return new Show(name, title, description, kind, language, zone, most, listener, voices);
  }

  /** A show of recordings that others made. */
  public static Show ofRecordings(
      String name, String title, String description, Locale language, ZoneId zone) {
    return new Show(
        name,
        title,
        description,
        "recording",
        language,
        zone,
        Duration.ofDays(1),
        Optional.empty(),
        Map.of(HOST, new Voice("recording", HOST)));
  }

  /** Whether this may name a show: it becomes a folder, a path in the feed, and a file. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** A show's colour, from 0 to 1 around the circle; its cover and its pages share it. */
  public static float hue(String name) {
    return HUES[Math.floorMod(name.hashCode(), HUES.length)] / 360f;
  }

  /** The voice of a speaker; a speaker without one of its own gets the host's. */
  public Voice voiceOf(String speaker) {
    Voice own = voices.get(speaker);
    return own != null ? own : Objects.requireNonNull(voices.get(HOST));
  }
}
