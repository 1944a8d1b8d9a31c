package larksong.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import larksong.app.Larksong;
import larksong.app.Targets;
import larksong.library.journal.Delivery;
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

  private static final String ALL_THERE = "Everything is where it should be.";

  /** In one message. */
  private static final int NAMED = 3;

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
            case WAITING, SENT, ENDING, DELETING -> configured;
            case THERE, REFUSED, LOST, DROPPED -> false;
          };
      return new Answer(
          delivery.label(),
          configured,
          delivery.edition().text(),
          delivery.state().name().toLowerCase(Locale.ROOT),
          configured ? reason(delivery) : (REMOVED + " " + delivery.reason()).strip(),
          delivery.since().toString(),
          delivery.attempts(),
          open ? Optional.of(delivery.due().toString()) : Optional.empty());
    }

    private static String reason(Delivery delivery) {
      boolean untried = delivery.state() == Delivery.State.WAITING && delivery.attempts() == 0;
      return delivery.reason().isEmpty() && untried
          ? "Earlier editions of its show go first."
          : delivery.reason();
    }

    String words() {
      return String.format(
          "%-12s %-28s %-8s since %s, %s%s%n%s",
          target,
          edition,
          state,
          since,
          tried == 0 ? "not tried yet" : "tried " + (tried == 1 ? "once" : tried + " times"),
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
              ? ALL_THERE
              : words
                  + "Try again at once: larksong deliveries retry [TARGET [EDITION]]\n"
                  + "Give up: larksong deliveries drop TARGET [EDITION]");
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
      List<Delivery> missing = targets.missing();
      List<Delivery> all = missing.stream().filter(this::isMeant).toList();
      if (all.isEmpty() && target != null) {
        throw new UsageException(unknown(missing, target));
      }
      return all;
    }

    private String unknown(List<Delivery> missing, String named) {
      if (missing.isEmpty()) {
        return "Nothing waits for '" + named + "': everything is where it should be.";
      }
      List<String> editions =
          missing.stream()
              .filter(delivery -> delivery.label().equals(named))
              .map(delivery -> delivery.edition().text())
              .toList();
      if (editions.isEmpty() || edition == null) {
        return "Nothing waits for '"
            + named
            + "'. Editions wait for: "
            + String.join(", ", labels(missing))
            + ".";
      }
      return "'"
          + edition
          + "' does not wait for '"
          + named
          + "'. Waiting: "
          + String.join(", ", editions.subList(0, Math.min(NAMED, editions.size())))
          + (editions.size() > NAMED ? ", …" : "")
          + ". See 'larksong deliveries'.";
    }

    static Set<String> labels(List<Delivery> deliveries) {
      return deliveries.stream()
          .map(Delivery::label)
          .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isMeant(Delivery delivery) {
      return (target == null || delivery.label().equals(target))
          && (edition == null || delivery.edition().text().equals(edition));
    }

    void tell(Targets targets, List<Delivery> told, int count, String what) {
      answer(
          told.stream().map(one -> Answer.of(targets, one)).toList(),
          count + (count == 1 ? " edition is " : " editions are ") + what);
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
        if (meant.isEmpty()) {
          answer(List.of(), ALL_THERE);
        } else if (left.isEmpty()) {
          tell(targets, left, meant.size(), "no longer waiting.");
        } else {
          tell(targets, left, left.size(), "still not there.");
        }
        left.forEach(
            one -> err().println(one.label() + " " + one.edition() + ": " + why(targets, one)));
        return left.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
      }
    }

    private static String why(Targets targets, Delivery delivery) {
      String reason = Answer.of(targets, delivery).reason();
      return reason.isEmpty() ? "It is sent, and not ready there yet." : reason;
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
      try (Larksong larksong = open()) {
        Targets targets = larksong.targets();
        if (target == null) {
          throw new UsageException(
              targets.missing().isEmpty()
                  ? "Name a target. Nothing waits: everything is where it should be."
                  : "Name the target whose editions are to be given up: "
                      + String.join(", ", labels(targets.missing()))
                      + ".");
        }
        List<Delivery> meant = meant(targets);
        meant.forEach(targets::drop);
        tell(targets, meant.stream().map(Delivery::dropped).toList(), meant.size(), "dropped.");
        return ExitCode.DONE;
      }
    }
  }
}
