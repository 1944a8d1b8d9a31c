package larksong.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A voice by the engine that has it and its name there, written {@code freetts:kevin16}, or {@code
 * freetts:kevin16@0.8} where it speaks slower or quicker than usual.
 *
 * @param engine the engine's name
 * @param name the voice's name in that engine
 * @param pace how quick it is beside its usual pace, from 0.5 to 2
 */
public record Voice(String engine, String name, double pace) {

  private static final Pattern PACED = Pattern.compile("([^@]+)@(\\d(?:\\.\\d{1,3})?)");

  public Voice {
    Check.filled("engine", engine);
    Check.filled("voice name", name);
    Check.that(pace >= 0.5 && pace <= 2, "Expected a pace from 0.5 to 2 but was " + pace);
  }

  public Voice(String engine, String name) {
    this(engine, name, 1);
  }

  /** Reads {@code engine:name}. */
  public static Voice of(String written) {
    int colon = written.indexOf(':');
    Check.that(
        colon > 0 && colon < written.length() - 1,
        "Expected a voice such as 'freetts:kevin16' but was '" + written + "'");
    String engine = written.substring(0, colon);
    Matcher paced = PACED.matcher(written.substring(colon + 1));
    return paced.matches()
        ? new Voice(engine, paced.group(1), Double.parseDouble(paced.group(2)))
        : new Voice(engine, written.substring(colon + 1));
  }

  @Override
  public String toString() {
    return engine + ":" + name + (pace == 1 ? "" : "@" + pace);
  }
}
