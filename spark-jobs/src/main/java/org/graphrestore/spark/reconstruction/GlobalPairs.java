package org.graphrestore.spark.reconstruction;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.SimpleNeighbours;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.global.PairQuestion;
import org.graphrestore.reconstruction.restored.PairScanner;

/**
 * The pairs that one score is asked for, as tasks see them: every pair is scored once and counted.
 * Travels in closures.
 *
 * <pre>
 * all pairs      a task owns some nodes u, and meets the blocks of candidates v one after the other;
 *                {u, v} once with u before v where the pairs have no order
 * some rows u    a task owns a block of candidates v, and meets all the rows
 * </pre>
 *
 * @param inputs edges and vectors
 * @param score the score
 * @param ordered whether (u, v) and (v, u) are two pairs
 * @param directed whether the graph is
 * @param candidates blocks of candidates
 * @param cuts first node of every task's nodes, and the number of nodes; null for some rows
 * @param sample indices of the rows, ascending; null for all pairs
 * @param sampleVectors their vectors
 */
record GlobalPairs(
    EvaluationInputs inputs,
    ScoreKind score,
    boolean ordered,
    boolean directed,
    BlockLayout candidates,
    long[] cuts,
    long[] sample,
    Broadcast<float[]> sampleVectors)
    implements Serializable {
  int tasks() {
    return sample == null ? cuts.length - 1 : candidates.blocks();
  }

  /** Answers a question for the pairs of a task. */
  PairQuestion.Answer answer(int task, PairQuestion question) {
    PairQuestion.Answer answer = question.answer();
    if (sample == null) {
      answerRows(task, answer);
    } else {
      answerBlock(task, answer);
    }

    return answer;
  }

  private void answerRows(int task, PairQuestion.Answer answer) {
    long first = cuts[task];
    int rows = (int) (cuts[task + 1] - first);
    AdjacencyBlock truth = neighbours(first, rows);
    scan(
        task,
        (u, v, scores, from, count) -> {
          int row = (int) (u - first);
          int start = truth.offsets()[row];
          int end = truth.offsets()[row + 1];
          count(answer, u, v, scores, from, count, truth.targets(), start, end);
        });
  }

  /**
   * Scores the pairs of a task that owns some nodes; a node and itself too where pairs have order.
   */
  void scan(int task, PairScanner.Visitor visitor) {
    long first = cuts[task];
    int rows = (int) (cuts[task + 1] - first);
    PairScanner scanner = new PairScanner(score, inputs.vectors(first, rows));
    for (int b = ordered ? 0 : candidates.blockOf(first); b < candidates.blocks(); b++) {
      if (ordered) {
        scanner.scan(candidateVectors(b), visitor);
      } else {
        scanner.scanAbove(candidateVectors(b), visitor);
      }
    }
  }

  private void answerBlock(int task, PairQuestion.Answer answer) {
    float[] vectors = sampleVectors.value();
    EmbeddingBlock rows = new EmbeddingBlock(0, vectors.length / sample.length, vectors);
    AdjacencyBlock truth = sampledTruth(task);
    new PairScanner(score, rows)
        .scan(
            candidateVectors(task),
            (row, v, scores, from, count) -> {
              int start = truth.offsets()[(int) row];
              int end = truth.offsets()[(int) row + 1];
              long u = sample[(int) row];
              count(answer, u, v, scores, from, count, truth.targets(), start, end);
            });
  }

  /** Counts the pairs of u and a run of candidates, u itself left out. */
  private void count(
      PairQuestion.Answer answer,
      long u,
      long first,
      double[] scores,
      int from,
      int count,
      int[] truth,
      int start,
      int end) {
    if (inputs.missingLast()) {
      for (int i = from; i < from + count; i++) {
        // A node without a vector ranks behind all others.
        scores[i] = Double.isNaN(scores[i]) ? -Double.MAX_VALUE : scores[i];
      }
    }

    int self = (int) Math.max(-1, Math.min(count, u - first));
    answer.add(scores, from, from + Math.max(0, Math.min(count, self)));
    answer.add(scores, from + Math.min(count, self + 1), from + count);
    int at = Arrays.binarySearch(truth, start, end, (int) first);
    for (int i = at >= 0 ? at : -at - 1; i < end && truth[i] < first + count; i++) {
      answer.addTrue(scores[from + (int) (truth[i] - first)]);
    }
  }

  private EmbeddingBlock candidateVectors(int block) {
    long first = candidates.firstIndex(block);
    int rows = candidates.rows(block);
    return score.twoSided() ? inputs.targets(first, rows) : inputs.vectors(first, rows);
  }

  /** Reads with whom some nodes make true pairs: ordered ones along the edges. */
  AdjacencyBlock neighbours(long first, int rows) {
    AdjacencyBlock out = inputs.outgoing(first, rows);
    return ordered || !directed
        ? SimpleNeighbours.withoutLoops(out)
        : SimpleNeighbours.union(out, inputs.incoming(first, rows));
  }

  /** Reads, for every row of the sample, its true candidates in a block. */
  private AdjacencyBlock sampledTruth(int block) {
    long first = candidates.firstIndex(block);
    int rows = candidates.rows(block);
    AdjacencyBlock in = inputs.incoming(first, rows);
    AdjacencyBlock from =
        ordered || !directed
            ? SimpleNeighbours.withoutLoops(in)
            : SimpleNeighbours.union(in, inputs.outgoing(first, rows));
    int[] places = IntStream.of(from.targets()).map(u -> Arrays.binarySearch(sample, u)).toArray();
    int[] offsets = new int[sample.length + 1];
    for (int place : places) {
      if (place >= 0) {
        offsets[place + 1]++;
      }
    }

    for (int row = 0; row < sample.length; row++) {
      offsets[row + 1] += offsets[row];
    }

    int[] targets = new int[offsets[sample.length]];
    int[] next = offsets.clone();
    for (int row = 0; row < rows; row++) {
      for (int at = from.offsets()[row]; at < from.offsets()[row + 1]; at++) {
        if (places[at] >= 0) {
          targets[next[places[at]]++] = (int) first + row;
        }
      }
    }

    return new AdjacencyBlock(0, offsets, targets, null);
  }
}
