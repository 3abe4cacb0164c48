package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.NodeBits;
import org.graphrestore.spark.store.ParquetColumns;
import org.graphrestore.spark.store.StoreManifest.Table;
import org.graphrestore.spark.store.StoreManifest.TableFile;

/**
 * Counts the edges of each relation among the nodes that are left. Executors add up the counts of
 * their files, so the driver gets one number a relation, however many files there are.
 */
final class RelationCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String store;
  private final int relations;
  private final KeptNodes kept;
  private final SerializableConfiguration conf;

  /**
   * Plans the counting.
   *
   * @param relations number of relations
   * @param kept the nodes whose edges count, or null: all
   */
  RelationCounts(Path store, int relations, KeptNodes kept, Configuration conf) {
    this.store = store.toString();
    this.relations = relations;
    this.kept = kept;
    this.conf = new SerializableConfiguration(conf);
  }

  /** Returns the number of edges of each relation. */
  long[] count(JavaSparkContext context, Table arcs) {
    List<String> paths = arcs.files().stream().map(TableFile::path).toList();
    if (paths.isEmpty() || relations == 0) {
      return new long[relations];
    }

    return context
        .parallelize(paths, paths.size())
        .map(this::count)
        .treeReduce(RelationCounts::sum);
  }

  private long[] count(String path) throws IOException {
    long[] edges = new long[relations];
    NodeBits present = kept == null ? null : kept.read();
    ParquetColumns.visit(
        conf.value(),
        new Path(store, path),
        null,
        0,
        0,
        present == null
            ? List.of("relation", "inverse")
            : List.of("relation", "inverse", "src", "dst"),
        (rows, columns) -> {
          for (long r = 0; r < rows; r++) {
            int relation = columns[0].nextInt();
            boolean inverse = columns[1].nextBoolean();
            boolean counts = present == null;
            if (present != null) {
              long src = columns[2].nextLong();
              long dst = columns[3].nextLong();
              counts = present.contains(src) && present.contains(dst);
            }

            edges[relation] += counts && !inverse ? 1 : 0;
          }
        });
    return edges;
  }

  private static long[] sum(long[] a, long[] b) {
    long[] sum = a.clone();
    for (int r = 0; r < sum.length; r++) {
      sum[r] += b[r];
    }

    return sum;
  }
}
