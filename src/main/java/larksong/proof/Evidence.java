package larksong.proof;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import larksong.model.Appointment;
import larksong.model.Edition;
import larksong.model.Fact;
import larksong.model.Item;
import larksong.model.Span;
import larksong.model.Story;
import larksong.spoken.Heard;
import larksong.spoken.Mention;
import larksong.spoken.Mention.Kind;

/**
 * What a story gives its sentences to rest on: its words, and everything exact in them.
 *
 * @param asides times that are not when it is: its end, and when it was before it moved
 */
record Evidence(
    String text,
    Set<String> words,
    Set<String> pairs,
    List<Mention> mentions,
    List<Mention> asides) {

  /** Days; a date without a year is the nearest one. */
  private static final int NEAR = 300;

  private static final Set<String> ASIDE = Set.of("until", "untilTime", "was");

  /** Of one story; what its source wrote may be in another language than the show. */
  static Evidence of(Story story, Edition edition, Locale language) {
    List<String> told = new ArrayList<>(texts(story.item()));
    List<Mention> asides = new ArrayList<>();
    List<Mention> mentions = new ArrayList<>();
    dates(story, edition, mentions, asides);
    for (Fact fact : story.facts()) {
      List<Mention> heard = heard(fact.phrase(), language);
      boolean aside = ASIDE.contains(fact.name());
      heard.stream()
          .filter(mention -> aside && mention.kind() == Kind.TIME)
          .map(mention -> mention.after(fact.name()))
          .forEach(asides::add);
      heard.stream()
          .filter(mention -> !aside || mention.kind() != Kind.TIME)
          .forEach(mentions::add);
    }
    for (String text : told) {
      Stream.of(language, Locale.ENGLISH)
          .map(Locale::getLanguage)
          .distinct()
          .forEach(tongue -> mentions.addAll(heard(text, Locale.forLanguageTag(tongue))));
    }
    story.facts().stream().map(Fact::phrase).forEach(told::add);
    moved(story.item(), mentions);
    List<Mention> derived = new ArrayList<>();
    mentions.forEach(mention -> derive(mention, edition, derived));
    mentions.addAll(derived);
    return of(String.join("\n", told), mentions, asides);
  }

  /** Of a plain text in the show's language. */
  static Evidence of(String text, Locale language) {
    return of(text, heard(text, language), List.of());
  }

  private static Evidence of(String text, List<Mention> mentions, List<Mention> asides) {
    List<String> words = Words.of(text);
    Set<String> pairs = new HashSet<>();
    for (int i = 1; i < words.size(); i++) {
      pairs.add(words.get(i - 1) + " " + words.get(i));
    }
    return new Evidence(
        text, Set.copyOf(words), Set.copyOf(pairs), List.copyOf(mentions), List.copyOf(asides));
  }

  static Evidence all(Stream<Evidence> parts) {
    StringBuilder text = new StringBuilder();
    Set<String> words = new HashSet<>();
    Set<String> pairs = new HashSet<>();
    List<Mention> mentions = new ArrayList<>();
    List<Mention> asides = new ArrayList<>();
    parts.forEach(
        part -> {
          text.append(part.text()).append('\n');
          words.addAll(part.words());
          pairs.addAll(part.pairs());
          mentions.addAll(part.mentions());
          asides.addAll(part.asides());
        });
    return new Evidence(text.toString(), words, pairs, mentions, asides);
  }

  boolean hasWord(String word) {
    return words.contains(word) || words.stream().anyMatch(known -> Words.sameName(known, word));
  }

  boolean hasWordLike(String word) {
    return words.stream().anyMatch(known -> Words.alike(known, word));
  }

  private static List<Mention> heard(String text, Locale language) {
    return Heard.of(language).map(heard -> heard.mentions(text)).orElse(List.of());
  }

  /** Everything that a source wrote about an item. */
  static List<String> texts(Item item) {
    List<String> texts = new ArrayList<>(item.texts());
    item.author().ifPresent(texts::add);
    texts.add(item.source());
    return texts;
  }

  private static void dates(
      Story story, Edition edition, List<Mention> mentions, List<Mention> asides) {
    Item item = story.item();
    if (item instanceof Appointment appointment) {
      span(appointment.when(), edition, mentions, asides);
      appointment.movedFrom().ifPresent(before -> span(before, edition, asides, asides));
    } else {
      item.day(edition.zone()).ifPresent(day -> date(day, edition, mentions));
      item.due().ifPresent(day -> date(day, edition, mentions));
    }
  }

  private static void span(Span span, Edition edition, List<Mention> starts, List<Mention> ends) {
    if (span instanceof Span.Days days) {
      date(days.first(), edition, starts);
      date(days.last(), edition, starts);
    } else {
      Span.Timed timed = (Span.Timed) span;
      time(timed.start(), edition, starts);
      time(timed.end(), edition, ends);
    }
  }

  private static void time(ZonedDateTime time, Edition edition, List<Mention> mentions) {
    for (ZonedDateTime local : List.of(time, time.withZoneSameInstant(edition.zone()))) {
      int minutes = local.getHour() * 60 + local.getMinute();
      mentions.add(mention(Kind.TIME, minutes, "day"));
      date(local.toLocalDate(), edition, mentions);
    }
  }

  /** How much later or earlier something is than it was. */
  private static void moved(Item item, List<Mention> mentions) {
    if (item instanceof Appointment appointment
        && appointment.when() instanceof Span.Timed now
        && appointment.movedFrom().orElse(null) instanceof Span.Timed before) {
      long seconds = Math.abs(Duration.between(before.start(), now.start()).toSeconds());
      mentions.add(mention(Kind.DURATION, (double) seconds, ""));
    }
  }

  /** A date has a weekday, and each of both may be yesterday, today or tomorrow. */
  private static void derive(Mention mention, Edition edition, List<Mention> derived) {
    if (mention.kind() == Kind.DATE && mention.unit().isEmpty()) {
      int month = (int) mention.value() / 100;
      int day = (int) mention.value() % 100;
      for (int year = edition.date().getYear() - 1; year <= edition.date().getYear() + 1; year++) {
        if (YearMonth.of(year, month).isValidDay(day)) {
          LocalDate date = LocalDate.of(year, month, day);
          if (Math.abs(ChronoUnit.DAYS.between(edition.date(), date)) < NEAR) {
            date(date, edition, derived);
          }
        }
      }
    } else if (mention.kind() == Kind.WEEKDAY || mention.kind() == Kind.DAY) {
      for (int away = -1; away <= 1; away++) {
        LocalDate date = edition.date().plusDays(away);
        boolean meant =
            mention.kind() == Kind.DAY
                ? mention.value() == away
                : mention.value() == date.getDayOfWeek().getValue();
        if (meant) {
          derived.add(mention(Kind.DAY, away, ""));
          derived.add(mention(Kind.WEEKDAY, date.getDayOfWeek().getValue(), ""));
        }
      }
    }
  }

  private static Mention mention(Kind kind, double value, String unit) {
    return new Mention(kind, value, unit, false, "", "");
  }

  private static void date(LocalDate date, Edition edition, List<Mention> mentions) {
    mentions.add(mention(Kind.DATE, date.getMonthValue() * 100 + date.getDayOfMonth(), ""));
    mentions.add(mention(Kind.WEEKDAY, date.getDayOfWeek().getValue(), ""));
    mentions.add(mention(Kind.NUMBER, date.getYear(), ""));
    long away = ChronoUnit.DAYS.between(edition.date(), date);
    if (away != 0) {
      mentions.add(mention(Kind.DURATION, Math.abs(away) * 86_400.0, ""));
    }
    if (Math.abs(away) <= 2) {
      mentions.add(mention(Kind.DAY, (double) away, ""));
    }
  }
}
