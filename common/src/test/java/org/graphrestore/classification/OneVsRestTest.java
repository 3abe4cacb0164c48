package org.graphrestore.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.graphrestore.classification.OneVsRest.Classifier;
import org.graphrestore.graph.NodeHash;
import org.junit.jupiter.api.Test;

class OneVsRestTest {
  /** Six nodes on a line, three labels; the last node has two. */
  private static LabelledNodes nodes() {
    long[] hashes = IntStream.range(0, 6).mapToLong(NodeHash::of).toArray();
    return new LabelledNodes(
        1,
        3,
        hashes,
        new int[] {0, 1, 2, 3, 4, 5, 7},
        new int[] {0, 0, 1, 1, 0, 0, 1},
        new float[] {-2, -1, 1, 2, -3, 0.5f});
  }

  private static final int[] ORDER = {0, 1, 2, 3, 4, 5};

  @Test
  void trainsOnTheFirstAndTestsOnTheRest() {
    OneVsRest split = new OneVsRest(nodes(), ORDER, 4);
    List<Classifier> classifiers = new ArrayList<>(split.train(0, 2, 1));
    classifiers.addAll(split.train(2, 3, 1));
    assertThat(classifiers).extracting(Classifier::label).containsExactly(0, 1, 2);
    assertThat(classifiers.get(0).weights()[0]).isNegative();
    assertThat(classifiers.get(1).weights()[0]).isPositive();
    // Nobody in training has label 2: it is the last choice.
    assertThat(classifiers.get(2).weights()).containsExactly(0, Double.NEGATIVE_INFINITY);

    // Node 4 (at -3) gets label 0, node 5 gets its two of 0 and 1: all right.
    SplitScore score = split.test(classifiers);
    assertThat(score.micro()).isEqualTo(1);
    assertThat(score.accuracy()).isEqualTo(1);
    // Label 2 neither occurs nor is predicted, and counts 0.
    assertThat(score.macro()).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(score.unconverged()).isZero();
    // Labels 0 and 1 are equally frequent: the lower one comes first.
    assertThat(score.majorityMicro()).isEqualTo(1);
    assertThat(SplitScore.unpacked(score.packed())).isEqualTo(score);
  }

  @Test
  void howLabelsAreDealtToTasksChangesNoBit() {
    OneVsRest split = new OneVsRest(nodes(), ORDER, 4);
    List<double[]> together = split.train(0, 3, 1).stream().map(Classifier::packed).toList();
    for (int label = 0; label < 3; label++) {
      assertThat(split.train(label, label + 1, 1).get(0).packed())
          .containsExactly(together.get(label));
      assertThat(Classifier.unpacked(together.get(label)).packed())
          .containsExactly(together.get(label));
    }
  }

  @Test
  void refusesSplitsWithoutTrainingOrTest() {
    for (int training : new int[] {0, 6}) {
      assertThatThrownBy(() -> new OneVsRest(nodes(), ORDER, training))
          .hasMessage(
              "Cannot train on "
                  + training
                  + " of 6 nodes (needs at least 1 to train and 1 to test)");
    }

    assertThatThrownBy(() -> new OneVsRest(nodes(), ORDER, 4).test(List.of()))
        .hasMessageContaining("Got 0 classifiers of 3 labels");
  }

  @Test
  void ordersDependOnSeedAndRepeatAndNotOnPlace() {
    LabelledNodes nodes = nodes();
    assertThat(nodes.order(1, 0)).containsExactly(nodes.order(1, 0)).containsOnly(ORDER);
    int[] first = nodes.order(1, 0);
    assertThat(
            IntStream.range(1, 6).filter(r -> !java.util.Arrays.equals(first, nodes.order(1, r))))
        .hasSizeGreaterThan(3);
    assertThat(
            IntStream.range(2, 7).filter(s -> !java.util.Arrays.equals(first, nodes.order(s, 0))))
        .hasSizeGreaterThan(3);

    // The same ids at other places, as in a larger graph: the same order of ids.
    long[] reversed = new long[6];
    for (int i = 0; i < 6; i++) {
      reversed[i] = nodes.hashes()[5 - i];
    }

    LabelledNodes moved =
        new LabelledNodes(
            1, 1, reversed, new int[] {0, 1, 2, 3, 4, 5, 6}, new int[6], new float[6]);
    assertThat(moved.order(1, 0)).containsExactly(IntStream.of(first).map(i -> 5 - i).toArray());
  }

  /** Every node trains in about half of the repeats, and neighbours do not go together. */
  @Test
  void splitsAreFair() {
    LabelledNodes nodes = nodes();
    int[] trains = new int[6];
    int together = 0;
    for (int repeat = 0; repeat < 4000; repeat++) {
      boolean[] half = new boolean[6];
      int[] order = nodes.order(3, repeat);
      for (int i = 0; i < 3; i++) {
        trains[order[i]]++;
        half[order[i]] = true;
      }

      together += half[0] && half[1] ? 1 : 0;
    }

    // 2000 and 800 (3/6 * 2/5), standard deviations 32 and 25.
    assertThat(IntStream.of(trains).boxed().toList())
        .allSatisfy(n -> assertThat(n).isBetween(1870, 2130));
    assertThat(together).isBetween(700, 900);
  }

  @Test
  void arraysMustFitEachOther() {
    assertThatThrownBy(
            () ->
                new LabelledNodes(2, 1, new long[1], new int[] {0, 1}, new int[1], new float[] {1}))
        .hasMessageContaining("1 hashes, 2 offsets, 1 labels and 1 values of dimension 2");
  }
}
