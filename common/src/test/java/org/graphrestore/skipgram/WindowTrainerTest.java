package org.graphrestore.skipgram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrestore.vector.Kernels;
import org.graphrestore.vector.VectorKernels;
import org.graphrestore.walk.WalkBatch;
import org.junit.jupiter.api.Test;

class WindowTrainerTest {
  private static final int NODES = 60;
  private static final int DIM = 24;
  private static final int STRIDE = VectorKernels.stride(DIM);
  private static final int WINDOW = 4;

  private final float[] input = InputInit.rows(7, LocalTraining.hashes(NODES), DIM);
  private final float[] context = new float[NODES * STRIDE];

  @Test
  void groupsAreTheWindowsAndFollowTheFormula() throws InterruptedException {
    WalkBatch walks = walks(3, 12);
    TrainerSettings settings = settings(8);
    float[] expectedInput = input.clone();
    float[] expectedContext = context.clone();
    long pairs = ReferenceWindows.train(settings, WINDOW, walks, expectedInput, expectedContext);

    BucketResult result = train(settings, Kernels.active(), List.of(walks));

    assertThat(result.pairs()).isEqualTo(pairs);
    assertThat(input).containsExactly(expectedInput);
    assertThat(context).containsExactly(expectedContext);
    assertThat(result.finite()).isTrue();
  }

  @Test
  void longWindowsAreTrainedInParts() throws InterruptedException {
    WalkBatch walks = walks(2, 12);
    for (int size : new int[] {1, 2, 3, 5}) {
      WindowTrainerTest other = new WindowTrainerTest();
      float[] expectedInput = other.input.clone();
      float[] expectedContext = other.context.clone();
      long pairs =
          ReferenceWindows.train(settings(size), WINDOW, walks, expectedInput, expectedContext);

      BucketResult result = other.train(settings(size), Kernels.active(), List.of(walks));

      assertThat(result.pairs()).as("size %d", size).isEqualTo(pairs);
      assertThat(other.input).as("size %d", size).containsExactly(expectedInput);
      assertThat(other.context).as("size %d", size).containsExactly(expectedContext);
    }
  }

  @Test
  void batchesAndKernelsChangeNoBit() throws InterruptedException {
    WalkBatch walks = walks(3, 15);
    WindowTrainerTest whole = new WindowTrainerTest();
    WindowTrainerTest cut = new WindowTrainerTest();
    WindowTrainerTest scalar = new WindowTrainerTest();

    BucketResult one = whole.train(settings(8), Kernels.active(), List.of(walks));
    BucketResult many =
        cut.train(
            settings(8),
            Kernels.active(),
            IntStream.range(0, walks.walks()).mapToObj(w -> single(walks, w)).toList());
    scalar.train(settings(8), Kernels.scalar(), List.of(walks));

    assertThat(cut.input).containsExactly(whole.input);
    assertThat(cut.context).containsExactly(whole.context);
    assertThat(many).isEqualTo(one);
    assertThat(scalar.input).containsExactly(whole.input);
    assertThat(scalar.context).containsExactly(whole.context);
  }

  @Test
  void lossFallsAndNeighboursBecomeAlike() throws InterruptedException {
    // Walks that stay among the nodes of one remainder by 3.
    WalkBatch walks = walks(20, 30);
    double before = train(settings(8), Kernels.active(), List.of(walks)).lossSum();
    BucketResult after = train(settings(8), Kernels.active(), List.of(walks));

    assertThat(after.lossSum()).isLessThan(before);
    assertThat(cosine(0, 3)).isGreaterThan(cosine(0, 1) + 0.2);
    assertThat(cosine(10, 40)).isGreaterThan(cosine(10, 41) + 0.2);
  }

  @Test
  void otherOrderOfWalksIsRefused() {
    WalkBatch walks = walks(2, 5);

    assertThatThrownBy(
            () -> train(settings(8), Kernels.active(), List.of(single(walks, 1), single(walks, 0))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Walk 0 of node 0 comes after walk 1 of node 0 (walks must come in the order of start"
                + " and number)");
  }

  @Test
  void graphOfOneNodeHasNoNegatives() throws InterruptedException {
    float[] one = InputInit.rows(7, LocalTraining.hashes(1), DIM);
    WindowTrainer trainer =
        new WindowTrainer(
            settings(8), Kernels.active(), WINDOW, new int[1], one, new float[STRIDE], 0);

    trainer.train(
        new WalkBatch(new long[1], new int[1], new int[] {0, 3}, new int[] {0, 0, 0}), 0, 1);

    assertThat(trainer.finish().finite()).isTrue();
  }

  private BucketResult train(
      TrainerSettings settings, VectorKernels kernels, List<WalkBatch> batches)
      throws InterruptedException {
    WindowTrainer trainer =
        new WindowTrainer(settings, kernels, WINDOW, degrees(), input, context, 0);
    for (WalkBatch batch : batches) {
      trainer.train(batch, 0, 1);
    }

    return trainer.finish();
  }

  static int[] degrees() {
    return IntStream.range(0, NODES).map(v -> v % 7).toArray();
  }

  private static TrainerSettings settings(int groupSize) {
    SkipGramParams params =
        new SkipGramParams(
            DIM,
            WINDOW,
            3,
            1,
            0.05,
            0.0001,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            groupSize,
            WalkSupply.STORED,
            TrainingSchedule.WINDOWS,
            5.0 / 3);
    TrainingPlan plan =
        new TrainingPlan(NODES, 1, NODES, NODES, 1, 1, groupSize, TrainingSchedule.WINDOWS);
    return TrainerSettings.of(params, plan, 7);
  }

  /** Walks over nodes of the same remainder by 3, in the order of start and number. */
  private static WalkBatch walks(int perNode, int length) {
    SplittableRandom random = new SplittableRandom(3);
    int walks = NODES * perNode;
    long[] hashes = new long[walks];
    int[] numbers = new int[walks];
    int[] offsets = new int[walks + 1];
    int[] nodes = new int[walks * length];
    for (int w = 0; w < walks; w++) {
      int start = w / perNode;
      hashes[w] = LocalTraining.hashes(NODES)[start];
      numbers[w] = w % perNode;
      offsets[w + 1] = (w + 1) * length;
      nodes[w * length] = start;
      for (int i = 1; i < length; i++) {
        nodes[w * length + i] = start % 3 + 3 * random.nextInt(NODES / 3);
      }
    }

    return new WalkBatch(hashes, numbers, offsets, nodes);
  }

  private static WalkBatch single(WalkBatch walks, int w) {
    int[] nodes = Arrays.copyOfRange(walks.nodes(), walks.offsets()[w], walks.offsets()[w + 1]);
    return new WalkBatch(
        new long[] {walks.startHashes()[w]},
        new int[] {walks.walkNumbers()[w]},
        new int[] {0, nodes.length},
        nodes);
  }

  private double cosine(int u, int v) {
    double product = 0;
    double squareU = 0;
    double squareV = 0;
    for (int c = 0; c < DIM; c++) {
      double x = input[u * STRIDE + c];
      double y = input[v * STRIDE + c];
      product += x * y;
      squareU += x * x;
      squareV += y * y;
    }

    return product / Math.sqrt(squareU * squareV);
  }
}
