package org.graphrestore.spark.reconstruction;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.RowFactory;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.ComponentSizes;
import org.graphrestore.reconstruction.restored.DistanceTable;
import org.graphrestore.reconstruction.restored.RestoredSummary.Distances;
import org.graphrestore.reconstruction.restored.RestoredSummary.Statistics;
import org.graphrestore.reconstruction.restored.RowOverlap;
import org.graphrestore.reconstruction.restored.ShapeCounts;
import org.graphrestore.spark.ingest.GraphComponents;
import org.graphrestore.spark.store.GraphFiles;

/**
 * Compares two graphs of the same nodes, without direction, weights and loops. Exact and by block:
 * a task owns some nodes and sees the graph a block at a time; the driver gets counts.
 */
final class GraphComparison {
  /** Largest distance that is searched. */
  static final int HOPS = 24;

  private static final long ARCS_PER_BLOCK = 1L << 22;
  private static final int TASKS_A_CORE = 2;

  private final JavaSparkContext context;
  private final GraphFiles original;
  private final GraphFiles restored;
  private final long arcs;
  private final BlockLayout blocks;
  private final BlockLayout tasks;

  GraphComparison(JavaSparkContext context, GraphFiles original, GraphFiles restored, long arcs) {
    this.context = context;
    this.original = original;
    this.restored = restored;
    this.arcs = arcs;
    long nodes = original.nodes();
    int count = (int) Math.max(1, (arcs + ARCS_PER_BLOCK - 1) / ARCS_PER_BLOCK);
    this.blocks = BlockLayout.ofBlocks(nodes, count);
    this.tasks =
        BlockLayout.ofBlocks(nodes, Math.max(count, TASKS_A_CORE * context.defaultParallelism()));
  }

  /**
   * Shapes of both graphs.
   *
   * @param both edges that are in both
   */
  record Shapes(ShapeCounts original, ShapeCounts restored, long both) {}

  /** Counts degrees, triangles and common edges. */
  Shapes shapes() {
    GraphFiles a = original;
    GraphFiles b = restored;
    BlockLayout layout = blocks;
    BlockLayout own = tasks;
    context.setJobDescription("triangles and degrees of both graphs");
    List<long[][]> parts =
        context
            .parallelize(numbers(own.blocks()), own.blocks())
            .map(
                t -> {
                  AdjacencyBlock ofA = RestoreInputs.neighbours(a, own.firstIndex(t), own.rows(t));
                  AdjacencyBlock ofB = RestoreInputs.neighbours(b, own.firstIndex(t), own.rows(t));
                  return new long[][] {
                    shape(a, ofA, layout), shape(b, ofB, layout), {overlap(ofA, ofB)}
                  };
                })
            .collect();
    ShapeCounts countsA = new ShapeCounts();
    ShapeCounts countsB = new ShapeCounts();
    long both = 0;
    for (long[][] part : parts) {
      countsA.addLongs(part[0]);
      countsB.addLongs(part[1]);
      both += part[2][0];
    }

    return new Shapes(countsA, countsB, both / 2);
  }

  private static long[] shape(GraphFiles graph, AdjacencyBlock own, BlockLayout layout) {
    ShapeCounts.OfBlock counts = new ShapeCounts.OfBlock(own);
    for (int b = 0; b < layout.blocks(); b++) {
      counts.meet(RestoreInputs.neighbours(graph, layout.firstIndex(b), layout.rows(b)));
    }

    return counts.finish().toLongs();
  }

  private static long overlap(AdjacencyBlock a, AdjacencyBlock b) {
    long both = 0;
    for (int row = 0; row < a.rows(); row++) {
      both +=
          RowOverlap.count(
              a.targets(),
              a.offsets()[row],
              a.offsets()[row + 1],
              b.targets(),
              b.offsets()[row],
              b.offsets()[row + 1]);
    }

    return both;
  }

  /** Returns the statistics of one of the graphs. */
  Statistics statistics(ShapeCounts shape, boolean ofRestored, Path scratch) {
    context.setJobDescription("components");
    ComponentSizes sizes =
        GraphComponents.sizes(context, ofRestored ? restored : original, arcs, scratch);
    return Statistics.of(shape, sizes);
  }

  /**
   * Compares distances.
   *
   * @param sources nodes to search from
   */
  Distances distances(long[] sources, ScratchFiles scratch) {
    DistanceTable table = new DistanceTable(HOPS);
    if (sources.length == 0) {
      return Distances.of(0, HOPS, table);
    }

    QueryWave wave =
        QueryWave.of(
            0,
            0,
            Arrays.stream(sources).mapToObj(s -> RowFactory.create(s, 0L, 0L, null)).toList());
    ShellJob.Shells a = shells(original, wave, "original", scratch);
    ShellJob.Shells b = shells(restored, wave, "restored", scratch);
    BlockLayout layout = tasks;
    context.setJobDescription("distances in both graphs");
    context
        .parallelize(numbers(layout.blocks()), layout.blocks())
        .map(
            block -> {
              long first = layout.firstIndex(block);
              int rows = layout.rows(block);
              long inside =
                  Arrays.stream(sources).filter(s -> s >= first && s < first + rows).count();
              DistanceTable part = new DistanceTable(HOPS);
              part.add(
                  new ArrayList<>(a.readAll(block)),
                  new ArrayList<>(b.readAll(block)),
                  (long) sources.length * rows - inside);
              return part.toLongs();
            })
        .collect()
        .forEach(table::addLongs);
    return Distances.of(sources.length, HOPS, table);
  }

  private ShellJob.Shells shells(
      GraphFiles graph, QueryWave wave, String folder, ScratchFiles scratch) {
    return new ShellJob(context, new Undirected(graph), tasks, scratch)
        .run(wave, HOPS, folder, new long[wave.size()]);
  }

  /** A graph without direction, for the search. */
  private record Undirected(GraphFiles graph) implements EvaluationInputs, Serializable {
    @Override
    public AdjacencyBlock incoming(long firstIndex, int rows) {
      return RestoreInputs.neighbours(graph, firstIndex, rows);
    }

    @Override
    public AdjacencyBlock outgoing(long firstIndex, int rows) {
      return incoming(firstIndex, rows);
    }

    @Override
    public EmbeddingBlock vectors(long firstIndex, int rows) {
      throw new UnsupportedOperationException("A search needs no vectors");
    }
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
