package larksong.cli;

import larksong.cli.Cli.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands and hands them their surroundings. */
final class Commands implements IFactory {

  private final Surroundings surroundings;

  Commands(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    K made = CommandLine.defaultFactory().create(type);
    if (made instanceof Options options) {
      options.surroundings = surroundings;
    }
    return made;
  }
}
