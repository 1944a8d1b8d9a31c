package larksong.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Optional;
import larksong.model.CardMemory;
import larksong.model.Grade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FsrsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

  /** The history and its outcome that the reference implementations of FSRS-6 test with. */
  @Test
  void remembersAsTheReferenceImplementationsDo() {
    int[] daysBetween = {0, 0, 1, 3, 8, 21, 0};
    Optional<CardMemory> known = Optional.empty();
    LocalDate day = DAY;
    for (int i = 0; i < daysBetween.length; i++) {
      day = day.plusDays(daysBetween[i]);
      known = Optional.of(Fsrs.review(known, i == 0 ? Grade.AGAIN : Grade.GOOD, day));
    }

    assertThat(known.orElseThrow().stability()).isCloseTo(53.62691, within(0.0001));
    assertThat(known.orElseThrow().difficulty()).isCloseTo(6.346358, within(0.0001));
  }

  @Test
  void waitsLongerEachTimeACardWasKnownAndADayWhenItWasNot() {
    CardMemory first = Fsrs.review(Optional.empty(), Grade.GOOD, DAY);
    CardMemory second = Fsrs.review(Optional.of(first), Grade.GOOD, first.due());
    CardMemory third = Fsrs.review(Optional.of(second), Grade.GOOD, second.due());
    CardMemory missed = Fsrs.review(Optional.of(third), Grade.AGAIN, third.due());

    assertThat(first.due()).isEqualTo(DAY.plusDays(2));
    assertThat(second.due()).isEqualTo(first.due().plusDays(11));
    assertThat(third.due()).isEqualTo(second.due().plusDays(46));
    assertThat(missed.due()).isBefore(third.due().plusDays(5));
  }

  @ParameterizedTest
  @EnumSource(Grade.class)
  void neverAsksAgainOnTheSameDay(Grade grade) {
    CardMemory known = Fsrs.review(Optional.empty(), grade, DAY);
    for (int i = 0; i < 50; i++) {
      known = Fsrs.review(Optional.of(known), grade, DAY);
      assertThat(known.due()).isAfter(DAY);
      assertThat(known.difficulty()).isBetween(1.0, 10.0);
    }
  }
}
