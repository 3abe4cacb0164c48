package org.graphrestore.spark.store.exchange;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.NodeIds;
import scala.Tuple2;

/**
 * The vectors of a store in the order of the nodes of another graph, matched by original id: one
 * shuffle of the vectors, a block a partition. Rows of nodes that the store does not have are NaN.
 */
public final class AlignedVectors {
  private AlignedVectors() {}

  /**
   * Returns the vectors.
   *
   * @param layout the panels of the graph's nodes; a task holds one
   */
  public static JavaRDD<EmbeddingBlock> vectors(
      JavaSparkContext sc, GraphStore graph, EmbeddingStore store, BlockLayout layout) {
    return align(sc, graph, store.dim(), store.vectorTable().select("id", "vector"), layout);
  }

  /**
   * Returns the output vectors, as {@link #vectors}.
   *
   * @throws IllegalArgumentException if the store has none
   */
  public static JavaRDD<EmbeddingBlock> contexts(
      JavaSparkContext sc, GraphStore graph, EmbeddingStore store, BlockLayout layout) {
    Dataset<Row> table =
        store
            .vectorTable()
            .select("index", "id")
            .join(store.contextTable(), "index")
            .select("id", "vector");
    return align(sc, graph, store.dim(), table, layout);
  }

  private static JavaRDD<EmbeddingBlock> align(
      JavaSparkContext sc, GraphStore graph, int dim, Dataset<Row> table, BlockLayout layout) {
    Configuration conf = sc.hadoopConfiguration();
    Alignment alignment = new Alignment(layout, dim, NodeIds.of(graph, conf), Float.NaN);
    return table
        .withColumn("id", functions.col("id").cast(DataTypes.StringType))
        .toJavaRDD()
        .mapToPair(row -> new Tuple2<>(row.getString(0), floats(row.<Float>getList(1))))
        .partitionBy(NodePanels.of(sc, graph, layout))
        .mapPartitionsWithIndex(alignment::block, false);
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }

    return floats;
  }
}
