package org.graphrestore.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.graphrestore.classification.ClassificationParams.Normalization;
import org.graphrestore.classification.ClassificationParams.UnknownNodes;
import org.graphrestore.classification.ClassificationSummary.Figure;
import org.graphrestore.classification.ClassificationSummary.Fraction;
import org.graphrestore.config.Catalog;
import org.graphrestore.config.InvalidSettingsException;
import org.graphrestore.config.Settings;
import org.junit.jupiter.api.Test;

class ClassificationParamsTest {
  private static ClassificationParams of(Map<String, String> assignments) {
    return ClassificationParams.from(
        Settings.resolve(Catalog.of(ClassificationParams.KEYS), List.of(), assignments));
  }

  @Test
  void defaultsAreDeepWalks() {
    ClassificationParams params = of(Map.of());
    assertThat(params.fractions()).containsExactly(10, 20, 30, 40, 50, 60, 70, 80, 90);
    assertThat(params.repeats()).isEqualTo(10);
    assertThat(params.cost()).isEqualTo(1);
    assertThat(params.normalize()).isEqualTo(Normalization.NONE);
    assertThat(params.unknownNodes()).isEqualTo(UnknownNodes.DROP);
    assertThat(params.texts()).hasSize(7).containsEntry("classify.normalize", "none");
  }

  @Test
  void fractionsAreSortedAndOnce() {
    ClassificationParams params = of(Map.of("classify.fractions", "50, 9,50"));
    assertThat(params.fractions()).containsExactly(9, 50);
    assertThat(params.texts()).containsEntry("classify.fractions", "9,50");
  }

  @Test
  void namesEveryBadValue() {
    assertThatThrownBy(
            () ->
                of(
                    Map.of(
                        "classify.fractions", "0.5",
                        "classify.repeats", "0",
                        "classify.c", "0",
                        "classify.max-nodes", "99")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("classify.fractions: 0.5 (must be whole numbers from 1 to 99")
        .hasMessageContaining("classify.repeats: 0 (must be 1 .. 1000")
        .hasMessageContaining("classify.c: 0 (must be more than 0")
        .hasMessageContaining("classify.max-nodes: 99 (must be 100 ..");
    assertThatThrownBy(() -> of(Map.of("classify.fractions", "100")))
        .hasMessageContaining("must be whole numbers from 1 to 99");
  }

  @Test
  void theRecordChecksItself() {
    assertThatThrownBy(
            () ->
                new ClassificationParams(
                    List.of(90, 10), 1, 1, Normalization.NONE, UnknownNodes.DROP, 100, false))
        .hasMessage("Invalid classify.fractions: [90, 10] (must be some of 1 .. 99, ascending)");
  }

  @Test
  void trainingNodesAreRoundedDown() {
    assertThat(ClassificationParams.trainingNodes(10_312, 10)).isEqualTo(1031);
    assertThat(ClassificationParams.trainingNodes(9, 10)).isZero();
    assertThat(ClassificationParams.trainingNodes(2_000_000_000, 90)).isEqualTo(1_800_000_000);
  }

  @Test
  void filesSayWhatIsThere() {
    SplitScore one = new SplitScore(0.5, 0.25, 0.5, 0.2, 0.1, 0.2, 0);
    SplitScore two = new SplitScore(0.7, 0.35, 0.7, 0.2, 0.1, 0.2, 1);
    Fraction fraction = Fraction.of(50, 3, 4, List.of(one, two));
    assertThat(fraction.micro()).isEqualTo(new Figure(0.6, 0.09999999999999998, List.of(0.5, 0.7)));
    assertThat(fraction.unconverged()).isEqualTo(1);
    ClassificationSummary summary =
        new ClassificationSummary(7, 9, 3, 1.5, 2, 2, List.of(fraction));
    assertThat(ClassificationFiles.json(summary))
        .contains("\"nodes\" : 7", "\"labelledNodes\" : 9", "\"sampled\" : true")
        .contains("\"singleLabel\" : false", "\"percent\" : 50", "\"majorityMicro\"")
        .endsWith("}\n");
    assertThat(ClassificationFiles.csv(summary).lines().skip(1))
        .containsExactly(
            "50,3,4,0.6,0.09999999999999998,0.3,0.04999999999999999,0.6,"
                + "0.09999999999999998,0.2,0.1");
  }
}
