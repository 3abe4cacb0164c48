package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.NodeBits;
import org.graphrestore.spark.store.ParquetColumns;
import org.graphrestore.spark.store.StoreManifest.Table;
import org.graphrestore.spark.store.StoreManifest.TableFile;
import scala.Tuple2;

/**
 * Counts the edges of each relation among the nodes that are left. Executors add up the counts of
 * their files, so the driver gets one number a relation, however many files there are.
 */
final class RelationCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A graph has at most 100,000 relations, so a few parts hold their counts. */
  private static final int MOST_PARTS = 8;

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

    long[] edges = new long[relations];
    context
        .parallelize(paths, paths.size())
        .flatMapToPair(path -> found(count(path)))
        .reduceByKey(Long::sum, Math.min(paths.size(), MOST_PARTS))
        .collect()
        .forEach(relation -> edges[relation._1()] = relation._2());
    return edges;
  }

  private static Iterator<Tuple2<Integer, Long>> found(long[] edges) {
    return IntStream.range(0, edges.length)
        .filter(relation -> edges[relation] > 0)
        .mapToObj(relation -> new Tuple2<>(relation, edges[relation]))
        .iterator();
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
}
