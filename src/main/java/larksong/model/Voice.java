package larksong.model;

/**
 * A voice by the engine that has it and its name there, written {@code freetts:kevin16}.
 *
 * @param engine the engine's name
 * @param name the voice's name in that engine
 */
public record Voice(String engine, String name) {

  public Voice {
    Check.filled("engine", engine);
    Check.filled("voice name", name);
  }

  /** Reads {@code engine:name}. */
  public static Voice of(String written) {
    int colon = written.indexOf(':');
    Check.that(
        colon > 0 && colon < written.length() - 1,
        "Expected a voice such as 'freetts:kevin16' but was '" + written + "'");
    return new Voice(written.substring(0, colon), written.substring(colon + 1));
  }

  @Override
  public String toString() {
    return engine + ":" + name;
  }
}
