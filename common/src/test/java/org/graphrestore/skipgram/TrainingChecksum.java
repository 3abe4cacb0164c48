package org.graphrestore.skipgram;

import java.util.Arrays;
import java.util.OptionalInt;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.vector.Kernels;

/** Trains a small graph and prints the kernels' name and a hash of every bit: for child JVMs. */
final class TrainingChecksum {
  private static final int NODES = 300;

  private TrainingChecksum() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.out.println(Kernels.active().name() + ": " + compute());
  }

  static int compute() throws InterruptedException {
    SkipGramParams params =
        new SkipGramParams(
            100,
            5,
            7,
            1,
            0.05,
            0.0001,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            16,
            WalkSupply.STREAMED,
            TrainingSchedule.TILES,
            1);
    LocalTraining model =
        LocalTraining.train(circulant(), LocalTraining.walks(4, 20), params, 9, 1);
    return 31 * Arrays.deepHashCode(model.input) + Arrays.deepHashCode(model.context);
  }

  /** Node i is joined to i ± 1, i ± 7 and i ± 50. */
  private static AdjacencyBlock circulant() {
    int[] steps = {1, 7, 50, NODES - 50, NODES - 7, NODES - 1};
    int[] offsets = new int[NODES + 1];
    int[] targets = new int[NODES * steps.length];
    for (int i = 0; i < NODES; i++) {
      int node = i;
      offsets[i + 1] = (i + 1) * steps.length;
      int[] neighbours = Arrays.stream(steps).map(s -> (node + s) % NODES).sorted().toArray();
      System.arraycopy(neighbours, 0, targets, i * steps.length, steps.length);
    }

    return new AdjacencyBlock(0, offsets, targets, null);
  }
}
