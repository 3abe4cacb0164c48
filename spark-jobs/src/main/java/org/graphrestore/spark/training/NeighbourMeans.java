package org.graphrestore.spark.training;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.GraphFiles;
import scala.Tuple2;

/**
 * Gives nodes without a vector the mean of their neighbours' vectors, in panels: who lacks one asks
 * the panels of its neighbours, which answer with sums. Neighbours count once each, both ways in a
 * directed graph, and only those that have a vector from the start: one pass.
 *
 * <p>Two shuffles: 8 bytes an arc of such a node, and a row for each panel in which it has
 * neighbours. A sum is of doubles, in the order of indices in a panel, and then of panels.
 */
final class NeighbourMeans implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ScratchFiles files;
  private final GraphFiles graph;
  private final BlockLayout panels;
  private final int dim;
  private final String[] names;

  /**
   * Prepares.
   *
   * @param names file of every panel's rows, NaN where there is no vector
   */
  NeighbourMeans(
      ScratchFiles files, GraphFiles graph, BlockLayout panels, int dim, String[] names) {
    this.files = files;
    this.graph = graph;
    this.panels = panels;
    this.dim = dim;
    this.names = names.clone();
  }

  /**
   * Runs the job.
   *
   * @param prefix what the names of the new files begin with
   * @return the file of every panel's rows: NaN only where no neighbour has a vector either
   */
  String[] run(JavaSparkContext sc, String prefix) {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, panels.blocks()).boxed().toList());
    HashPartitioner byPanel = new HashPartitioner(panels.blocks());
    JavaPairRDD<Integer, long[]> asked =
        sc.parallelize(numbers, Math.min(numbers.size(), 4 * sc.defaultParallelism()))
            .flatMapToPair(this::questions)
            .partitionBy(byPanel);
    JavaRDD<Tuple2<Integer, Tuple2<long[], float[]>>> answers =
        asked.values().mapPartitionsWithIndex(this::answers, false);
    List<String> written =
        answers
            .mapToPair(answer -> answer)
            .partitionBy(byPanel)
            .values()
            .mapPartitionsWithIndex((panel, sums) -> write(panel, sums, prefix), false)
            .collect();
    return written.toArray(String[]::new);
  }

  /** Returns {@code node << 32 | neighbour} of all nodes of a panel that lack a vector. */
  private Iterator<Tuple2<Integer, long[]>> questions(int panel) {
    float[] rows = rows(panel);
    long first = panels.firstIndex(panel);
    int count = panels.rows(panel);
    boolean any = false;
    for (int row = 0; row < count && !any; row++) {
      any = lacks(rows, row);
    }

    if (!any) {
      return Collections.emptyIterator();
    }

    long[][] open = new long[panels.blocks()][];
    int[] sizes = new int[panels.blocks()];
    add(graph.outNeighbours(first, count, false), rows, open, sizes);
    if (graph.directed()) {
      add(graph.inNeighbours(first, count), rows, open, sizes);
    }

    List<Tuple2<Integer, long[]>> questions = new ArrayList<>();
    for (int other = 0; other < open.length; other++) {
      if (sizes[other] > 0) {
        questions.add(new Tuple2<>(other, Arrays.copyOf(open[other], sizes[other])));
      }
    }

    return questions.iterator();
  }

  private void add(AdjacencyBlock block, float[] rows, long[][] open, int[] sizes) {
    for (int row = 0; row < block.rows(); row++) {
      for (int at = block.offsets()[row]; lacks(rows, row) && at < block.offsets()[row + 1]; at++) {
        int neighbour = block.targets()[at];
        int panel = panels.blockOf(neighbour);
        if (open[panel] == null) {
          open[panel] = new long[16];
        } else if (open[panel].length == sizes[panel]) {
          open[panel] = Arrays.copyOf(open[panel], 2 * sizes[panel]);
        }

        open[panel][sizes[panel]++] = ((block.firstIndex() + row) << 32) | neighbour;
      }
    }
  }

  /** Sums the vectors that others asked this panel for: {@code (node, panel, count)} and sum. */
  private Iterator<Tuple2<Integer, Tuple2<long[], float[]>>> answers(
      int panel, Iterator<long[]> questions) {
    long[] sorted = new long[0];
    while (questions.hasNext()) {
      long[] some = questions.next();
      int before = sorted.length;
      sorted = Arrays.copyOf(sorted, Math.addExact(before, some.length));
      System.arraycopy(some, 0, sorted, before, some.length);
    }

    if (sorted.length == 0) {
      return Collections.emptyIterator();
    }

    Arrays.sort(sorted);
    float[] rows = rows(panel);
    List<Tuple2<Integer, Tuple2<long[], float[]>>> answers = new ArrayList<>();
    int at = 0;
    while (at < sorted.length) {
      long node = sorted[at] >>> 32;
      double[] sum = new double[dim];
      int count = 0;
      for (; at < sorted.length && sorted[at] >>> 32 == node; at++) {
        int row = panels.offsetOf(sorted[at] & 0xFFFFFFFFL);
        // In a directed graph a neighbour may have been asked for both ways.
        boolean twice = at > 0 && sorted[at] == sorted[at - 1];
        if (!twice && !lacks(rows, row)) {
          count++;
          for (int c = 0; c < dim; c++) {
            sum[c] += rows[row * dim + c];
          }
        }
      }

      if (count > 0) {
        float[] floats = new float[dim];
        for (int c = 0; c < dim; c++) {
          floats[c] = (float) sum[c];
        }

        answers.add(
            new Tuple2<>(
                panels.blockOf(node), new Tuple2<>(new long[] {node, panel, count}, floats)));
      }
    }

    return answers.iterator();
  }

  private Iterator<String> write(int panel, Iterator<Tuple2<long[], float[]>> sums, String prefix) {
    List<Tuple2<long[], float[]>> sorted = new ArrayList<>();
    sums.forEachRemaining(sorted::add);
    if (sorted.isEmpty()) {
      return Collections.singleton(names[panel]).iterator();
    }

    sorted.sort(
        (x, y) -> {
          int byNode = Long.compare(x._1()[0], y._1()[0]);
          return byNode != 0 ? byNode : Long.compare(x._1()[1], y._1()[1]);
        });
    float[] rows = rows(panel);
    int at = 0;
    while (at < sorted.size()) {
      long node = sorted.get(at)._1()[0];
      double[] sum = new double[dim];
      long count = 0;
      for (; at < sorted.size() && sorted.get(at)._1()[0] == node; at++) {
        count += sorted.get(at)._1()[2];
        for (int c = 0; c < dim; c++) {
          sum[c] += sorted.get(at)._2()[c];
        }
      }

      for (int c = 0; c < dim; c++) {
        rows[panels.offsetOf(node) * dim + c] = (float) (sum[c] / count);
      }
    }

    String name = String.format("%s-%05d-%d", prefix, panel, TaskContext.get().taskAttemptId());
    try {
      files.writeFloats(name, rows);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the first vectors to " + name, e);
    }

    return Collections.singleton(name).iterator();
  }

  private boolean lacks(float[] rows, int row) {
    return Float.isNaN(rows[row * dim]);
  }

  private float[] rows(int panel) {
    float[] rows = new float[panels.rows(panel) * dim];
    try {
      files.readFloats(names[panel], 0, rows);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read vectors of panel " + panel, e);
    }

    return rows;
  }
}
