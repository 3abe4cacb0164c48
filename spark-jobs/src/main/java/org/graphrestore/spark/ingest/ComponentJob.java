package org.graphrestore.spark.ingest;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.ComponentSizes;
import org.graphrestore.graph.NodeBits;
import org.graphrestore.graph.SpanningForest;
import org.graphrestore.spark.store.GraphFiles;
import scala.Tuple2;

/**
 * Finds the weakly connected components of what is left of a graph.
 *
 * <p>While 4 bytes a node fit a task, arcs are read into spanning forests, each of at least eight
 * arcs a node, and one task merges the forests. Larger graphs go to {@link StarJob}. A component's
 * name is its lowest node either way.
 */
final class ComponentJob {
  private final JavaSparkContext context;
  private final GraphFiles graph;
  private final long arcs;
  private final PreparationLimits limits;

  ComponentJob(JavaSparkContext context, GraphFiles graph, long arcs, PreparationLimits limits) {
    this.context = context;
    this.graph = graph;
    this.arcs = arcs;
    this.limits = limits;
  }

  /**
   * What was found.
   *
   * @param sizes number and sizes of the components
   * @param largest the nodes of the largest component
   */
  record Components(ComponentSizes sizes, KeptNodes largest) {}

  /** Finds the components of the nodes that are left, of which there is at least one. */
  Components find(KeptNodes kept) {
    return graph.nodes() <= limits.forestNodes()
        ? inForests(kept)
        : new StarJob(context, graph).find(kept);
  }

  private Components inForests(KeptNodes kept) {
    GraphFiles from = graph;
    BlockLayout layout = kept.layout();
    int tasks = Math.min(limits.forests(graph.nodes(), arcs), layout.blocks());
    if (tasks == 1) {
      return result(
          kept,
          context
              .parallelize(List.of(0), 1)
              .map(one -> measure(grow(from, kept, 0, layout.blocks()), kept))
              .collect());
    }

    String[] names = forests(kept, tasks);
    Components found =
        result(
            kept,
            context
                .parallelize(List.of(0), 1)
                .map(one -> measure(merge(names, kept), kept))
                .collect());
    kept.files().delete(List.of(names));
    return found;
  }

  /**
   * Returns the name of every node's component, all nodes being left: (node, name), computed as it
   * is read.
   */
  Dataset<Row> names(KeptNodes all) {
    if (graph.nodes() > limits.forestNodes()) {
      return new StarJob(context, graph).names(all);
    }

    GraphFiles from = graph;
    int tasks = Math.min(limits.forests(graph.nodes(), arcs), all.layout().blocks());
    String[] names = tasks == 1 ? new String[0] : forests(all, tasks);
    JavaRDD<Row> rows =
        context
            .parallelize(List.of(0), 1)
            .flatMap(
                one -> {
                  SpanningForest forest =
                      tasks == 1 ? grow(from, all, 0, all.layout().blocks()) : merge(names, all);
                  return IntStream.range(0, forest.nodes())
                      .mapToObj(v -> RowFactory.create((long) v, (long) forest.root(v)))
                      .iterator();
                });
    return SparkSession.builder()
        .sparkContext(context.sc())
        .getOrCreate()
        .createDataFrame(rows, StructType.fromDDL(GraphComponents.NAMES));
  }

  private String[] forests(KeptNodes kept, int tasks) {
    GraphFiles from = graph;
    BlockLayout layout = kept.layout();
    List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
    return context
        .parallelize(numbers, tasks)
        .map(
            t -> {
              int first = (int) ((long) layout.blocks() * t / tasks);
              int end = (int) ((long) layout.blocks() * (t + 1) / tasks);
              return write(grow(from, kept, first, end), kept.files(), "forest-" + t);
            })
        .collect()
        .toArray(String[]::new);
  }

  private static SpanningForest grow(GraphFiles graph, KeptNodes kept, int firstBlock, int end) {
    NodeBits present = kept.everything() ? null : kept.read();
    SpanningForest forest = new SpanningForest((int) graph.nodes());
    for (int b = firstBlock; b < end; b++) {
      graph.visitArcs(
          kept.layout().firstIndex(b),
          kept.layout().rows(b),
          (src, dst) -> {
            boolean counts = graph.directed() || src < dst;
            if (counts && (present == null || (present.contains(src) && present.contains(dst)))) {
              forest.join((int) src, (int) dst);
            }
          });
    }

    return forest;
  }

  private static String write(SpanningForest forest, PreparationFiles files, String name) {
    return files.write(
        name,
        out -> {
          for (int v = 0; v < forest.nodes(); v++) {
            out.writeInt(forest.root(v));
          }
        });
  }

  private static SpanningForest merge(String[] names, KeptNodes kept) {
    SpanningForest forest = new SpanningForest((int) kept.layout().nodes());
    for (String name : names) {
      kept.files()
          .read(
              name,
              in -> {
                for (int v = 0; v < forest.nodes(); v++) {
                  forest.join(v, in.readInt());
                }

                return null;
              });
    }

    return forest;
  }

  private static Tuple2<String[], long[]> measure(SpanningForest forest, KeptNodes kept) {
    NodeBits present = kept.read();
    ComponentSizes sizes = forest.sizes(present);
    NodeBits largest = NodeBits.none(forest.nodes());
    for (int v = 0; v < forest.nodes(); v++) {
      if (present.contains(v) && forest.root(v) == sizes.largestName()) {
        largest.add(v);
      }
    }

    String[] names = new String[kept.layout().blocks()];
    for (int b = 0; b < names.length; b++) {
      names[b] = kept.files().writeBits("largest", largest, kept.layout(), b);
    }

    return new Tuple2<>(names, sizes.toLongs());
  }

  private static Components result(KeptNodes kept, List<Tuple2<String[], long[]>> results) {
    ComponentSizes sizes = ComponentSizes.ofLongs(results.get(0)._2());
    return new Components(sizes, kept.of(results.get(0)._1(), sizes.largest()));
  }
}
