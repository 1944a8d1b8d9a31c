package larksong.cli;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import larksong.app.Larksong;
import larksong.library.journal.Departures;
import larksong.library.journal.Departures.Noted;
import larksong.model.Departure;
import larksong.model.Departure.Part;
import larksong.model.Edition;
import larksong.model.EditionId;
import larksong.model.Rundown;
import larksong.model.Story;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells what left this machine. */
@Command(
    name = "egress",
    description = {
      "Prints what left this machine: to whom, which fields of which items, how many bytes.",
      "With an edition each call, else how much went for each edition. What a program was given is"
          + " told too, as nobody knows what it passes on."
    },
    footer = {"", "Example: larksong egress demo 2026-11-21"})
final class EgressCommand extends Options {

  private static final String NOTHING = "Nothing left this machine.";

  private static final String INDENT = " ".repeat(17);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.UK);

  @Parameters(
      index = "0",
      paramLabel = "SHOW",
      arity = "0..1",
      description = "The show's name; else all, with what was for no edition.")
  @Nullable String show;

  @Parameters(
      index = "1",
      paramLabel = "EDITION",
      arity = "0..1",
      description = "2026-11-21 or 2026-11-21T06:30; else all of the show.")
  @Nullable String edition;

  /** A call in {@code egress --json}. */
  record Answer(
      String at,
      Optional<String> edition,
      String purpose,
      String recipient,
      String place,
      List<Part> parts,
      long bytes) {

    static Answer of(Noted noted) {
      Departure departure = noted.departure();
      return new Answer(
          noted.at().toString(),
          departure.edition().map(EditionId::text),
          departure.purpose().word(),
          departure.recipient(),
          departure.place(),
          departure.parts(),
          departure.bytes());
    }
  }

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      List<Noted> left =
          show == null ? new Departures(larksong.library().store()).all() : of(larksong, show);
      String words = edition == null ? sums(left) : calls(larksong, left);
      boolean shares = larksong.configuration().installation().cluster().isPresent();
      answer(
          left.stream().map(Answer::of).toList(),
          (left.isEmpty() ? NOTHING : words)
              + (shares ? "\nThe library itself is kept where 'cluster' says; see there." : ""));
      return ExitCode.DONE;
    }
  }

  private List<Noted> of(Larksong larksong, String name) throws Exception {
    List<Noted> left = new Departures(larksong.library().store()).of(name);
    if (left.isEmpty()) {
      larksong.show(name); // of one that is configured nothing left
    }
    if (edition == null) {
      return left;
    }
    String meant = meant(name, edition);
    return left.stream().filter(noted -> isFor(noted, meant)).toList();
  }

  private static String meant(String name, String written) throws UsageException {
    try {
      return EditionId.of(name, written).slug();
    } catch (DateTimeException e) {
      throw new UsageException(String.valueOf(e.getMessage()) + ".");
    }
  }

  /** A date alone means all editions of the day. */
  private static boolean isFor(Noted noted, String slug) {
    return noted
        .departure()
        .edition()
        .filter(one -> one.slug().equals(slug) || one.date().toString().equals(slug))
        .isPresent();
  }

  /** How much went for each edition, and to whom. */
  private static String sums(List<Noted> left) {
    Map<String, long[]> sums = new LinkedHashMap<>();
    for (Noted noted : left) {
      Departure one = noted.departure();
      String line =
          String.format(
              "%-28s  %-8s  %-48s",
              one.edition().map(EditionId::text).orElse("for no edition"),
              one.purpose().word(),
              whom(one));
      long[] sum = sums.computeIfAbsent(line, none -> new long[2]);
      sum[0]++;
      sum[1] += one.bytes();
    }
    StringBuilder words = new StringBuilder();
    sums.forEach(
        (line, sum) ->
            words.append(
                String.format(
                    Locale.ROOT,
                    "%s  %s  %,13d bytes%n",
                    line,
                    String.format("%11s", count(sum[0], "call")),
                    sum[1])));
    return words.append(total(left)).toString();
  }

  private static String calls(Larksong larksong, List<Noted> left) {
    Set<EditionId> editions = new LinkedHashSet<>();
    left.forEach(noted -> noted.departure().edition().ifPresent(editions::add));
    StringBuilder words = new StringBuilder();
    for (EditionId one : editions) {
      ZoneId zone = RunsCommand.zone(larksong, one.show());
      words.append(one).append(", times in ").append(zone).append('\n');
      Map<String, String> titles = titles(larksong, new Edition(one, zone));
      left.stream()
          .filter(noted -> noted.departure().edition().filter(one::equals).isPresent())
          .forEach(noted -> words.append(call(noted, zone, titles)));
    }
    return words.append(total(left)).toString();
  }

  private static String call(Noted noted, ZoneId zone, Map<String, String> titles) {
    Departure one = noted.departure();
    StringBuilder words =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%-15s  %-8s  %-48s  %,13d bytes%n",
                TIME.format(noted.at().atZone(zone)),
                one.purpose().word(),
                whom(one),
                one.bytes()));
    Map<String, List<String>> things = new LinkedHashMap<>();
    for (Part part : one.parts()) {
      String fields =
          (part.source().isEmpty() ? part.thing() : part.source())
              + ": "
              + String.join(", ", part.fields());
      List<String> items = things.computeIfAbsent(fields, none -> new ArrayList<>());
      if (!part.source().isEmpty()) {
        items.add(titles.getOrDefault(part.thing(), part.thing()));
      }
    }
    things.forEach(
        (fields, items) ->
            words
                .append(INDENT)
                .append(fields)
                .append(items.isEmpty() ? "" : " of " + String.join("; ", items))
                .append(System.lineSeparator()));
    return words.toString();
  }

  private static String whom(Departure one) {
    String at = one.place().startsWith("program ") ? " by " : " at ";
    return one.recipient().isEmpty() ? one.place() : one.recipient() + at + one.place();
  }

  /** What items are called, where what the edition told lies here still. */
  private static Map<String, String> titles(Larksong larksong, Edition edition) {
    return larksong.studio().rundown(edition).map(Rundown::stories).orElse(List.of()).stream()
        .map(Story::item)
        .collect(
            Collectors.toMap(
                item -> item.id(), item -> "'" + item.title() + "'", (first, second) -> first));
  }

  private static String total(List<Noted> left) {
    long bytes = left.stream().mapToLong(noted -> noted.departure().bytes()).sum();
    return String.format(Locale.ROOT, "%s, %,d bytes", count(left.size(), "call"), bytes);
  }
}
