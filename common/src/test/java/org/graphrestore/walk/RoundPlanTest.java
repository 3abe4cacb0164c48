package org.graphrestore.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Every walker is in one task, and no task has much more than the others. */
class RoundPlanTest {
  @Test
  void theExampleOfTheJavadoc() {
    int[][] arrivals = {{4, 30, 4}, {4, 30, 4}, {4, 30, 4}};
    RoundPlan plan = RoundPlan.of(arrivals, 4);
    assertThat(plan.tasks()).isEqualTo(4);
    assertThat(texts(plan))
        .containsExactly("0:0-2 1:0-0 = 42", "1:1-1 = 30", "1:2-2 = 30", "2:0-2 = 12");
    assertThat(plan.longest()).isEqualTo(42);
    assertThat(plan.median()).isEqualTo(30);
  }

  @Test
  void whereBlocksAreAlikeTasksAreWholeBlocks() {
    int[][] arrivals = new int[4][16];
    for (int file = 0; file < 4; file++) {
      for (int block = 0; block < 16; block++) {
        arrivals[file][block] = 1000 + (file * 31 + block * 17) % 50;
      }
    }

    assertThat(texts(RoundPlan.of(arrivals, 4)))
        .allMatch(task -> task.matches("(\\d+:0-3 ){4}= \\d+"))
        .hasSize(4);
  }

  @Test
  void aHubsBlockGetsSeveralTasks() {
    // A fifth of all walkers go to block 5 of 16.
    int[][] arrivals = new int[8][16];
    for (int[] file : arrivals) {
      Arrays.fill(file, 800);
      file[5] = 3000;
    }

    RoundPlan plan = RoundPlan.of(arrivals, 16);
    assertThat((double) plan.longest() / plan.median()).isLessThan(1.5);
    assertThat(texts(plan).stream().filter(task -> task.contains("5:")).count())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void nobodyTravels() {
    assertThat(RoundPlan.of(new int[3][5], 4).tasks()).isZero();
    assertThat(RoundPlan.of(new int[0][], 4).tasks()).isZero();
    assertThat(RoundPlan.of(new int[0][], 4).longest()).isZero();
    assertThat(RoundPlan.of(new int[0][], 4).median()).isZero();
  }

  @Property(tries = 300)
  void everyWalkerIsInOneTask(
      @ForAll @Size(min = 6, max = 72) List<@IntRange(max = 5000) Integer> counts,
      @ForAll @IntRange(min = 1, max = 40) int tasks) {
    int[][] arrivals = new int[counts.size() / 6][6];
    for (int i = 0; i < arrivals.length * 6; i++) {
      arrivals[i / 6][i % 6] = counts.get(i);
    }

    RoundPlan plan = RoundPlan.of(arrivals, tasks);
    boolean[][] seen = new boolean[arrivals.length][6];
    long share = 0;
    int largest = 0;
    for (int[] file : arrivals) {
      share += Arrays.stream(file).sum();
      largest = Math.max(largest, Arrays.stream(file).max().orElse(0));
    }

    share /= tasks;
    for (int task = 0; task < plan.tasks(); task++) {
      long records = 0;
      for (int slice = plan.firstSlice(task); slice < plan.endSlice(task); slice++) {
        for (int file = plan.firstFile(slice); file < plan.endFile(slice); file++) {
          assertThat(seen[file][plan.block(slice)]).isFalse();
          seen[file][plan.block(slice)] = true;
          records += arrivals[file][plan.block(slice)];
        }
      }

      assertThat(plan.records(task)).isEqualTo(records).isPositive();
      assertThat(records).isLessThanOrEqualTo(share + 1 + largest);
    }

    for (int file = 0; file < arrivals.length; file++) {
      for (int block = 0; block < 6; block++) {
        assertThat(seen[file][block] || arrivals[file][block] == 0).isTrue();
      }
    }
  }

  private static List<String> texts(RoundPlan plan) {
    List<String> texts = new ArrayList<>();
    for (int task = 0; task < plan.tasks(); task++) {
      StringBuilder text = new StringBuilder();
      for (int slice = plan.firstSlice(task); slice < plan.endSlice(task); slice++) {
        text.append(plan.block(slice))
            .append(':')
            .append(plan.firstFile(slice))
            .append('-')
            .append(plan.endFile(slice) - 1)
            .append(' ');
      }

      texts.add(text + "= " + plan.records(task));
    }

    return texts;
  }
}
