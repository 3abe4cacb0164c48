package org.graphrestore.spark.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.AdjacencyBuilder;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.CorePeeling;
import org.graphrestore.graph.NodeBits;
import org.graphrestore.graph.NodeRanks;
import org.graphrestore.graph.SimpleNeighbours;
import scala.Tuple2;

/**
 * Removes nodes by their number of neighbours: once (the degree cut), or until every node that is
 * left has k (the k-core).
 *
 * <p>A round peels all blocks at once, each as far as it can tell from the bits of the round
 * before. A task holds one block and a bit a node. Blocks are written anew when they have lost a
 * quarter of their arcs. What is left of a graph that has become small is finished by one task,
 * which also knows the largest k that has a core. The k-core is unique, so none of this shows in
 * the result.
 */
final class CoreJob {
  private static final int LOSS_THAT_COUNTS = 4;

  private final JavaSparkContext context;
  private final PreparationLimits limits;
  private final long arcs;
  private NeighbourBlocks blocks;
  private long largestCore = -1;

  /**
   * Plans the job.
   *
   * @param arcs number of the graph's arcs, an upper bound of those that are looked at
   */
  CoreJob(JavaSparkContext context, NeighbourBlocks blocks, long arcs, PreparationLimits limits) {
    this.context = context;
    this.blocks = blocks;
    this.arcs = arcs;
    this.limits = limits;
  }

  /** Returns the nodes that have at most so many neighbours among all nodes. */
  KeptNodes cut(KeptNodes all, int maxDegree) {
    BlockLayout layout = all.layout();
    PreparationFiles files = all.files();
    NeighbourBlocks neighbours = blocks;
    List<Tuple2<String, long[]>> results =
        context
            .parallelize(numbers(layout), layout.blocks())
            .map(
                b -> {
                  AdjacencyBlock block = neighbours.read(b);
                  NodeBits bits = NodeBits.none(layout.nodes());
                  long kept = 0;
                  for (int row = 0; row < block.rows(); row++) {
                    if (block.degree(row) <= maxDegree) {
                      bits.add(block.firstIndex() + row);
                      kept++;
                    }
                  }

                  return new Tuple2<>(
                      files.writeBits("degree", bits, layout, b), new long[] {kept});
                })
            .collect();
    return all.of(names(results), sum(results, 0));
  }

  /** Returns the nodes of the k-core of what is left; perhaps none. */
  KeptNodes core(KeptNodes before, int k) {
    KeptNodes kept = before;
    long left = arcs;
    for (int round = 0; ; round++) {
      if (left <= limits.coreArcs() && kept.count() <= limits.coreNodes()) {
        return finish(kept, k, round == 0);
      }

      KeptNodes now = kept;
      NeighbourBlocks neighbours = blocks;
      int number = round;
      List<Tuple2<String[], long[]>> results =
          context
              .parallelize(numbers(kept.layout()), kept.layout().blocks())
              .map(b -> peel(neighbours, now, b, k, number))
              .collect();
      String[] written = results.stream().map(result -> result._1()[1]).toArray(String[]::new);
      List<String> old = new ArrayList<>();
      for (int b = 0; b < written.length; b++) {
        old.add(java.util.Objects.equals(written[b], blocks.name(b)) ? null : blocks.name(b));
      }

      kept.files().delete(old);
      this.blocks = blocks.with(written);
      left = results.stream().mapToLong(result -> result._2()[2]).sum();
      long removed = results.stream().mapToLong(result -> result._2()[0]).sum();
      if (removed == 0) {
        return kept;
      }

      kept =
          kept.of(
              results.stream().map(result -> result._1()[0]).toArray(String[]::new),
              results.stream().mapToLong(result -> result._2()[1]).sum());
    }
  }

  /** Returns the largest k for which {@link #core} would have found one, or -1: not known. */
  long largestCore() {
    return largestCore;
  }

  /** Returns {bits, block} and {nodes removed, nodes left, arcs left}. */
  private static Tuple2<String[], long[]> peel(
      NeighbourBlocks neighbours, KeptNodes before, int b, int k, int round) {
    BlockLayout layout = before.layout();
    NodeBits present = before.read();
    AdjacencyBlock block = neighbours.read(b);
    int removed = CorePeeling.peel(block, k, present);
    long left = 0;
    for (int row = 0; row < block.rows(); row++) {
      left += present.contains(block.firstIndex() + row) ? 1 : 0;
    }

    AdjacencyBlock rest = SimpleNeighbours.among(block, present);
    String name = neighbours.name(b);
    if (name == null || rest.arcs() <= block.arcs() - block.arcs() / LOSS_THAT_COUNTS) {
      name = before.files().writeBlock("block-" + round + "-" + b, rest);
    }

    String bits = before.files().writeBits("core-" + round, present, layout, b);
    return new Tuple2<>(new String[] {bits, name}, new long[] {removed, left, rest.arcs()});
  }

  private KeptNodes finish(KeptNodes before, int k, boolean whole) {
    NeighbourBlocks neighbours = blocks;
    List<Tuple2<String[], long[]>> result =
        context.parallelize(List.of(0), 1).map(one -> finish(neighbours, before, k)).collect();
    long[] counts = result.get(0)._2();
    this.largestCore = whole ? counts[1] : -1;
    return before.of(result.get(0)._1(), counts[0]);
  }

  /** Returns the bits of all blocks and {nodes left, largest k}. */
  private static Tuple2<String[], long[]> finish(
      NeighbourBlocks neighbours, KeptNodes before, int k) {
    BlockLayout layout = before.layout();
    NodeBits present = before.read();
    NodeRanks ranks = new NodeRanks(present);
    AdjacencyBuilder builder = new AdjacencyBuilder(0, (int) ranks.size(), false);
    for (int b = 0; b < layout.blocks(); b++) {
      AdjacencyBlock block = SimpleNeighbours.among(neighbours.read(b), present);
      for (int row = 0; row < block.rows(); row++) {
        if (block.degree(row) > 0) {
          int rank = (int) ranks.rank(block.firstIndex() + row);
          for (int at = block.offsets()[row]; at < block.offsets()[row + 1]; at++) {
            builder.add(rank, (int) ranks.rank(block.targets()[at]), 1);
          }
        }
      }
    }

    int[] cores = CorePeeling.coreNumbers(builder.build());
    NodeBits core = NodeBits.none(layout.nodes());
    int next = 0;
    long kept = 0;
    for (long node = 0; node < layout.nodes(); node++) {
      if (present.contains(node) && cores[next++] >= k) {
        core.add(node);
        kept++;
      }
    }

    String[] names = new String[layout.blocks()];
    for (int b = 0; b < names.length; b++) {
      names[b] = before.files().writeBits("core", core, layout, b);
    }

    return new Tuple2<>(names, new long[] {kept, Arrays.stream(cores).max().orElse(0)});
  }

  private static List<Integer> numbers(BlockLayout layout) {
    return IntStream.range(0, layout.blocks()).boxed().toList();
  }

  private static String[] names(List<Tuple2<String, long[]>> results) {
    return results.stream().map(Tuple2::_1).toArray(String[]::new);
  }

  private static long sum(List<Tuple2<String, long[]>> results, int count) {
    return results.stream().mapToLong(result -> result._2()[count]).sum();
  }
}
