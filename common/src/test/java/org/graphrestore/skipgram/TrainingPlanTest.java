package org.graphrestore.skipgram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingPlanTest {
  private static SkipGramParams params(int dim, int episodes, int blocks, int tileRows) {
    return new SkipGramParams(
        dim,
        10,
        5,
        1,
        0.025,
        0.0001,
        auto(episodes),
        auto(blocks),
        auto(tileRows),
        16,
        WalkSupply.STORED,
        TrainingSchedule.TILES,
        1);
  }

  /** 0 stands for auto. */
  private static OptionalInt auto(int value) {
    return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /** Worked out by hand from the rules. */
  @ParameterizedTest
  @CsvSource({
    // nodes, pairs a node, dim, blocks, tile rows, episodes
    "34, 8000, 128, 1, 34, 1",
    "3860, 8300, 128, 1, 3860, 1",
    // Four tiles of at most 4,096 rows; tiles ask for 8 episodes.
    "10312, 8300, 128, 1, 2578, 8",
    // Pairs of an episode: 8e8 / 2^25 = 23.8.
    "100000, 8000, 128, 1, 12500, 24",
    // One block of a million rows needs the largest tiles: 31 of 32,768 become 32.
    "1000000, 8000, 128, 1, 31250, 239",
    // Four blocks by 2^27 floats each, 1.6e10 pairs / 16 / 2^25 = 59.6, below 8000 / 20 / 2.
    "2000000, 8000, 128, 2, 31250, 120",
    "2000000, 8000, 256, 4, 31250, 30",
    // Few pairs: moving a hundred blocks allows one episode only.
    "100000000, 400, 128, 96, 32553, 1",
  })
  void automaticValues(
      long nodes, double pairsPerNode, int dim, int blocks, int tileRows, int episodes) {
    TrainingPlan plan = TrainingPlan.of(params(dim, 0, 0, 0), nodes, nodes * pairsPerNode);

    assertThat(plan.blocks()).isEqualTo(blocks);
    assertThat(plan.tileRows()).isEqualTo(tileRows);
    assertThat(plan.episodes()).isEqualTo(episodes);
  }

  /** One tile is one thread anyway; then windows need the least work. */
  @ParameterizedTest
  @CsvSource({
    // nodes, blocks, tile rows, schedule, expected
    "4096, 0, 0, AUTO, WINDOWS",
    "4097, 0, 0, AUTO, TILES",
    "4096, 1, 0, AUTO, TILES",
    "4096, 0, 512, AUTO, TILES",
    "0, 0, 0, AUTO, TILES",
    "34, 0, 0, TILES, TILES",
    "100000, 0, 0, WINDOWS, WINDOWS",
  })
  void schedule(
      long nodes, int blocks, int tileRows, TrainingSchedule schedule, TrainingSchedule expected) {
    assertThat(TrainingPlan.of(params(blocks, tileRows, schedule), nodes, nodes * 8e3).schedule())
        .isEqualTo(expected);
  }

  @Test
  void windowsNeedOneBlock() {
    assertThatThrownBy(() -> TrainingPlan.of(params(3, 0, TrainingSchedule.WINDOWS), 300, 1e6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "train.schedule=windows needs the whole model in one block, but it has 3 blocks; set"
                + " train.schedule to tiles, or train.blocks to 1");
  }

  private static SkipGramParams params(int blocks, int tileRows, TrainingSchedule schedule) {
    return new SkipGramParams(
        128,
        10,
        5,
        1,
        0.025,
        0.0001,
        auto(0),
        auto(blocks),
        auto(tileRows),
        16,
        WalkSupply.STORED,
        schedule,
        1);
  }

  @Test
  void givenValuesAreTaken() {
    TrainingPlan plan = TrainingPlan.of(params(128, 5, 3, 40), 300, 1e6);

    assertThat(plan.blocks()).isEqualTo(3);
    assertThat(plan.rowsPerBlock()).isEqualTo(100);
    assertThat(plan.tiles(0).blocks()).isEqualTo(3);
    assertThat(plan.tileRows()).isEqualTo(34);
    assertThat(plan.episodes()).isEqualTo(5);
    assertThat(plan.groupSize()).isEqualTo(2);
    assertThat(plan.rounds()).isEqualTo(15);
    assertThat(plan.progress(0, 0, 0)).isZero();
    assertThat(plan.progress(0, 4, 3)).isEqualTo(1);
    assertThat(plan.progress(0, 1, 1)).isEqualTo(4 / 15.0);
  }

  @Test
  void groupsShrinkWithTheTile() {
    assertThat(TrainingPlan.of(params(128, 0, 0, 0), 34, 1e5).groupSize()).isEqualTo(2);
    assertThat(TrainingPlan.of(params(128, 0, 0, 0), 5, 1e5).groupSize()).isEqualTo(1);
    assertThat(TrainingPlan.of(params(128, 0, 0, 0), 256, 1e5).groupSize()).isEqualTo(16);
  }

  @Test
  void noBlockIsLargerThanAnArray() {
    assertThatThrownBy(() -> TrainingPlan.of(params(128, 0, 1, 0), 20_000_000, 1e9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Blocks of 20000000 rows and dimension 128 are too large (at most 2147483639 floats);"
                + " set train.blocks to at least 2");
    assertThatThrownBy(() -> TrainingPlan.of(params(128, 0, 0, 0), 1L << 31, 1e9))
        .hasMessage("Training takes graphs of up to 2147483647 nodes, not 2147483648");
  }

  @Test
  void emptyGraphHasAPlan() {
    TrainingPlan plan = TrainingPlan.of(params(128, 0, 0, 0), 0, 0);
    assertThat(plan.blocks()).isEqualTo(1);
    assertThat(plan.rounds()).isEqualTo(1);
  }

  @Test
  void settingsOutOfRangeAreNamed() {
    assertThatThrownBy(() -> params(0, 0, 0, 0))
        .hasMessage("Invalid train.dim: 0 (must be 1 .. 4096)");
    assertThatThrownBy(() -> params(8, 0, 0, 4))
        .hasMessage("Invalid train.tile-rows: 4 (must be 16 .. 65536)");
    assertThatThrownBy(
            () ->
                new SkipGramParams(
                    8,
                    1,
                    1,
                    1,
                    0.01,
                    0.02,
                    auto(0),
                    auto(0),
                    auto(0),
                    16,
                    WalkSupply.STORED,
                    TrainingSchedule.TILES,
                    1))
        .hasMessage(
            "Invalid train.min-learning-rate: 0.02 (must be 0 .. train.learning-rate, which is"
                + " 0.01)");
  }
}
