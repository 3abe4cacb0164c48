package org.graphrestore.spark.linkprediction;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.linkprediction.NonNeighbours;
import org.graphrestore.linkprediction.RankCounter;
import org.graphrestore.random.Seeds;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.TileScorer;
import scala.Tuple2;

/**
 * Ranks the true nodes of a wave among all nodes and among drawn ones, exactly: one job looks up
 * the heads and draws candidates, one scores the true nodes, one counts what scores higher in every
 * block. The driver holds what belongs to a wave and nothing of the graph.
 */
final class RankJob {
  private final JavaSparkContext context;
  private final Work work;

  /**
   * What tasks are given. Travels in closures.
   *
   * @param kinds scores of vectors; one more score, the product of degrees, follows them
   * @param candidates candidates to draw a ranking
   */
  record Work(
      LinkInputs inputs, BlockLayout layout, List<ScoreKind> kinds, int candidates, long seed)
      implements Serializable {

    int scores() {
      return kinds.size() + 1;
    }

    ScoreKind kind(int score) {
      return isDegree(score) ? ScoreKind.DOT : kinds.get(score);
    }

    boolean isDegree(int score) {
      return score == kinds.size();
    }

    /** All scores of vectors share the first table, the product of degrees has the second. */
    int table(int score) {
      return isDegree(score) ? 1 : 0;
    }
  }

  /**
   * Counts of a wave.
   *
   * @param counts by score, {@link RankCounter#COUNTS} numbers a ranking
   * @param others by ranking: all candidates besides the true node
   * @param drawn by ranking: drawn candidates
   */
  record Counts(int[][] counts, long[] others, int[] drawn) {}

  /** Heads of a wave: their vectors and degrees, their candidates. */
  private record Heads(float[][] vectors, long[] others, int[][] drawn) {}

  RankJob(JavaSparkContext context, Work work) {
    this.context = context;
    this.work = work;
  }

  /** Ranks. */
  Counts run(RankWave wave) {
    Heads heads = heads(wave);
    Broadcast<float[][]> vectors = context.broadcast(heads.vectors());
    Broadcast<int[][]> drawn = context.broadcast(heads.drawn());
    try {
      double[][] truths = truths(wave, vectors);
      Broadcast<double[][]> truthScores = context.broadcast(truths);
      try {
        int[] drawnCounts = Arrays.stream(heads.drawn()).mapToInt(d -> d.length).toArray();
        return new Counts(count(wave, vectors, truthScores, drawn), heads.others(), drawnCounts);
      } finally {
        truthScores.destroy();
      }
    } finally {
      drawn.destroy();
      vectors.destroy();
    }
  }

  private Heads heads(RankWave wave) {
    context.setJobDescription("GraphRestore linkpred: heads and candidates");
    Work w = work;
    long[] heads = wave.heads();
    int[] starts = wave.starts();
    int dim = w.inputs().vectors().dim();
    float[][] vectors = {new float[heads.length * dim], new float[heads.length]};
    long[] others = new long[wave.size()];
    int[][] drawn = new int[wave.size()][];
    List<Integer> blocks = blocks(Arrays.stream(heads), w.layout());
    for (Tuple2<float[][], int[][]> part :
        context.parallelize(blocks, blocks.size()).map(b -> heads(w, wave, b)).collect()) {
      int[] slots = part._2()[0];
      int at = 2;
      for (int i = 0; i < slots.length; i++) {
        int slot = slots[i];
        System.arraycopy(part._1()[0], i * dim, vectors[0], slot * dim, dim);
        vectors[1][slot] = part._1()[1][i];
        for (int r = starts[slot]; r < starts[slot + 1]; r++) {
          others[r] = part._2()[1][i];
          drawn[r] = part._2()[at++];
        }
      }
    }

    return new Heads(vectors, others, drawn);
  }

  /** Returns vectors and degrees; slots of heads, their numbers of candidates, and candidates. */
  private static Tuple2<float[][], int[][]> heads(Work w, RankWave wave, int block) {
    long[] heads = wave.heads();
    int[] starts = wave.starts();
    int[] slots = inside(heads, w.layout(), block);
    long first = heads[slots[0]];
    int rows = (int) (heads[slots[slots.length - 1]] - first) + 1;
    EmbeddingBlock[] tables = {
      w.inputs().vectors(false, first, rows), w.inputs().vectors(true, first, rows)
    };
    AdjacencyBlock left = w.inputs().left(wave.incoming(), first, rows);
    AdjacencyBlock hidden = w.inputs().hidden(wave.incoming(), first, rows);
    float[][] vectors = {new float[slots.length * tables[0].dim()], new float[slots.length]};
    int rankings = Arrays.stream(slots).map(slot -> starts[slot + 1] - starts[slot]).sum();
    int[][] numbers = new int[2 + rankings][];
    numbers[0] = slots;
    numbers[1] = new int[slots.length];
    int at = 2;
    for (int i = 0; i < slots.length; i++) {
      int row = (int) (heads[slots[i]] - first);
      for (int t = 0; t < tables.length; t++) {
        int dim = tables[t].dim();
        System.arraycopy(tables[t].values(), row * dim, vectors[t], i * dim, dim);
      }

      int[] excluded = NonNeighbours.excluded(left, hidden, row);
      numbers[1][i] = (int) (w.layout().nodes() - excluded.length);
      for (int r = starts[slots[i]]; r < starts[slots[i] + 1]; r++) {
        numbers[at++] = draw(w, excluded, wave.candidateKey(r, w.seed()));
      }
    }

    return new Tuple2<>(vectors, numbers);
  }

