package org.graphrestore.spark.reconstruction;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.reconstruction.MissingLast;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.SummaryBuilder.Extreme;
import org.graphrestore.reconstruction.TileScorer;
import org.graphrestore.reconstruction.TopCandidates;
import org.graphrestore.report.ReconstructionFacts.Neighbour;
import org.graphrestore.report.ReconstructionFacts.RestoredNode;
import org.graphrestore.spark.store.GraphStore;
import scala.Tuple2;

/**
 * Shows a few nodes: their true neighbours and the candidates that a score ranks first. One pass
 * over the vectors serves all of them; bounded by the number of examples.
 */
final class ExamplesJob {
  /** Entries of each list. */
  static final int SHOWN = 10;

  private final JavaSparkContext context;
  private final GraphStore graph;
  private final EvaluationInputs inputs;
  private final BlockLayout layout;
  private final int dim;

  ExamplesJob(
      JavaSparkContext context,
      GraphStore graph,
      EvaluationInputs inputs,
      BlockLayout layout,
      int dim) {
    this.context = context;
    this.graph = graph;
    this.inputs = inputs;
    this.layout = layout;
    this.dim = dim;
  }

  /**
   * Shows nodes.
   *
   * @param kinds a score for each list
   * @param lists nodes to show by that score
   * @return the nodes with their neighbours, in the order given
   */
  List<List<RestoredNode>> show(List<ScoreKind> kinds, List<List<Extreme>> lists) {
    int[] starts = new int[lists.size() + 1];
    for (int list = 0; list < lists.size(); list++) {
      starts[list + 1] = starts[list] + lists.get(list).size();
    }

    List<Extreme> extremes = lists.stream().flatMap(List::stream).toList();
    List<RestoredNode> shown = extremes.isEmpty() ? List.of() : show(kinds, starts, extremes);
    return IntStream.range(0, lists.size())
        .mapToObj(list -> shown.subList(starts[list], starts[list + 1]))
        .toList();
  }

  private List<RestoredNode> show(List<ScoreKind> kinds, int[] starts, List<Extreme> extremes) {
    long[] nodes = extremes.stream().mapToLong(e -> e.query().index()).toArray();
    long[][] restored = restored(kinds, starts, nodes);
    List<long[]> truth = truth(nodes, restored);
    Map<Long, Row> rows = rows(nodes, restored, truth);
    List<RestoredNode> shown = new ArrayList<>();
    for (int i = 0; i < nodes.length; i++) {
      long[] size = truth.get(i);
      Set<Long> hits = new HashSet<>();
      IntStream.range(2, 2 + (int) size[1]).forEach(at -> hits.add(size[at]));
      Row row = rows.get(nodes[i]);
      shown.add(
          new RestoredNode(
              String.valueOf(row.get(1)),
              row.getString(2),
              extremes.get(i).query().degree(),
              extremes.get(i).averagePrecision(),
              size[0],
              neighbours(Arrays.copyOfRange(size, 2, size.length), hits, rows),
              neighbours(restored[i], hits, rows)));
    }
    return shown;
  }

  /** Returns the first candidates of every node, all lists in one pass over the vectors. */
  private long[][] restored(List<ScoreKind> kinds, int[] starts, long[] nodes) {
    float[] vectors = VectorJob.fetch(context, inputs, layout, nodes, dim);
    EvaluationInputs in = inputs;
    BlockLayout blocks = layout;
    List<ScoreKind> scores = new ArrayList<>(kinds);
    List<Integer> numbers = IntStream.range(0, layout.blocks()).boxed().toList();
    context.setJobDescription("restored neighbours of the best and worst nodes");
    List<Tuple2<long[][], double[][]>> found =
        context
            .parallelize(numbers, numbers.size())
            .map(
                b -> {
                  EmbeddingBlock block = in.vectors(blocks.firstIndex(b), blocks.rows(b));
                  EmbeddingBlock targets =
                      scores.contains(ScoreKind.SOURCE_TARGET)
                          ? in.targets(block.firstIndex(), block.rows())
                          : block;
                  return top(scores, starts, nodes, vectors, block, targets);
                })
            .collect();
    long[][] restored = new long[nodes.length][];
    for (int i = 0; i < nodes.length; i++) {
      TopCandidates all = new TopCandidates(SHOWN);
      for (Tuple2<long[][], double[][]> part : found) {
        for (int j = 0; j < part._1()[i].length; j++) {
          all.add(part._1()[i][j], part._2()[i][j]);
        }
      }
      restored[i] = all.indices();
    }
    return restored;
  }

