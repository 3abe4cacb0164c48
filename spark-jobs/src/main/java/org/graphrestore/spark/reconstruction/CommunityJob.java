package org.graphrestore.spark.reconstruction;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.AdjacencyBuilder;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.LabelPropagation;
import org.graphrestore.spark.store.GraphFiles;
import scala.Tuple2;

/**
 * Communities by label propagation over blocks. A round is a job: a task reads its block's
 * neighbours and, one after the other, the files of labels that the round before has written. The
 * driver sees names of files and a count a block. Edges count once each and either way; weights and
 * relations do not matter.
 */
final class CommunityJob {
  /** Most rounds. */
  static final int ROUNDS = 30;

  /** A round after which fewer than one node in this many has another label is the last. */
  static final int SETTLED = 1000;

  private final JavaSparkContext context;
  private final GraphFiles graph;
  private final BlockLayout layout;
  private final ScratchFiles scratch;
  private final long seed;

  CommunityJob(
      JavaSparkContext context,
      GraphFiles graph,
      BlockLayout layout,
      ScratchFiles scratch,
      long seed) {
    this.context = context;
    this.graph = graph;
    this.layout = layout;
    this.scratch = scratch;
    this.seed = seed;
  }

  /**
   * Returns every node with its community: the hash of the id of the node that its label came from,
   * as text. Read from scratch files.
   *
   * @param folder subfolder of the scratch files
   */
  JavaRDD<Row> run(String folder) {
    List<Integer> blocks = IntStream.range(0, layout.blocks()).boxed().toList();
    GraphFiles of = graph;
    BlockLayout cut = layout;
    ScratchFiles files = scratch;
    long runSeed = seed;
    String[] names = null;
    long changes = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && changes > layout.nodes() / SETTLED; round++) {
      context.setJobDescription("communities, round " + (round + 1));
      String[] before = names;
      int number = round;
      List<Tuple2<String, Long>> found =
          context
              .parallelize(blocks, blocks.size())
              .map(
                  block -> {
                    LabelPropagation step = new LabelPropagation(neighbours(of, cut, block));
                    for (int source = 0; source < cut.blocks(); source++) {
                      step.pull(cut.firstIndex(source), labels(of, cut, files, before, source));
                    }

                    long[] own = labels(of, cut, files, before, block);
                    long[] hashes = of.hashes(cut.firstIndex(block), cut.rows(block));
                    long[] next = step.next(own, hashes, runSeed, number);
                    return new Tuple2<>(
                        write(files, folder + "/labels-" + block, next), step.changes());
                  })
              .collect();
      names = found.stream().map(Tuple2::_1).toArray(String[]::new);
      changes = found.stream().mapToLong(Tuple2::_2).sum();
    }

    String[] last = names;
    return context
        .parallelize(blocks, blocks.size())
        .flatMap(block -> rows(cut.firstIndex(block), labels(of, cut, files, last, block)));
  }

  private static Iterator<Row> rows(long first, long[] labels) {
    return IntStream.range(0, labels.length)
        .mapToObj(i -> RowFactory.create(first + i, Long.toString(labels[i])))
        .iterator();
  }

  private static String write(ScratchFiles files, String prefix, long[] labels) {
    return files.write(
        prefix,
        out -> {
          for (long label : labels) {
            out.writeLong(label);
          }
        });
  }

  /** Reads the labels of a block; before the first round they are the nodes' own. */
  private static long[] labels(
      GraphFiles graph, BlockLayout layout, ScratchFiles files, String[] names, int block) {
    if (names == null) {
      return graph.hashes(layout.firstIndex(block), layout.rows(block));
    }

    long[] labels = new long[layout.rows(block)];
    try (DataInputStream in = files.open(names[block])) {
      for (int i = 0; i < labels.length; i++) {
        labels[i] = in.readLong();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the labels in " + names[block], e);
    }
    return labels;
  }

  private static AdjacencyBlock neighbours(GraphFiles graph, BlockLayout layout, int block) {
    long first = layout.firstIndex(block);
    int rows = layout.rows(block);
    AdjacencyBlock out = graph.outNeighbours(first, rows, false);
    if (!graph.directed()) {
      return out;
    }

    AdjacencyBlock in = graph.inNeighbours(first, rows);
    return AdjacencyBuilder.union(out, new AdjacencyBlock(first, in.offsets(), in.targets(), null));
  }
}
