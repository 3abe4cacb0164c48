package org.graphrestore.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.graphrestore.skipgram.TrainingPlan;
import org.graphrestore.skipgram.TrainingSchedule;
import org.graphrestore.skipgram.TrainingSize;
import org.graphrestore.spark.store.UserMistakeException;
import org.junit.jupiter.api.Test;

class TrainingMemoryTest {
  private static final long GIB = 1L << 30;

  @Test
  void taskHoldsTwoBlocksAndItsPairs() {
    TrainingPlan plan = new TrainingPlan(2_000, 2, 1_000, 500, 4, 1, 16, TrainingSchedule.TILES);

    // 1,000 rows of 112 floats twice, 8 bytes a row, and 1.6e6 / 4 / 2 / 2 pairs of 4 bytes.
    assertThat(TrainingSize.bytesPerTask(plan, 100, 1.6e6)).isEqualTo(896_000 + 8_000 + 400_000);
  }

  @Test
  void whatDoesNotFitIsRefusedWithTheSizeThatWould() {
    assertThatCode(() -> TrainingMemory.check(3.0 * GIB, 1, 4 * GIB, true))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> TrainingMemory.check(1.5 * GIB, 4, 4 * GIB, false))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "Training needs 6.0 GiB in an executor (4 tasks of 1.5 GiB), but only 80 % of the heap"
                + " of 4.0 GiB may hold it; set spark.executor.memory to 8g or more, or raise"
                + " train.blocks and train.episodes (which gives other vectors)");
    assertThatThrownBy(() -> TrainingMemory.check(6.0 * GIB, 1, 4 * GIB, true))
        .hasMessageContaining("set --driver-memory to 8g or more");
  }
}
