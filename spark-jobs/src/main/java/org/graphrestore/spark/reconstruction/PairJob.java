package org.graphrestore.spark.reconstruction;

import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.restored.PairCut;
import org.graphrestore.reconstruction.restored.PairRanges;
import org.graphrestore.reconstruction.restored.PairScanner;
import org.graphrestore.reconstruction.restored.RowTop;
import org.graphrestore.reconstruction.restored.ScoreBins;
import org.graphrestore.reconstruction.restored.ScoreBracket;
import scala.Tuple2;

/**
 * Passes over all pairs of nodes: a task owns some nodes and scores them against the blocks of all
 * that come after them. No score is kept but those that are asked for.
 */
final class PairJob {
  private static final long BLOCK_BYTES = 64 << 20;

  /** Multiply-adds of a task: seconds. */
  private static final long TASK_WORK = 1L << 34;

  private static final int TASKS_A_CORE = 4;
  private static final int SLACK = 1 << 16;

  private final JavaSparkContext context;
  private final ScratchFiles scratch;
  private final Work work;
  private final int tasks;

  /** What every task is given. Travels in closures. */
  private record Work(RestoreInputs inputs, ScoreKind score, BlockLayout candidates, long[] cuts)
      implements Serializable {
    EmbeddingBlock rows(int range) {
      return inputs.vectors(cuts[range], (int) (cuts[range + 1] - cuts[range]));
    }

    EmbeddingBlock candidates(int block) {
      return inputs.vectors(candidates.firstIndex(block), candidates.rows(block));
    }

    /** Scores the pairs whose lower node is in a range; second nodes ascend for every node. */
    void scanAbove(int range, PairScanner.Visitor visitor) {
      PairScanner scanner = new PairScanner(score, rows(range));
      for (int b = candidates.blockOf(cuts[range]); b < candidates.blocks(); b++) {
        scanner.scanAbove(candidates(b), visitor);
      }
    }
  }

  PairJob(JavaSparkContext context, RestoreInputs inputs, ScoreKind score, ScratchFiles scratch) {
    this.context = context;
    this.scratch = scratch;
    long nodes = inputs.nodes();
    long wanted = PairRanges.pairs(nodes) / (TASK_WORK / inputs.dim());
    long fewest = (long) TASKS_A_CORE * context.defaultParallelism();
    this.tasks = (int) Math.min(nodes, Math.max(fewest, wanted));
    long rows = Math.max(1, BLOCK_BYTES / Float.BYTES / inputs.dim());
    this.work =
        new Work(
            inputs,
            score,
            BlockLayout.ofRows(nodes, (int) Math.min(nodes, rows)),
            PairRanges.cuts(nodes, tasks));
  }

  /** Returns bins that no score is outside of, by the lengths of the vectors. */
  ScoreBins bins() {
    Work w = work;
    context.setJobDescription("lengths of vectors");
    double longest =
        context
            .parallelize(numbers(w.candidates().blocks()), w.candidates().blocks())
            .map(b -> longest(w.candidates(b)))
            .reduce(Math::max);
    // Rounding may pass the bound of Cauchy and Schwarz by a few units.
    double square = longest * longest * (1 + 1e-9);
    return switch (w.score()) {
      case COSINE -> new ScoreBins(-1 - 1e-9, 1 + 1e-9);
      case L2 -> new ScoreBins(-4 * square, 0);
      default -> new ScoreBins(-square, square);
    };
  }

  private static double longest(EmbeddingBlock block) {
    double longest = 0;
    for (int row = 0; row < block.rows(); row++) {
      double sum = 0;
      for (int k = row * block.dim(); k < (row + 1) * block.dim(); k++) {
        sum += (double) block.values()[k] * block.values()[k];
      }
      longest = Math.max(longest, Math.sqrt(sum));
    }

    return longest;
  }

  /** Counts the scores of all pairs. */
  long[] count(ScoreBins bins, String what) {
    Work w = work;
    int ranges = w.cuts().length - 1;
    context.setJobDescription(what);
    return context
        .parallelize(numbers(ranges), ranges)
        .map(
            range -> {
              long[] counts = bins.counts();
              w.scanAbove(
                  range,
                  (u, first, scores, from, count) ->
                      bins.count(scores, from, from + count, counts));
              return counts;
            })
        .reduce(
            (a, b) -> {
              for (int i = 0; i < a.length; i++) {
                a[i] += b[i];
              }
              return a;
            });
  }

