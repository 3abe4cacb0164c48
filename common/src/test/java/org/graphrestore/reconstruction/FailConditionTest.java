package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.graphrestore.reconstruction.ReconstructionSummary.HopSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.ScoreSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.TruthSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailConditionTest {
  private static final ReconstructionParams PARAMS =
      new ReconstructionParams(
          2, List.of(ScoreKind.DOT, ScoreKind.COSINE), OptionalInt.empty(), 0, 0.95, 0, 1);

  /** The template has every name; the numbers are put in by hand. */
  private static MetricTree result(double map) {
    SummaryJson json = new SummaryJson(SummaryFiles.json(summary(emptyTruth())));
    return json.with("\"map\" : 0.0", "\"map\" : " + map).tree();
  }

  private static ReconstructionSummary summary(TruthSummary truth) {
    ReconstructionSummary template = new SummaryBuilder(PARAMS, 0).summary(2, false);
    List<HopSummary> hops =
        template.scores().get(0).hops().stream()
            .map(hop -> new HopSummary(hop.hop(), truth, truth))
            .toList();
    return new ReconstructionSummary(
        9, false, 9, false, List.of(new ScoreSummary(ScoreKind.COSINE, hops)));
  }

  /** A result as it lies in a file, with a number changed. */
  private record SummaryJson(String text) {
    SummaryJson with(String before, String after) {
      assertThat(text).contains(before);
      return new SummaryJson(text.replace(before, after));
    }

    MetricTree tree() {
      return MetricTree.ofJson(text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cosine.hop1.shell.map < 0.4, true",
    "cosine.hop1.shell.map<0.3125, false",
    "cosine.hop1.shell.map <= .3125, true",
    "  cosine.hop2.ball.map   >  3.125e-1, false",
    "cosine.hop2.ball.map >= 0.3125, true",
    "cosine.hop2.ball.map > -1, true",
    "cosine.hop1.queries < 1, true",
    "cosine.hop1.shell.precision.10 > 0, false",
  })
  void comparesTheNumberOfThatName(String text, boolean failed) {
    FailCondition.Verdict verdict = FailCondition.parse(text).judge(result(0.3125));

    assertThat(verdict.failed()).isEqualTo(failed);
    assertThat(verdict.condition()).isEqualTo(text.strip());
  }

  @Test
  void tellsTheFigure() {
    assertThat(FailCondition.parse("cosine.hop1.shell.map < 0.4").judge(result(0.3125)).told())
        .isEqualTo("cosine.hop1.shell.map < 0.4: it is 0.3125");
  }

  @Test
  void aNumberThatIsNotKnownIsHeldBack() {
    MetricTree unknown =
        new SummaryJson(SummaryFiles.json(summary(emptyTruth())))
            .with("\"map\" : 0.0", "\"map\" : \"NaN\"")
            .tree();

    FailCondition.Verdict verdict =
        FailCondition.parse("cosine.hop1.shell.map < 0.4").judge(unknown);

    assertThat(verdict.failed()).isTrue();
    assertThat(verdict.told()).isEqualTo("cosine.hop1.shell.map < 0.4: it is not known");
  }

  @Test
  void rowsOfAListAreNamedByWhereTheyBegin() {
    String json =
        SummaryFiles.json(summary(emptyTruth()))
            .replace("\"byDegree\" : [ ]", "\"byDegree\" : [ {\"from\": 4, \"map\": 0.5} ]");

    assertThat(MetricTree.ofJson(json).value("cosine.hop1.shell.byDegree.4.map")).isEqualTo(0.5);
  }

  @Test
  void aRowThatAListDoesNotHaveIsNotKnown() {
    FailCondition condition = FailCondition.parse("cosine.hop1.shell.byDegree.4.map < 0.1");
    condition.check(MetricTree.expected(PARAMS));

    assertThat(condition.judge(result(0.5)).failed()).isTrue();
  }

  @Test
  void sectionsMayBeAdded() {
    MetricTree tree = result(0).with("restored", "{\"edges\": {\"precision\": 0.25}}");

    assertThat(FailCondition.parse("restored.edges.precision < 0.5").judge(tree).failed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cosin.hop1.shell.map < 1 | unknown score cosin; did you mean cosine? (the result has dot,"
            + " cosine)",
        "cosine.hop3.shell.map < 1 | unknown hop hop3; did you mean hop1? (cosine has hop1, hop2)",
        "cosine.hop1.shel.map < 1 | unknown truth shel; did you mean shell? (cosine.hop1 has"
            + " queries, shell, ball)",
        "cosine.hop1.shell.mapp < 1 | unknown metric mapp; did you mean map? (cosine.hop1.shell has",
        "cosine.hop1.shell.precision.7 < 1 | unknown metric 7 (cosine.hop1.shell.precision has 1,"
            + " 5, 10, 50, 100)",
        "cosine.hop1.shell < 1 | cosine.hop1.shell is no number; add one of map, ",
        "cosine.hop1.shell.map.x < 1 | cosine.hop1.shell.map is a number and has no x",
      })
  void namesWhatIsUnknownAndWhatThereIs(String text, String message) {
    FailCondition condition = FailCondition.parse(text);

    assertThatThrownBy(() -> condition.check(MetricTree.expected(PARAMS)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid condition '" + text.strip() + "': ")
        .hasMessageContaining(message.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cosine.hop1.shell.map | must be METRIC OPERATOR NUMBER",
        "< 3 | must be METRIC OPERATOR NUMBER",
        "map == 3 | unknown operator == (must be < <= > or >=)",
        "map < x | x to compare with (must be a finite number)",
        "map < | nothing to compare with (must be a finite number)",
        "map < Infinity | Infinity to compare with (must be a finite number)",
      })
  void refusesWhatIsNoCondition(String text, String message) {
    assertThatThrownBy(() -> FailCondition.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text.strip() + "'")
        .hasMessageContaining(message.strip());
  }

  private static TruthSummary emptyTruth() {
    return new SummaryBuilder(PARAMS, 0).summary(2, false).scores().get(0).hops().get(0).shell();
  }
}
