package org.graphrestore.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.junit.jupiter.api.Test;

class F1Test {
  /**
   * By hand: truth {0}, {0 1}, {2}; predicted {0}, {0 2}, {1}.
   *
   * <pre>
   * label   right wrong missed   F1
   * 0       2     0     0        1
   * 1       0     1     1        0
   * 2       0     1     1        0
   * 3       0     0     0        0        sums 2 2 2: micro 4/8, macro 1/4
   * </pre>
   */
  @Test
  void microAndMacroByHand() {
    F1Counts counts = new F1Counts(4);
    int[] truth = {0, 0, 1, 2};
    counts.add(truth, 0, 1, new int[] {0, 9}, 1);
    counts.add(truth, 1, 3, new int[] {0, 2}, 2);
    counts.add(truth, 3, 4, new int[] {1, 9}, 1);
    assertThat(counts.micro()).isEqualTo(0.5);
    assertThat(counts.macro()).isEqualTo(0.25);
    assertThat(counts.accuracy()).isCloseTo(1.0 / 3, within(1e-15));
  }

  /** The values of scikit-learn 1.9's f1_score(truth, predicted, average=..., zero_division=0). */
  @Test
  void equalsScikitLearn() {
    // truth [[1,0,1],[0,1,0],[1,1,0],[0,0,1]], predicted [[1,1,0],[0,1,0],[1,1,0],[0,1,0]]
    F1Counts counts = new F1Counts(3);
    int[] truth = {0, 2, 1, 0, 1, 2};
    counts.add(truth, 0, 2, new int[] {0, 1}, 2);
    counts.add(truth, 2, 3, new int[] {1}, 1);
    counts.add(truth, 3, 5, new int[] {0, 1}, 2);
    counts.add(truth, 5, 6, new int[] {1}, 1);
    assertThat(counts.micro()).isCloseTo(0.6666666666666666, within(1e-15));
    assertThat(counts.macro()).isCloseTo(0.5555555555555555, within(1e-15));
  }

  @Test
  void nothingCountedIsZero() {
    F1Counts counts = new F1Counts(2);
    assertThat(counts.micro()).isZero();
    assertThat(counts.macro()).isZero();
    assertThat(counts.accuracy()).isZero();
  }

  @Test
  void ofEqualScoresTheLowerLabelIsChosen() {
    TopLabels top = new TopLabels(5);
    double[] scores = {0.5, 2, 0.5, 0.5, Double.NEGATIVE_INFINITY};
    assertThat(Arrays.copyOf(top.choose(scores, 1, 0, 1), 1)).containsExactly(1);
    assertThat(Arrays.copyOf(top.choose(scores, 1, 0, 3), 3)).containsExactly(0, 1, 2);
    assertThat(Arrays.copyOf(top.choose(scores, 1, 0, 5), 5)).containsExactly(0, 1, 2, 3, 4);
  }

  @Property(tries = 300)
  void choosesAsASortWould(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int labels,
      @ForAll @IntRange(min = 1, max = 4) int kinds) {
    long key = Seeds.key(seed, Purpose.QUERY);
    int stride = 3;
    double[] scores = new double[labels * stride];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Seeds.bounded(Seeds.draw(key, i), kinds);
    }

    TopLabels top = new TopLabels(labels);
    for (int count = 1; count <= labels; count++) {
      List<Integer> expected =
          IntStream.range(0, labels)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer label) -> -scores[1 + label * stride]))
              .limit(count)
              .sorted()
              .toList();
      assertThat(IntStream.of(top.choose(scores, stride, 1, count)).limit(count).boxed())
          .containsExactlyElementsOf(expected);
    }
  }
}