  private static int[] draw(Work w, int[] excluded, long key) {
    long others = w.layout().nodes() - excluded.length;
    int[] drawn = new int[others == 0 ? 0 : w.candidates()];
    for (int i = 0; i < drawn.length; i++) {
      long number = NonNeighbours.bounded(Seeds.draw(key, i), others);
      drawn[i] = (int) NonNeighbours.nth(excluded, number);
    }

    Arrays.sort(drawn);
    return drawn;
  }

  /** Returns the score of every true node, by score and ranking. */
  private double[][] truths(RankWave wave, Broadcast<float[][]> vectors) {
    context.setJobDescription("GraphRestore linkpred: scores of true nodes");
    Work w = work;
    double[][] truths = new double[w.scores()][wave.size()];
    List<Integer> blocks =
        blocks(IntStream.range(0, wave.size()).mapToLong(wave::tail), w.layout());
    for (Tuple2<int[], double[][]> part :
        context
            .parallelize(blocks, blocks.size())
            .map(b -> truths(w, wave, b, vectors.value()))
            .collect()) {
      for (int score = 0; score < truths.length; score++) {
        for (int i = 0; i < part._1().length; i++) {
          truths[score][part._1()[i]] = part._2()[score][i];
        }
      }
    }

    return truths;
  }

  private static Tuple2<int[], double[][]> truths(
      Work w, RankWave wave, int block, float[][] headVectors) {
    int[] starts = wave.starts();
    int[] rankings =
        IntStream.range(0, wave.size())
            .filter(r -> w.layout().blockOf(wave.tail(r)) == block)
            .toArray();
    double[][] scores = new double[w.scores()][rankings.length];
    EmbeddingBlock[] tables = tables(w, block);
    for (int score = 0; score < scores.length; score++) {
      EmbeddingBlock tails = tables[w.table(score)];
      TileScorer scorer =
          new TileScorer(
              w.kind(score), headVectors[w.table(score)], tails.dim(), 0, starts.length - 1);
      int head = 0;
      for (int i = 0; i < rankings.length; i++) {
        while (starts[head + 1] <= rankings[i]) {
          head++;
        }

        int row = (int) (wave.tail(rankings[i]) - tails.firstIndex());
        scores[score][i] = scorer.score(head, tails, row);
      }
    }

    return new Tuple2<>(rankings, scores);
  }

  private int[][] count(
      RankWave wave,
      Broadcast<float[][]> vectors,
      Broadcast<double[][]> truths,
      Broadcast<int[][]> drawn) {
    context.setJobDescription("GraphRestore linkpred: ranks");
    Work w = work;
    int blocks = w.layout().blocks();
    // A task adds its blocks up, so that what comes back follows the cores and not the graph.
    int tasks = Math.min(blocks, 4 * context.defaultParallelism());
    int[][] counts = new int[w.scores()][RankCounter.COUNTS * wave.size()];
    for (int[][] part :
        context
            .parallelize(IntStream.range(0, blocks).boxed().toList(), tasks)
            .mapPartitions(
                it ->
                    Collections.singletonList(
                            count(w, wave, it, vectors.value(), truths.value(), drawn.value()))
                        .iterator())
            .collect()) {
      for (int score = 0; score < counts.length; score++) {
        for (int i = 0; i < counts[score].length; i++) {
          counts[score][i] += part[score][i];
        }
      }
    }

    return counts;
  }

  private static int[][] count(
      Work w,
      RankWave wave,
      Iterator<Integer> blocks,
      float[][] headVectors,
      double[][] truths,
      int[][] drawn) {
    int[][] counts = new int[w.scores()][RankCounter.COUNTS * wave.size()];
    while (blocks.hasNext()) {
      int block = blocks.next();
      long first = w.layout().firstIndex(block);
      int rows = w.layout().rows(block);
      // Who is a neighbour of a head is seen from the candidate, along the other direction.
      AdjacencyBlock left = w.inputs().left(!wave.incoming(), first, rows);
      AdjacencyBlock hidden = w.inputs().hidden(!wave.incoming(), first, rows);
      RankCounter counter = new RankCounter(wave.heads(), left, hidden);
      EmbeddingBlock[] tables = tables(w, block);
      for (int score = 0; score < counts.length; score++) {
        counter.count(
            w.kind(score),
            headVectors[w.table(score)],
            tables[w.table(score)],
            wave.starts(),
            truths[score],
            drawn,
            counts[score],
            0);
      }
    }

    return counts;
  }

  private static EmbeddingBlock[] tables(Work w, int block) {
    long first = w.layout().firstIndex(block);
    int rows = w.layout().rows(block);
    return new EmbeddingBlock[] {
      w.inputs().vectors(false, first, rows), w.inputs().vectors(true, first, rows)
    };
  }

  private static List<Integer> blocks(java.util.stream.LongStream nodes, BlockLayout layout) {
    return nodes.mapToInt(layout::blockOf).distinct().sorted().boxed().toList();
  }

  private static int[] inside(long[] nodes, BlockLayout layout, int block) {
    return IntStream.range(0, nodes.length)
        .filter(i -> layout.blockOf(nodes[i]) == block)
        .toArray();
  }
}
