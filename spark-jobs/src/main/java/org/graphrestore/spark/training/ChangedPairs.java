package org.graphrestore.spark.training;

import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.graph.NodeBits;
import org.graphrestore.skipgram.PairRule;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkSelection;

/** The walks that visit a changed node, whole; and no others. */
final class ChangedPairs implements PairSource {
  private final PairSource walks;
  private final ChangedNodes changed;

  ChangedPairs(PairSource walks, ChangedNodes changed) {
    this.walks = walks;
    this.changed = changed;
  }

  @Override
  public JavaRDD<WalkBatch> batches(JavaSparkContext sc, WalkSelection selection) {
    ChangedNodes nodes = changed;
    return walks.batches(sc, selection).map(batch -> keep(batch, nodes.bits()));
  }

  /** Returns the walks of a batch that visit one of the nodes. */
  static WalkBatch keep(WalkBatch batch, NodeBits nodes) {
    long[] hashes = new long[batch.walks()];
    int[] numbers = new int[batch.walks()];
    int[] offsets = new int[batch.walks() + 1];
    int[] left = new int[batch.tokens()];
    int walks = 0;
    for (int walk = 0; walk < batch.walks(); walk++) {
      int start = batch.offsets()[walk];
      int end = batch.offsets()[walk + 1];
      boolean visits = false;
      for (int at = start; at < end && !visits; at++) {
        visits = nodes.contains(batch.nodes()[at]);
      }

      if (visits) {
        hashes[walks] = batch.startHashes()[walk];
        numbers[walks] = batch.walkNumbers()[walk];
        System.arraycopy(batch.nodes(), start, left, offsets[walks], end - start);
        walks++;
        offsets[walks] = offsets[walks - 1] + end - start;
      }
    }

    return new WalkBatch(
        Arrays.copyOf(hashes, walks),
        Arrays.copyOf(numbers, walks),
        Arrays.copyOf(offsets, walks + 1),
        Arrays.copyOf(left, offsets[walks]));
  }

  @Override
  public PairRule rule() {
    return walks.rule();
  }

  @Override
  public double expectedPairs() {
    return walks.expectedPairs();
  }

  @Override
  public void release() {
    walks.release();
  }
}
