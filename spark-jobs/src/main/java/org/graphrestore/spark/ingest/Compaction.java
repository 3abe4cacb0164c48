package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.NodeRanks;
import org.graphrestore.spark.store.ParquetColumns;
import org.graphrestore.spark.store.StoreManifest.Table;
import org.graphrestore.spark.store.StoreManifest.TableFile;

/**
 * Writes sorted arcs anew without the nodes that were removed. A node's new index is its rank among
 * those that are left, so arcs stay sorted and nothing is shuffled; it is the index that the node
 * would have, had the others never been there.
 */
final class Compaction implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String store;
  private final KeptNodes kept;
  private final int[] relations;
  private final SerializableConfiguration conf;

  /**
   * Plans the writing.
   *
   * @param kept the nodes that are left
   * @param relations new number of every relation; those without an edge have none
   */
  Compaction(Path store, KeptNodes kept, int[] relations, Configuration conf) {
    this.store = store.toString();
    this.kept = kept;
    this.relations = relations.clone();
    this.conf = new SerializableConfiguration(conf);
  }

  /** Copies a table, file by file; returns a report a file, in order. */
  List<TaskReport> write(JavaSparkContext context, Table table, boolean bySrc, Path folder) {
    String[] paths = table.files().stream().map(TableFile::path).toArray(String[]::new);
    if (paths.length == 0) {
      return List.of();
    }

    String to = folder.toString();
    List<Integer> parts = IntStream.range(0, paths.length).boxed().toList();
    return context
        .parallelize(parts, paths.length)
        .map(part -> copy(part, paths[part], bySrc, to))
        .collect()
        .stream()
        .map(TaskReport::parse)
        .toList();
  }

  private String copy(int part, String path, boolean bySrc, String folder) throws IOException {
    NodeRanks ranks = new NodeRanks(kept.read());
    try (ArcWriter writer = new ArcWriter(new Path(folder), part, bySrc, conf.value())) {
      ParquetColumns.visit(
          conf.value(),
          new Path(store, path),
          null,
          0,
          0,
          List.of("src", "dst", "weight", "relation", "inverse"),
          (rows, columns) -> {
            for (long r = 0; r < rows; r++) {
              long src = columns[0].nextLong();
              long dst = columns[1].nextLong();
              float weight = columns[2].nextFloat();
              int relation = columns[3].nextInt();
              boolean inverse = columns[4].nextBoolean();
              if (ranks.contains(src) && ranks.contains(dst)) {
                writer.write(
                    ranks.rank(src), ranks.rank(dst), weight, relations[relation], inverse);
              }
            }
          });
      return writer.finish(new Path(store)).toJson();
    }
  }
}
