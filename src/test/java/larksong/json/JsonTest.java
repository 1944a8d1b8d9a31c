package larksong.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Fixtures;
import larksong.model.Gap;
import larksong.model.Gathered;
import larksong.model.Line;
import larksong.model.Origin;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void everyRecordComesBackUnchanged() throws Exception {
    Gathered gathered =
        new Gathered(
            List.of(
                Fixtures.dentist(),
                Fixtures.rent(),
                Fixtures.bridge(),
                Fixtures.card("c", "q", "a")),
            List.of(new Gap("work", "gone")));
    Rundown rundown =
        Fixtures.aRundown(List.of(Fixtures.must(Fixtures.dentist())), gathered.gaps());
    Draft draft =
        new Draft(
            new Script(
                "T",
                "S",
                java.util.Locale.UK,
                List.of(
                    new Segment(
                        "H",
                        List.of(new Line("host", "Hi.", Optional.of(Duration.ofMillis(1500)))),
                        List.of("a1")))),
            Origin.OUTLINE,
            "outline",
            List.of(new Finding("c", Finding.Severity.NOTE, "w", "r")));

    assertThat(Json.read(Json.write(gathered), Gathered.class)).isEqualTo(gathered);
    assertThat(Json.read(Json.print(rundown), Rundown.class)).isEqualTo(rundown);
    assertThat(Json.read(Json.write(draft), Draft.class)).isEqualTo(draft);
    assertThat(Json.read(Json.write(Fixtures.aShow("k")), larksong.model.Show.class))
        .isEqualTo(Fixtures.aShow("k"));
  }

  @Test
  void takesADraftOfAnEarlierBuildForAModels() throws Exception {
    String earlier =
        "{\"script\":{\"title\":\"T\",\"summary\":\"S\",\"language\":\"en-GB\",\"segments\":[{\"heading\":\"H\","
            + "\"lines\":[{\"speaker\":\"host\",\"text\":\"Hi.\",\"pause\":null}],\"covers\":[]}]},"
            + "\"writer\":\"outline\",\"findings\":[]}";

    assertThat(Json.read(earlier, Draft.class).origin()).isEqualTo(Origin.MODEL);
  }
}
