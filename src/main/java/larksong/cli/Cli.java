package larksong.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import larksong.app.UnknownShowException;
import larksong.config.ConfigurationException;
import larksong.studio.StudioException;
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
          TokensCommand.class,
          CheckCommand.class,
          LoginCommand.class,
          PasswordCommand.class,
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
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> report(failure, surroundings.err()));
  }

  private static String name(Class<? extends Options> command) {
    return command.getAnnotation(Command.class).name();
  }

  /** Runs one command in the world of this process; the exit code. */
  public static int run(String... arguments) {
    return run(
        new Surroundings(System.getenv(), Clock.systemUTC(), System.out, System.err), arguments);
  }

  /** Runs one command in these surroundings; the exit code. */
  static int run(Surroundings surroundings, String... arguments) {
    Logs.quiet();
    return new Cli(surroundings, arguments.length == 0 ? "" : arguments[0])
        .commands.execute(arguments);
  }

  /** What a command finds around it. */
  record Surroundings(
      Map<String, String> environment, Clock clock, PrintStream out, PrintStream err) {}

  @Override
  public void run() {
    commands.usage(commands.getOut());
  }

  /** Every failure in words: what was expected, what was found, what to do next. */
  private static int report(Exception failure, PrintStream err) {
    if (failure instanceof ConfigurationException
        || failure instanceof UnknownShowException
        || failure instanceof UsageException) {
      err.println(failure.getMessage());
      return ExitCode.USAGE;
    }
    if (failure instanceof StudioException stopped) {
      err.println("Failed at " + stopped.stage().word() + ": " + stopped.getMessage());
      err.println("Run the same command again to continue there.");
    } else {
      String message = failure.getMessage();
      err.println(message == null ? "Failed: " + failure.getClass().getSimpleName() : message);
    }
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
