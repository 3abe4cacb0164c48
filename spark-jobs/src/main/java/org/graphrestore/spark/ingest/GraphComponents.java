package org.graphrestore.spark.ingest;

import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.ComponentSizes;
import org.graphrestore.spark.store.GraphFiles;

/** The weakly connected components of a graph that is written, for stages after ingest. */
public final class GraphComponents {
  static final String NAMES = "index BIGINT NOT NULL, component BIGINT NOT NULL";

  private GraphComponents() {}

  /**
   * Finds the components.
   *
   * @param arcs about how many arcs the graph has: decides how it is cut, and no result
   * @param scratch folder for files that the caller deletes
   */
  public static ComponentSizes sizes(
      JavaSparkContext context, GraphFiles graph, long arcs, Path scratch) {
    PreparationLimits limits = PreparationLimits.USUAL;
    BlockLayout layout =
        BlockLayout.ofRows(graph.nodes(), limits.rowsPerBlock(graph.nodes(), arcs));
    PreparationFiles files = new PreparationFiles(scratch, context.hadoopConfiguration());
    return new ComponentJob(context, graph, arcs, limits)
        .find(KeptNodes.all(files, layout))
        .sizes();
  }

  /**
   * Returns every node with the name of its component, which is its lowest node: {@code index
   * bigint, component bigint}.
   *
   * @param arcs about how many arcs the graph has: decides how it is cut, and no result
   * @param scratch folder for files that the caller deletes after the rows were read; they are
   *     computed as they are read, so write them if they are read more than once
   */
  public static Dataset<Row> names(
      JavaSparkContext context, GraphFiles graph, long arcs, Path scratch) {
    return names(context, graph, arcs, scratch, PreparationLimits.USUAL);
  }

  static Dataset<Row> names(
      JavaSparkContext context,
      GraphFiles graph,
      long arcs,
      Path scratch,
      PreparationLimits limits) {
    BlockLayout layout =
        BlockLayout.ofRows(graph.nodes(), limits.rowsPerBlock(graph.nodes(), arcs));
    PreparationFiles files = new PreparationFiles(scratch, context.hadoopConfiguration());
    return new ComponentJob(context, graph, arcs, limits).names(KeptNodes.all(files, layout));
  }
}
