package org.graphrestore.spark.reconstruction;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.ShellPanel;
import org.graphrestore.graph.ShellSearch;
import org.graphrestore.reconstruction.BlockScorer;
import org.graphrestore.reconstruction.CandidatePanels;
import org.graphrestore.reconstruction.GraphScorer;
import org.graphrestore.reconstruction.HopRows;
import org.graphrestore.reconstruction.MissingLast;
import org.graphrestore.reconstruction.NeighbourMasks;
import org.graphrestore.reconstruction.QueryMetrics;
import org.graphrestore.reconstruction.Rankings;
import org.graphrestore.reconstruction.RowRanks;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.TileScorer;
import scala.Tuple2;

/**
 * The same steps as {@link ShellJob} and {@link RankJob} where edges and vectors fit a task: a task
 * owns some queries and sees all candidates, so every score is computed once and nothing is
 * shuffled. The bits are the same.
 */
final class WholeJob {
  /**
   * Queries of one search: their bits lie side by side, so that an arc is followed once for all.
   */
  private static final int SEARCH = 4 * Long.SIZE;

  /** Queries of one scan: bounds the bytes of distances. */
  private static final int BATCH = Long.SIZE;

  private final JavaSparkContext context;
  private final Work work;

  /** What every task is given. Travels in closures. */
  private record Work(
      EvaluationInputs inputs, int nodes, long[] queries, Rankings rankings, int hops, Bands bands)
      implements Serializable {}

  /**
   * Prepares the job.
   *
   * @param bands bands of weighted distance, or null where distances are hops
   */
  WholeJob(
      JavaSparkContext context,
      EvaluationInputs inputs,
      int nodes,
      QueryWave wave,
      Rankings rankings,
      int hops,
      Bands bands) {
    this.context = context;
    this.work = new Work(inputs, nodes, wave.indices(), rankings, hops, bands);
  }

  /**
   * Ranks.
   *
   * @param queryVectors vectors of the wave's queries, row-major
   * @return values of {@link QueryMetrics} by ranking * queries + query; not computed yet
   */
  JavaPairRDD<Integer, double[]> run(Broadcast<float[]> queryVectors) {
    Work w = work;
    int searches = (w.queries().length + SEARCH - 1) / SEARCH;
    int tasks = Math.min(searches, context.defaultParallelism());
    context.setJobDescription("shells and ranks");
    return context
        .parallelize(IntStream.range(0, searches).boxed().toList(), tasks)
        .mapPartitionsToPair(it -> metrics(w, it, queryVectors.value()));
  }

  private static Iterator<Tuple2<Integer, double[]>> metrics(
      Work w, Iterator<Integer> searches, float[] queryVectors) {
    AdjacencyBlock incoming = w.inputs().incoming(0, w.nodes());
    EmbeddingBlock vectors = w.inputs().vectors(0, w.nodes());
    CandidatePanels candidates = CandidatePanels.of(vectors);
    boolean twoSided = w.rankings().scores().contains(ScoreKind.SOURCE_TARGET);
    EmbeddingBlock targets = twoSided ? w.inputs().targets(0, w.nodes()) : vectors;
    CandidatePanels targetPanels = twoSided ? CandidatePanels.of(targets) : candidates;
    RowRanks ranks = new RowRanks(w.hops());
    HopRows truth = new HopRows(BATCH, w.nodes());
    List<Tuple2<Integer, double[]>> metrics = new ArrayList<>();
    while (searches.hasNext()) {
      int first = searches.next() * SEARCH;
      int end = Math.min(w.queries().length, first + SEARCH);
      long[] asked = Arrays.copyOfRange(w.queries(), first, end);
      List<ShellPanel> near = shells(w, incoming, asked, w.bands() == null ? w.hops() : 1);
      List<ShellPanel> shells = w.bands() == null ? near : w.bands().panels(asked);
      for (int from = first; from < end; from += BATCH) {
        int to = Math.min(end, from + BATCH);
        truth.fill(shells, from - first, to - first);
        NeighbourMasks neighbours = neighbours(w, near.get(0), from - first, to - first);
        for (int ranking = 0; ranking < w.rankings().size(); ranking++) {
          BlockScorer scorer;
          if (w.rankings().ofVectors(ranking)) {
            ScoreKind kind = w.rankings().scores().get(ranking);
            int shift = w.queries().length * w.rankings().vectors(ranking);
            TileScorer tiles =
                new TileScorer(kind, queryVectors, vectors.dim(), shift + from, shift + to);
            scorer =
                kind.twoSided() ? tiles.on(targets, targetPanels) : tiles.on(vectors, candidates);
            if (w.inputs().missingLast()) {
              scorer = new MissingLast(scorer);
            }
          } else {
            scorer = new GraphScorer(w.rankings().baseline(ranking), incoming, neighbours, true);
          }
          scan(w, ranking, from, scorer, truth, ranks, metrics);
        }
      }
    }
    return metrics.iterator();
  }

  private static NeighbourMasks neighbours(Work w, ShellPanel shell, int from, int to) {
    NeighbourMasks neighbours = new NeighbourMasks(w.nodes(), from, to);
    if (!w.rankings().baselines().isEmpty()) {
      neighbours.add(0, shell);
    }
    return neighbours.ready();
  }

  private static void scan(
      Work w,
      int ranking,
      int from,
      BlockScorer scorer,
      HopRows truth,
      RowRanks ranks,
      List<Tuple2<Integer, double[]>> metrics) {
    scorer.scan(
        (query, row, scores, at, count) -> {
          int self = (int) w.queries()[from + query];
          double[] values = ranks.metrics(truth, query, scores, at, count, self).values();
          metrics.add(new Tuple2<>(ranking * w.queries().length + from + query, values));
        });
  }

  private static List<ShellPanel> shells(
      Work w, AdjacencyBlock incoming, long[] queries, int hops) {
    List<ShellPanel> panels = new ArrayList<>();
    panels.add(ShellSearch.start(queries, 0, w.nodes()));
    for (int hop = 1; hop <= hops; hop++) {
      ShellSearch search = new ShellSearch(incoming, ShellPanel.words(queries.length));
      search.pull(0, w.nodes(), panels.get(hop - 1));
      panels.add(search.shell(panels));
    }
    return panels.subList(1, panels.size());
  }
}
