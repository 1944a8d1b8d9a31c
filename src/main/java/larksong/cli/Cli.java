package larksong.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import larksong.app.UnknownShowException;
import larksong.config.ConfigurationException;
import larksong.config.FileNames;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line: its commands, its errors in words, its exit codes. */
@Command(
    name = "larksong",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    description = "Makes a private audio show out of your own sources, on a schedule.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example: larksong produce demo",
      "",
      "Exit: 0 done, 1 failed, 2 bad usage or configuration, 3 held by a check."
    })
public final class Cli implements Runnable {

  private static final List<Class<? extends Options>> COMMANDS =
      List.of(
          ProduceCommand.class,
          PreviewCommand.class,
          ProveCommand.class,
          ServeCommand.class,
          SayCommand.class,
          UploadCommand.class,
          UploadsCommand.class,
          ShowsCommand.class,
          EpisodesCommand.class,
          ScheduleCommand.class,
          VoicesCommand.class,
          RunsCommand.class,
          DeliveriesCommand.class,
          FeedCommand.class,
          GradeCommand.class,
          LedgerCommand.class,
          EgressCommand.class,
          TokensCommand.class,
          CheckCommand.class,
          LoginCommand.class,
          PasswordCommand.class,
          StudioCommand.class,
          BackupCommand.class,
          RestoreCommand.class,
          DoctorCommand.class,
          InitCommand.class);

  private final CommandLine commands;

  /**
   * Reading a command's options costs time, so where one is named only that one is read. What is
   * set after that holds for the commands too.
   */
  private Cli(Surroundings surroundings, String first) {
    commands = new CommandLine(this, new Commands(surroundings));
    boolean named = COMMANDS.stream().anyMatch(command -> name(command).equals(first));
    COMMANDS.stream()
        .filter(command -> !named || name(command).equals(first))
        .forEach(commands::addSubcommand);
    commands
        .setOut(writer(surroundings.out()))
        .setErr(writer(surroundings.err()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, surroundings));
  }

  private static String name(Class<? extends Options> command) {
    return command.getAnnotation(Command.class).name();
  }

  /** Runs one command in the world of this process; the exit code. */
  public static int run(String... arguments) {
    StandardStreams streams = new StandardStreams();
    Stop stop = new Stop();
    stop.watch(streams.err());
    Surroundings surroundings =
        new Surroundings(
            System.getenv(),
            Clock.systemUTC(),
            streams.out(),
            streams.err(),
            stop,
            Terminal.isWatched());
    int code =
        lettersAreKnown(surroundings, arguments) ? run(surroundings, arguments) : ExitCode.USAGE;
    int settled = streams.settled(code);
    stop.over();
    return settled;
  }

  /** What the locale made unreadable would be taken for the name of another home, or said so. */
  private static boolean lettersAreKnown(Surroundings surroundings, String... arguments) {
    Stream<String> named =
        Stream.of("LARKSONG_HOME", "XDG_DATA_HOME").map(surroundings.environment()::get);
    Stream<String> found = Stream.of("user.home", "user.dir").map(System::getProperty);
    Stream<String> texts = Stream.of(Arrays.stream(arguments), named, found).flatMap(all -> all);
    if (FileNames.lost(texts.filter(Objects::nonNull))) {
      surroundings.err().println(FileNames.remedy());
      return false;
    }
    return true;
  }

  /** Runs one command in these surroundings; the exit code. */
  static int run(Surroundings surroundings, String... arguments) {
    Logs.quiet();
    try {
      return new Cli(surroundings, arguments.length == 0 ? "" : arguments[0])
          .commands.execute(arguments);
    } catch (Error e) { // such as a full heap, which is no reason to show a stack
      return report(e, surroundings);
    }
  }

  /**
   * What a command finds around it.
   *
   * @param watched whether somebody reads its answer on a terminal; else it may go into a file, a
   *     journal or another program
   */
  record Surroundings(
      Map<String, String> environment,
      Clock clock,
      PrintStream out,
      PrintStream err,
      Stop stop,
      boolean watched) {

    Surroundings(Map<String, String> environment, Clock clock, PrintStream out, PrintStream err) {
      this(environment, clock, out, err, new Stop(), false);
    }
  }

  @Override
  public void run() {
    commands.usage(commands.getOut());
  }

  /** Every failure in words: what was expected, what was found, what to do next. */
  private static int report(Throwable failure, Surroundings surroundings) {
    PrintStream err = surroundings.err();
    if (surroundings.stop().isStopped()) {
      return ExitCode.FAILED; // that it was stopped is said already
    }
    if (failure instanceof ConfigurationException
        || failure instanceof UnknownShowException
        || failure instanceof UsageException) {
      err.println(failure.getMessage());
      return ExitCode.USAGE;
    }
    err.println(Failures.words(failure));
    Logs.debug(failure);
    return ExitCode.FAILED;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Cli.class.getPackage().getImplementationVersion();
      return new String[] {"larksong " + (version == null ? "(from source)" : version)};
    }
  }
}
