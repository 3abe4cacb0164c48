package org.graphrestore.spark.ingest;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.GraphFiles;

/** Degrees of all nodes, counted from arcs that are sorted by node: no shuffle. */
public final class DegreeRows {
  private static final int ROWS = 1 << 18;

  private DegreeRows() {}

  /** Returns (index, out-degree, in-degree) of every node. */
  public static JavaRDD<Row> of(SparkSession spark, GraphFiles arcs, long nodes) {
    BlockLayout layout = BlockLayout.ofRows(nodes, ROWS);
    List<Integer> blocks = IntStream.range(0, layout.blocks()).boxed().toList();
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(blocks, Math.max(1, blocks.size()))
        .flatMap(b -> degrees(arcs, layout.firstIndex(b), layout.rows(b)));
  }

  private static Iterator<Row> degrees(GraphFiles arcs, long first, int rows) {
    int[] out = arcs.countOut(first, rows);
    int[] in = arcs.directed() ? arcs.countIn(first, rows) : out;
    return IntStream.range(0, rows)
        .mapToObj(row -> RowFactory.create(first + row, out[row], in[row]))
        .iterator();
  }
}
