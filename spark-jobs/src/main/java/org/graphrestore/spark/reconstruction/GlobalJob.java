package org.graphrestore.spark.reconstruction;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.global.GlobalSummary;
import org.graphrestore.reconstruction.global.PairCutoffs;
import org.graphrestore.reconstruction.global.PairQuestion;
import org.graphrestore.reconstruction.global.PairSearch;
import org.graphrestore.reconstruction.restored.PairRanges;
import scala.Tuple2;

/**
 * Precision of the best pairs among all pairs, or among those of some rows: two passes over the
 * scores serve all cut-offs ({@link PairSearch}), and no score is kept but the few of the second.
 */
final class GlobalJob {
  private static final long BLOCK_BYTES = 64 << 20;

  /** Multiply-adds of a task: seconds. */
  private static final long TASK_WORK = 1L << 34;

  private static final int TASKS_A_CORE = 4;

  private final JavaSparkContext context;
  private final EvaluationInputs inputs;
  private final long nodes;
  private final int dim;
  private final boolean directed;
  private final long[] sample;
  private final Broadcast<float[]> sampleVectors;

  /**
   * Prepares.
   *
   * @param sample indices of the rows, ascending, or null for all pairs
   * @param sampleVectors their vectors
   */
  GlobalJob(
      JavaSparkContext context,
      EvaluationInputs inputs,
      long nodes,
      int dim,
      boolean directed,
      long[] sample,
      Broadcast<float[]> sampleVectors) {
    this.context = context;
    this.inputs = inputs;
    this.nodes = nodes;
    this.dim = dim;
    this.directed = directed;
    this.sample = sample;
    this.sampleVectors = sampleVectors;
  }

  /** Measures a score, by pairs with an order where it has two sides. */
  GlobalSummary.Pairs run(ScoreKind score) {
    GlobalPairs work = work(score, score.twoSided());
    long pairs = work.ordered() ? nodes * (nodes - 1) : PairRanges.pairs(nodes);
    long scored = sample == null ? pairs : sample.length * (nodes - 1);
    long edges = edges(work);
    // Rows meet a pair without order from both ends, so that they have twice its share of pairs.
    long space = sample == null || work.ordered() ? pairs : 2 * pairs;
    long twice = space / Math.max(1, pairs);
    List<Long> cutoffs =
        PairCutoffs.of(edges).stream()
            .filter(n -> PairCutoffs.place(n * twice, scored, space) > 0)
            .toList();
    long[] places =
        cutoffs.stream().mapToLong(n -> PairCutoffs.place(n * twice, scored, space)).toArray();
    double[] hits = hits(work, places);
    List<GlobalSummary.At> precision = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      precision.add(new GlobalSummary.At(cutoffs.get(i), places[i], hits[i] / places[i]));
    }