  private static Tuple2<long[][], double[][]> top(
      List<ScoreKind> kinds,
      int[] starts,
      long[] nodes,
      float[] vectors,
      EmbeddingBlock block,
      EmbeddingBlock targets) {
    TopCandidates[] tops = new TopCandidates[nodes.length];
    Arrays.setAll(tops, i -> new TopCandidates(SHOWN));
    for (int list = 0; list < kinds.size(); list++) {
      int start = starts[list];
      new TileScorer(kinds.get(list), vectors, block.dim(), start, starts[list + 1])
          .scan(
              kinds.get(list).twoSided() ? targets : block,
              (query, firstRow, scores, from, count) -> {
                for (int c = 0; c < count; c++) {
                  long index = block.firstIndex() + firstRow + c;
                  if (index != nodes[start + query]) {
                    tops[start + query].add(index, MissingLast.score(scores[from + c]));
                  }
                }
              });
    }
    return new Tuple2<>(
        Arrays.stream(tops).map(TopCandidates::indices).toArray(long[][]::new),
        Arrays.stream(tops).map(TopCandidates::scores).toArray(double[][]::new));
  }

  /**
   * Returns, for every node, the number of its neighbours, the number of those that are restored,
   * and the first neighbours: restored ones in their order, then others by index.
   */
  private List<long[]> truth(long[] nodes, long[][] restored) {
    EvaluationInputs in = inputs;
    List<Integer> numbers = IntStream.range(0, nodes.length).boxed().toList();
    context.setJobDescription("true neighbours of the best and worst nodes");
    return context
        .parallelize(numbers, Math.min(nodes.length, context.defaultParallelism()))
        .map(i -> truth(in.outgoing(nodes[i], 1), restored[i]))
        .collect();
  }

  private static long[] truth(AdjacencyBlock row, long[] restored) {
    long[] hits =
        Arrays.stream(restored)
            .filter(index -> Arrays.binarySearch(row.targets(), (int) index) >= 0)
            .toArray();
    long[] others =
        Arrays.stream(row.targets())
            .asLongStream()
            .filter(index -> Arrays.stream(hits).noneMatch(hit -> hit == index))
            .limit(SHOWN - hits.length)
            .toArray();
    return LongStream.concat(
            LongStream.of(row.arcs(), hits.length),
            LongStream.concat(Arrays.stream(hits), Arrays.stream(others)))
        .toArray();
  }

  private Map<Long, Row> rows(long[] nodes, long[][] restored, List<long[]> truth) {
    Set<Long> wanted = new HashSet<>();
    Arrays.stream(nodes).forEach(wanted::add);
    Arrays.stream(restored).flatMapToLong(Arrays::stream).forEach(wanted::add);
    truth.stream().flatMapToLong(list -> Arrays.stream(list).skip(2)).forEach(wanted::add);
    Map<Long, Row> rows = new HashMap<>();
    graph
        .nodeTable()
        .filter(col("index").isInCollection(wanted))
        .select("index", "id", "label")
        .collectAsList()
        .forEach(row -> rows.put(row.getLong(0), row));
    return rows;
  }

  private static List<Neighbour> neighbours(long[] indices, Set<Long> hits, Map<Long, Row> rows) {
    return Arrays.stream(indices)
        .mapToObj(
            index ->
                new Neighbour(
                    String.valueOf(rows.get(index).get(1)),
                    rows.get(index).getString(2),
                    hits.contains(index)))
        .toList();
  }
}
