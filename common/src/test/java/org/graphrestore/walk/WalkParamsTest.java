package org.graphrestore.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.graphrestore.config.Catalog;
import org.graphrestore.config.Settings;
import org.junit.jupiter.api.Test;

class WalkParamsTest {
  private static WalkParams from(Map<String, String> assignments) {
    return WalkParams.from(Settings.resolve(Catalog.of(WalkParams.KEYS), List.of(), assignments));
  }

  @Test
  void defaultsAreThoseOfDeepWalk() {
    assertThat(from(Map.of())).isEqualTo(new WalkParams(WalkLaw.UNIFORM, 10, 80));
  }

  @Test
  void textsAreReadBack() {
    WalkParams params = from(Map.of("walk.walks-per-node", "3", "walk.length", "7"));
    assertThat(params).isEqualTo(new WalkParams(WalkLaw.UNIFORM, 3, 7));
    assertThat(params.texts())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "walk.law", "uniform",
                "walk.walks-per-node", "3",
                "walk.length", "7",
                "walk.p", "1.0",
                "walk.q", "1.0",
                "walk.restart", "0.0"));
    assertThat(WalkParams.of(params.texts())).isEqualTo(params);
    WalkParams biased = new WalkParams(WalkLaw.NODE2VEC, 3, 7, .25, 4, .1);
    assertThat(WalkParams.of(biased.texts())).isEqualTo(biased);
    assertThat(from(biased.texts())).isEqualTo(biased);
  }

  @Test
  void badSettingsNameTheBound() {
    assertThatThrownBy(() -> from(Map.of("walk.length", "1", "walk.law", "unifrom")))
        .hasMessageContaining("Invalid walk.length: 1 (must be 2 .. 100000)")
        .hasMessageContaining(
            "must be one of uniform, weighted, node2vec, node2vec-plus, metapath; did you mean"
                + " uniform?");
    assertThatThrownBy(() -> new WalkParams(WalkLaw.UNIFORM, 10, 1))
        .hasMessage(
            "Invalid walk.length: 1 (must be 2 .. 100000; it counts nodes, so 2 is one step)");
    assertThatThrownBy(() -> new WalkParams(WalkLaw.UNIFORM, 0, 80))
        .hasMessage("Invalid walk.walks-per-node: 0 (must be 1 .. 100000)");
    assertThatThrownBy(() -> from(Map.of("walk.p", "0", "walk.restart", "1.0")))
        .hasMessageContaining("Invalid walk.p: 0 (must be 0.001 .. 1000)")
        .hasMessageContaining("Invalid walk.restart: 1.0 (must be 0 .. 0.99)");
    assertThatThrownBy(() -> new WalkParams(WalkLaw.NODE2VEC, 1, 2, 1, Double.NaN, 0))
        .hasMessage("Invalid walk.q: NaN (must be 0.001 .. 1000.0)");
    assertThatThrownBy(() -> new WalkParams(WalkLaw.WEIGHTED, 1, 2, .5, 1, 0))
        .hasMessage(
            "walk.p and walk.q are read by walk.law=node2vec and node2vec-plus only, but walk.law is"
                + " weighted; leave them at 1, or choose node2vec");
  }

  @Test
  void whatEndsWalksIsReadBackAndKeptOutOfTheOldTexts() {
    WalkParams fixed = from(Map.of("walk.stop", "fixed"));
    assertThat(fixed).isEqualTo(new WalkParams(WalkLaw.UNIFORM, 10, 80));
    assertThat(fixed.texts()).doesNotContainKey("walk.stop");
    WalkParams usual = from(Map.of("walk.stop", "entropy"));
    assertThat(usual).isEqualTo(fixed.with(WalkStop.entropy()));
    WalkParams params =
        from(
            Map.of(
                "walk.stop", "entropy",
                "walk.stop-mu", "0.9",
                "walk.least-length", "12",
                "walk.stop-delta", "0"));
    assertThat(params.stop()).isEqualTo(new WalkStop(StopRule.ENTROPY, 0.9, 12, 0));
    assertThat(WalkParams.of(params.texts())).isEqualTo(params);
    assertThat(from(params.texts())).isEqualTo(params);
    assertThat(params.withWalksPerNode(3).walksPerNode()).isEqualTo(3);
    assertThat(params.withWalksPerNode(3).stop()).isEqualTo(params.stop());
  }

  @Test
  void badStopsNameTheBound() {
    assertThatThrownBy(() -> from(Map.of("walk.stop", "entropic", "walk.stop-mu", "1.1")))
        .hasMessageContaining("must be one of fixed, entropy; did you mean entropy?")
        .hasMessageContaining("Invalid walk.stop-mu: 1.1 (must be 0 .. 1)");
    assertThatThrownBy(() -> new WalkStop(StopRule.ENTROPY, Double.NaN, 20, 0))
        .hasMessage("Invalid walk.stop-mu: NaN (must be 0.0 .. 1.0)");
    assertThatThrownBy(() -> new WalkStop(StopRule.ENTROPY, 0.9, 20, -1))
        .hasMessage("Invalid walk.stop-delta: -1.0 (must be 0.0 .. 1000.0)");
    assertThatThrownBy(() -> new WalkStop(StopRule.ENTROPY, 0.9, 1, 0))
        .hasMessage(
            "Invalid walk.least-length: 1 (must be 2 .. 100000; it counts nodes, and two points are"
                + " the fewest for a line)");
    assertThatThrownBy(() -> from(Map.of("walk.stop", "entropy", "walk.length", "10")))
        .hasMessage(
            "Invalid walk.least-length: "
                + WalkStop.entropy().leastLength()
                + " (must be at most walk.length, which is 10)");
    assertThatThrownBy(() -> from(Map.of("walk.stop-mu", "0.5")))
        .hasMessage(
            "walk.stop-mu, walk.least-length and walk.stop-delta are read by walk.stop=entropy"
                + " only, but walk.stop is fixed; leave them out, or choose entropy");
  }

  @Test
  void selectionsAreChecked() {
    assertThatThrownBy(() -> new WalkSelection(0, 3, 3, 1))
        .hasMessage(
            "Invalid selection of walks: epoch 0, episode 3 of 3 (needs epoch >= 0 and 0 <= episode"
                + " < episodes)");
  }

  @Test
  void batchesAreChecked() {
    assertThatThrownBy(
            () -> new WalkBatch(new long[1], new int[1], new int[] {0, 2}, new int[] {7, 2, 7}))
        .hasMessage("Offsets of a batch of walks must start at 0 and end at 3");
    assertThatThrownBy(() -> new WalkBatch(new long[2], new int[1], new int[2], new int[0]))
        .hasMessage("A batch of 2 walks has 1 walk numbers (needs 2) and 2 offsets (needs 3)");
  }
}
