package org.graphrestore.spark.reconstruction;

import java.util.Arrays;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;

/**
 * Edges and vectors of nodes that are numbered anew. Reads everything for every range, so it is for
 * graphs that fit a task. Travels in closures.
 *
 * @param inputs what is read
 * @param indices the index of every number
 * @param numbers the number of every index
 */
record NumberedInputs(EvaluationInputs inputs, int[] indices, int[] numbers)
    implements EvaluationInputs {
  /** Numbers nodes by their place in a list. */
  static NumberedInputs of(EvaluationInputs inputs, int[] indices) {
    int[] numbers = new int[indices.length];
    for (int number = 0; number < indices.length; number++) {
      numbers[indices[number]] = number;
    }

    return new NumberedInputs(inputs, indices, numbers);
  }

  @Override
  public AdjacencyBlock incoming(long firstIndex, int rows) {
    return pick(inputs.incoming(0, indices.length), (int) firstIndex, rows);
  }

  @Override
  public AdjacencyBlock outgoing(long firstIndex, int rows) {
    return pick(inputs.outgoing(0, indices.length), (int) firstIndex, rows);
  }

  @Override
  public EmbeddingBlock vectors(long firstIndex, int rows) {
    return pick(inputs.vectors(0, indices.length), (int) firstIndex, rows);
  }

  @Override
  public EmbeddingBlock targets(long firstIndex, int rows) {
    return pick(inputs.targets(0, indices.length), (int) firstIndex, rows);
  }

  @Override
  public boolean missingLast() {
    return inputs.missingLast();
  }

  private EmbeddingBlock pick(EmbeddingBlock all, int first, int rows) {
    int dim = all.dim();
    float[] values = new float[rows * dim];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(all.values(), indices[first + row] * dim, values, row * dim, dim);
    }

    return new EmbeddingBlock(first, dim, values);
  }

  private AdjacencyBlock pick(AdjacencyBlock all, int first, int rows) {
    int[] offsets = new int[rows + 1];
    for (int row = 0; row < rows; row++) {
      offsets[row + 1] = offsets[row] + all.degree(indices[first + row]);
    }

    int[] targets = new int[offsets[rows]];
    for (int row = 0; row < rows; row++) {
      int from = all.offsets()[indices[first + row]];
      for (int at = offsets[row]; at < offsets[row + 1]; at++) {
        targets[at] = numbers[all.targets()[from + at - offsets[row]]];
      }

      Arrays.sort(targets, offsets[row], offsets[row + 1]);
    }

    return new AdjacencyBlock(first, offsets, targets, null);
  }
}