    int last = precision.size() - 1;
    boolean atEdges = last >= 0 && precision.get(last).n() == edges;
    return new GlobalSummary.Pairs(
        score.label(),
        work.ordered(),
        pairs,
        scored,
        edges,
        (double) edges / pairs,
        atEdges ? precision.subList(0, last) : precision,
        atEdges ? precision.get(last).precision() : null);
  }

  /** Cuts the pairs of a score into tasks. */
  GlobalPairs work(ScoreKind score, boolean ordered) {
    int rows = (int) Math.min(nodes, Math.max(1, BLOCK_BYTES / Float.BYTES / dim));
    BlockLayout candidates = BlockLayout.ofRows(nodes, rows);
    long fewest = (long) TASKS_A_CORE * context.defaultParallelism();
    long[] cuts = null;
    if (sample == null) {
      long wanted = PairRanges.pairs(nodes) / Math.max(1, TASK_WORK / dim);
      int tasks = (int) Math.min(nodes, Math.max(fewest, wanted));
      cuts = ordered ? evenly(tasks) : PairRanges.cuts(nodes, tasks);
    } else {
      candidates =
          BlockLayout.ofBlocks(nodes, (int) Math.min(nodes, Math.max(fewest, candidates.blocks())));
    }

    return new GlobalPairs(
        inputs, score, ordered, directed, candidates, cuts, sample, sampleVectors);
  }

  private long[] evenly(int tasks) {
    BlockLayout layout = BlockLayout.ofBlocks(nodes, tasks);
    return IntStream.rangeClosed(0, layout.blocks())
        .mapToLong(b -> b == layout.blocks() ? nodes : layout.firstIndex(b))
        .toArray();
  }

  /** Counts the true pairs of the graph. */
  private long edges(GlobalPairs work) {
    BlockLayout layout =
        BlockLayout.ofBlocks(
            nodes, (int) Math.min(nodes, 2L * Math.max(1, context.defaultParallelism())));
    context.setJobDescription("edges of the graph");
    long arcs =
        context
            .parallelize(numbers(layout.blocks()), layout.blocks())
            .map(b -> (long) work.neighbours(layout.firstIndex(b), layout.rows(b)).arcs())
            .reduce(Long::sum);
    return work.ordered() ? arcs : arcs / 2;
  }

  /** Returns the expected numbers of true pairs among the first ones, for places that ascend. */
  double[] hits(GlobalPairs work, long[] places) {
    if (places.length == 0) {
      return new double[0];
    }

    double bound = bound(work);
    PairSearch search =
        switch (work.score()) {
          case COSINE -> new PairSearch(places, -1 - 1e-9, 1 + 1e-9);
          case L2 -> new PairSearch(places, -4 * bound, 0);
          default -> new PairSearch(places, -bound, bound);
        };
    int pass = 0;
    for (PairQuestion question = search.next(); question != null; question = search.next()) {
      context.setJobDescription("all pairs by " + work.score().label() + ", pass " + ++pass);
      search.take(question, ask(work, question));
    }

    double[] hits = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      hits[i] = search.hits(i);
    }

    return hits;
  }

  /** Whole numbers and lists of numbers that are sorted later: any order of adding is the same. */
  private PairQuestion.Answer ask(GlobalPairs work, PairQuestion question) {
    // Tasks may be thousands with a megabyte each, so that they are added in groups first.
    int groups = (int) Math.ceil(Math.sqrt(work.tasks()));
    Tuple2<long[][], double[][]> sum =
        context
            .parallelize(numbers(work.tasks()), work.tasks())
            .mapToPair(task -> new Tuple2<>(task % groups, packed(work.answer(task, question))))
            .reduceByKey((a, b) -> packed(add(add(question.answer(), a), b)), groups)
            .values()
            .reduce((a, b) -> packed(add(add(question.answer(), a), b)));
    return add(question.answer(), sum);
  }

  private static Tuple2<long[][], double[][]> packed(PairQuestion.Answer answer) {
    return new Tuple2<>(answer.counts(), answer.scores());
  }

  private static PairQuestion.Answer add(
      PairQuestion.Answer answer, Tuple2<long[][], double[][]> part) {
    answer.add(part._1(), part._2());
    return answer;
  }

  /** Returns a bound of dot products, by the lengths of the vectors. */
  private double bound(GlobalPairs work) {
    context.setJobDescription("lengths of vectors");
    BlockLayout layout = work.candidates();
    boolean twoSided = work.score().twoSided();
    EvaluationInputs in = inputs;
    double longest =
        context
            .parallelize(numbers(layout.blocks()), layout.blocks())
            .map(
                b -> {
                  long first = layout.firstIndex(b);
                  double source = longest(in.vectors(first, layout.rows(b)));
                  return twoSided
                      ? Math.max(source, longest(in.targets(first, layout.rows(b))))
                      : source;
                })
            .reduce(Math::max);
    // Rounding may pass the bound of Cauchy and Schwarz by a few units.
    return longest * longest * (1 + 1e-9);
  }

  /** A vector of NaN, of a node that has none, has no length. */
  private static double longest(EmbeddingBlock block) {
    double longest = 0;
    for (int row = 0; row < block.rows(); row++) {
      double sum = 0;
      for (int k = row * block.dim(); k < (row + 1) * block.dim(); k++) {
        sum += (double) block.values()[k] * block.values()[k];
      }

      longest = sum > longest ? sum : longest;
    }

    return Math.sqrt(longest);
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
