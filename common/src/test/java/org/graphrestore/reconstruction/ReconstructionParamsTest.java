package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.graphrestore.config.Catalog;
import org.graphrestore.config.InvalidSettingsException;
import org.graphrestore.config.Settings;
import org.junit.jupiter.api.Test;

class ReconstructionParamsTest {
  private static ReconstructionParams of(Map<String, String> assignments) {
    return ReconstructionParams.from(
        Settings.resolve(Catalog.of(ReconstructionParams.KEYS), List.of(), assignments));
  }

  @Test
  void defaults() {
    ReconstructionParams params = of(Map.of());
    assertThat(params.hops()).isEqualTo(3);
    assertThat(params.scores()).containsExactly(ScoreKind.DOT, ScoreKind.COSINE, ScoreKind.L2);
    assertThat(params.queries()).isEmpty();
    assertThat(params.texts()).containsEntry("reconstruct.queries", "all").hasSize(7);
  }

  @Test
  void readsScoresInOrderAndASample() {
    ReconstructionParams params =
        of(Map.of("reconstruct.scores", "cosine, dot", "reconstruct.queries", "300"));
    assertThat(params.scores()).containsExactly(ScoreKind.COSINE, ScoreKind.DOT);
    assertThat(params.queries()).hasValue(300);
    assertThat(params.texts()).containsEntry("reconstruct.scores", "cosine,dot");
  }

  @Test
  void namesEveryBadValue() {
    assertThatThrownBy(
            () ->
                of(
                    Map.of(
                        "reconstruct.scores", "cosine,cosine",
                        "reconstruct.queries", "some",
                        "reconstruct.hops", "9")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("names cosine twice")
        .hasMessageContaining("must be all, or a whole number of at least 1")
        .hasMessageContaining("must be 1 .. 8");
  }

  @Test
  void theRecordChecksItself() {
    assertThatThrownBy(
            () ->
                new ReconstructionParams(
                    9, List.of(ScoreKind.DOT), OptionalInt.empty(), 0, 0.95, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid reconstruct.hops: 9 (must be 1 .. 8)");
    assertThatThrownBy(
            () -> new ReconstructionParams(1, List.of(), OptionalInt.empty(), 0, 0.95, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid reconstruct.scores: [] (must be at least one score, none twice)");
  }
}