  /**
   * Writes the pairs above a range of scores, and those inside it.
   *
   * @param keep pairs inside the range that a task keeps, the first ones
   * @return the files of all tasks, in the order of their nodes
   */
  List<PairFiles> write(ScoreBracket bracket, long keep) {
    Work w = work;
    ScratchFiles files = scratch;
    int ranges = w.cuts().length - 1;
    context.setJobDescription("pairs with the highest scores");
    return context
        .parallelize(numbers(ranges), ranges)
        .map(range -> write(w, range, bracket, keep, files))
        .map(f -> new Tuple2<>(f.sure() + "\n" + f.open(), new double[] {f.lowest(), f.opened()}))
        .collect()
        .stream()
        .map(PairJob::unpack)
        .toList();
  }

  private static PairFiles unpack(Tuple2<String, double[]> packed) {
    int end = packed._1().indexOf('\n');
    return new PairFiles(
        packed._1().substring(0, end),
        packed._1().substring(end + 1),
        packed._2()[0],
        (long) packed._2()[1]);
  }

  private static PairFiles write(
      Work w, int range, ScoreBracket bracket, long keep, ScratchFiles files) {
    List<PairCut> inside = new ArrayList<>();
    double[] lowest = {Double.POSITIVE_INFINITY};
    double low = bracket.from();
    double high = bracket.to();
    String sure =
        files.write(
            "pairs-" + range,
            out -> {
              PairScanner.Visitor visitor =
                  (u, first, scores, from, count) -> {
                    for (int c = 0; c < count; c++) {
                      // Zeros of either sign are one score.
                      double score = scores[from + c] + 0.0;
                      if (score > high) {
                        lowest[0] = Math.min(lowest[0], score);
                        put(out, u, first + c);
                      } else if (score >= low) {
                        inside.add(new PairCut(score, u, first + c));
                      }
                    }
                    if (inside.size() > 2 * keep + SLACK) {
                      cut(inside, keep);
                    }
                  };
              try {
                w.scanAbove(range, visitor);
              } catch (UnwrittenPair e) {
                throw e.why;
              }
            });
    cut(inside, keep);
    String open =
        inside.isEmpty() ? "" : files.write("open-" + range, out -> PairFiles.write(out, inside));
    return new PairFiles(sure, open, lowest[0], inside.size());
  }

  /** A disk that is full in the middle of a scan; the writer of the file explains it. */
  private static final class UnwrittenPair extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final IOException why;

    UnwrittenPair(IOException why) {
      super(why);
      this.why = why;
    }
  }

  private static void put(DataOutput out, long u, long v) {
    try {
      PairFiles.write(out, u, v);
    } catch (IOException e) {
      throw new UnwrittenPair(e);
    }
  }

  private static void cut(List<PairCut> pairs, long keep) {
    pairs.sort(PairCut.order());
    if (pairs.size() > keep) {
      pairs.subList((int) keep, pairs.size()).clear();
    }
  }

  /**
   * Writes, for every node, as many first candidates as it has neighbours, the lower node first.
   */
  List<PairFiles> writeRows() {
    Work w = work;
    ScratchFiles files = scratch;
    BlockLayout rows = BlockLayout.ofBlocks(w.inputs().nodes(), 2 * tasks);
    context.setJobDescription("first candidates of every node");
    return context
        .parallelize(numbers(rows.blocks()), rows.blocks())
        .map(b -> writeRows(w, rows.firstIndex(b), rows.rows(b), files))
        .collect()
        .stream()
        .map(name -> new PairFiles(name, "", Double.NaN, 0))
        .toList();
  }

  private static String writeRows(Work w, long first, int rows, ScratchFiles files) {
    AdjacencyBlock neighbours = w.inputs().neighbours(first, rows);
    RowTop[] tops = new RowTop[rows];
    for (int row = 0; row < rows; row++) {
      tops[row] = new RowTop(neighbours.degree(row));
    }

    PairScanner scanner = new PairScanner(w.score(), w.inputs().vectors(first, rows));
    for (int b = 0; b < w.candidates().blocks(); b++) {
      scanner.scan(
          w.candidates(b),
          (u, firstCandidate, scores, from, count) -> {
            RowTop top = tops[(int) (u - first)];
            for (int c = 0; c < count; c++) {
              if (firstCandidate + c != u) {
                top.offer(firstCandidate + c, scores[from + c]);
              }
            }
          });
    }

    return files.write(
        "rows-" + first,
        out -> {
          for (int row = 0; row < rows; row++) {
            for (long v : tops[row].nodes()) {
              PairFiles.write(out, Math.min(first + row, v), Math.max(first + row, v));
            }
          }
        });
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
