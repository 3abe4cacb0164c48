package org.graphrestore.spark.reconstruction;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.reconstruction.fitted.FitSums;
import org.graphrestore.reconstruction.fitted.FittedDecoders;

/**
 * Fits a bilinear score to every shell ({@link FittedDecoders}), twice: to each half of the nodes.
 * A task owns a panel of nodes and sends sums of (dim + 1)^2 numbers, which the driver adds in the
 * order of panels; panels follow nodes and dimension alone, so that cores change no bit.
 *
 * <pre>
 * all nodes of a half              x x'                                     a job for both halves
 * 4,096 of them as rows            breadth-first search, {@link ShellJob}   a job a hop
 * a panel's nodes of the half      x_u x_v' where v is k hops from row u    a job a hop
 * </pre>
 */
final class FitJob {
  /** Rows of a fit: as many as are searched at once. */
  static final int ROWS = 4096;

  private static final int LEAST_PANEL = 2048;
  private static final int MOST_PANELS = 64;

  /** Numbers of all panels' sums that the driver is sent at once. */
  private static final long SENT = 1L << 24;

  private final JavaSparkContext context;
  private final EvaluationInputs inputs;
  private final ScratchFiles scratch;
  private final long nodes;
  private final int dim;
  private final BlockLayout layout;

  /** Finds the shells of a wave of rows among the nodes of a layout. */
  @FunctionalInterface
  interface Search {
    /**
     * Searches.
     *
     * @param folder where its files go, in the scratch folder
     */
    ShellJob.Shells run(BlockLayout layout, QueryWave wave, String folder);
  }

  FitJob(
      JavaSparkContext context,
      EvaluationInputs inputs,
      ScratchFiles scratch,
      long nodes,
      int dim) {
    this.context = context;
    this.inputs = inputs;
    this.scratch = scratch;
    this.nodes = nodes;
    this.dim = dim;
    long width = dim + 1L;
    long panels = Math.max(4, Math.min(MOST_PANELS, SENT / (width * width)));
    long rows = Math.max(LEAST_PANEL, (nodes + panels - 1) / panels);
    this.layout = BlockLayout.ofRows(nodes, (int) Math.min(nodes, rows));
  }

  /** Fits the shells at 1 .. hops, or as many bands. */
  FittedDecoders run(int hops, Search search) {
    List<double[]> grams = grams();
    List<List<double[]>> shells = new ArrayList<>();
    long[] rows = new long[2];
    for (int fold = 0; fold < 2; fold++) {
      int first = fold;
      long[] indices =
          LongStream.range(0, ROWS).map(i -> first + 2 * i).filter(i -> i < nodes).toArray();
      rows[fold] = indices.length;
      shells.add(shells(indices, fold, hops, search));
    }

    return FittedDecoders.of(dim, grams, rows, shells);
  }

  private List<double[]> grams() {
    EvaluationInputs in = inputs;
    BlockLayout panels = layout;
    context.setJobDescription("second moments of vectors");
    List<double[][]> found =
        context
            .parallelize(numbers(), panels.blocks())
            .map(
                b -> {
                  EmbeddingBlock block = in.vectors(panels.firstIndex(b), panels.rows(b));
                  return new double[][] {FitSums.gram(block, 0), FitSums.gram(block, 1)};
                })
            .collect();
    return List.of(
        sum(found.stream().map(g -> g[0]).toList()), sum(found.stream().map(g -> g[1]).toList()));
  }

  private List<double[]> shells(long[] indices, int fold, int hops, Search search) {
    int width = dim + 1;
    List<double[]> sums = new ArrayList<>();
    if (indices.length == 0) {
      for (int hop = 1; hop <= hops; hop++) {
        sums.add(new double[width * width]);
      }

      return sums;
    }

    String folder = "fit-" + fold;
    List<Row> rows =
        LongStream.of(indices).mapToObj(i -> RowFactory.create(i, 0L, 0L, (Object) "")).toList();
    QueryWave wave = QueryWave.of(fold, 0, rows);
    Broadcast<float[]> vectors =
        context.broadcast(VectorJob.fetch(context, inputs, layout, indices, dim));
    try {
      ShellJob.Shells shells = search.run(layout, wave, folder);
      EvaluationInputs in = inputs;
      BlockLayout panels = layout;
      for (int hop = 1; hop <= hops; hop++) {
        int k = hop;
        context.setJobDescription("moments of pairs at " + hop + " hops");
        sums.add(
            sum(
                context
                    .parallelize(numbers(), panels.blocks())
                    .map(
                        b ->
                            FitSums.shell(
                                shells.read(k, b),
                                in.vectors(panels.firstIndex(b), panels.rows(b)),
                                vectors.value(),
                                fold))
                    .collect()));
      }
    } finally {
      vectors.destroy();
      scratch.delete(folder);
    }

    return sums;
  }

  private static double[] sum(List<double[]> parts) {
    double[] sum = new double[parts.get(0).length];
    for (double[] part : parts) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += part[i];
      }
    }

    return sum;
  }

  private List<Integer> numbers() {
    return IntStream.range(0, layout.blocks()).boxed().toList();
  }
}
