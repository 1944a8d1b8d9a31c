package larksong.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import larksong.app.Larksong;
import larksong.app.Targets;
import larksong.library.Delivery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What is not at its targets. */
@Command(
    name = "deliveries",
    description = "Lists what is not at its targets, and why.",
    subcommands = {DeliveriesCommand.Retry.class, DeliveriesCommand.Drop.class},
    footer = {"", "Example: larksong deliveries"})
final class DeliveriesCommand extends Options {

  private static final String REMOVED = "The target is not in larksong.yaml any more.";

  /**
   * A delivery in {@code deliveries --json}.
   *
   * @param configured whether the owner still has the target
   * @param next when it is tried next; absent if it is not
   */
  record Answer(
      String target,
      boolean configured,
      String edition,
      String state,
      String reason,
      String since,
      int tried,
      Optional<String> next) {

    static Answer of(Targets targets, Delivery delivery) {
      boolean configured = targets.isConfigured(delivery);
      boolean open =
          switch (delivery.state()) {
            case WAITING, SENT, ENDING -> configured;
            case THERE, REFUSED, LOST, DROPPED -> false;
          };
      return new Answer(
          delivery.label(),
          configured,
          delivery.edition().text(),
          delivery.state().name().toLowerCase(Locale.ROOT),
          configured ? delivery.reason() : (REMOVED + " " + delivery.reason()).strip(),
          delivery.since().toString(),
          delivery.attempts(),
          open ? Optional.of(delivery.due().toString()) : Optional.empty());
    }

    String words() {
      return String.format(
          "%-12s %-28s %-8s since %s, tried %d times%s%n%s",
          target,
          edition,
          state,
          since,
          tried,
          next.map(at -> ", next " + at).orElse(""),
          reason.isEmpty() ? "" : "             " + reason + System.lineSeparator());
    }
  }

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      Targets targets = larksong.targets();
      List<Answer> missing =
          targets.missing().stream().map(delivery -> Answer.of(targets, delivery)).toList();
      StringBuilder words = new StringBuilder();
      missing.forEach(one -> words.append(one.words()));
      answer(
          missing,
          missing.isEmpty()
              ? "Everything is where it should be."
              : words
                  + "Then: larksong deliveries retry [TARGET [EDITION]], or drop TARGET [EDITION]");
      return ExitCode.DONE;
    }
  }

  /** What the owner decides over what is not there. */
  abstract static class Decision extends Options {

    @Parameters(index = "0", arity = "0..1", paramLabel = "TARGET", description = "Its name.")
    @Nullable String target;

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "EDITION",
        description = "As 'larksong deliveries' tells it.")
    @Nullable String edition;

    /** Those that the owner means. */
    List<Delivery> meant(Targets targets) throws UsageException {
      List<Delivery> all = targets.missing().stream().filter(this::isMeant).toList();
      if (all.isEmpty() && target != null) {
        throw new UsageException(
            "Nothing waits for '"
                + target
                + (edition == null ? "" : "' of '" + edition)
                + "'. See 'larksong deliveries'.");
      }
      return all;
    }

    private boolean isMeant(Delivery delivery) {
      return (target == null || delivery.label().equals(target))
          && (edition == null || delivery.edition().text().equals(edition));
    }

    void tell(Targets targets, List<Delivery> meant, String what) {
      answer(
          meant.stream().map(one -> Answer.of(targets, one)).toList(),
          meant.size() + (meant.size() == 1 ? " edition " : " editions ") + what);
    }
  }

  /** Tries it again at once. */
  @Command(
      name = "retry",
      description = "Tries again at once what is not at its targets, also what was refused.",
      footer = {"", "Example: larksong deliveries retry attic"})
  static final class Retry extends Decision {
    @Override
    public Integer call() throws Exception {
      try (Larksong larksong = open()) {
        Targets targets = larksong.targets();
        List<Delivery> meant = meant(targets);
        List<String> removed =
            meant.stream()
                .filter(delivery -> !targets.isConfigured(delivery))
                .map(Delivery::label)
                .distinct()
                .toList();
        if (!removed.isEmpty() && target != null) {
          throw new UsageException(
              "'" + target + "' is not in larksong.yaml any more. Put it back there, or drop it.");
        }
        List<Delivery> left = targets.retry(meant);
        tell(
            targets,
            left,
            left.isEmpty() ? "wait; all is where it should be." : "still not there.");
        left.forEach(one -> err().println(one.label() + " " + one.edition() + ": " + why(one)));
        return left.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
      }
    }

    private static String why(Delivery delivery) {
      return delivery.reason().isEmpty() ? "it is sent, and not ready yet" : delivery.reason();
    }
  }

  /** Gives it up. */
  @Command(
      name = "drop",
      description = "Gives up what is not at its target; it is not brought there any more.",
      footer = {"", "Example: larksong deliveries drop attic morning/2026-11-21"})
  static final class Drop extends Decision {
    @Override
    public Integer call() throws Exception {
      if (target == null) {
        throw new UsageException("Expected a target, and an edition unless all of it goes.");
      }
      try (Larksong larksong = open()) {
        List<Delivery> meant = meant(larksong.targets());
        meant.forEach(larksong.targets()::drop);
        tell(larksong.targets(), meant, "dropped.");
        return ExitCode.DONE;
      }
    }
  }
}
