package org.graphrestore.spark.store.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.NodeHash;
import org.graphrestore.spark.store.EmbeddingFiles;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.NodeIds;
import scala.Tuple2;

/**
 * Sends an original id to the panel of nodes in which it must be, if it is a node at all. Indices
 * are in the order of (hash, id), so the first node of every panel is enough to know.
 */
public final class NodePanels extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final long[] firstHashes;
  private final String[] firstIds;
  private final IdType idType;

  private NodePanels(long[] firstHashes, String[] firstIds, IdType idType) {
    this.firstHashes = firstHashes;
    this.firstIds = firstIds;
    this.idType = idType;
  }

  /** Looks up the first node of every panel: one small record a panel. */
  static NodePanels of(JavaSparkContext sc, GraphStore graph, BlockLayout layout) {
    GraphFiles files = graph.files();
    NodeIds ids = NodeIds.of(graph, sc.hadoopConfiguration());
    return of(
        sc,
        layout,
        first -> new Tuple2<>(files.hashes(first, 1)[0], ids.texts(first, 1)[0]),
        graph.idType());
  }

  /** Looks up the first node of every panel in an embedding store, whose nodes are the graph's. */
  public static NodePanels of(JavaSparkContext sc, EmbeddingStore embeddings, BlockLayout layout) {
    EmbeddingFiles files = embeddings.files();
    return of(
        sc,
        layout,
        first -> {
          String id = files.ids(first, 1)[0];
          return new Tuple2<>(NodeHash.of(id), id);
        },
        IdType.valueOf(embeddings.manifest().facts().get("id_type")));
  }

  private static NodePanels of(
      JavaSparkContext sc,
      BlockLayout layout,
      Function<Long, Tuple2<Long, String>> node,
      IdType idType) {
    List<Integer> panels = new ArrayList<>(IntStream.range(0, layout.blocks()).boxed().toList());
    List<Tuple2<Long, String>> firsts =
        sc.parallelize(panels, Math.max(1, Math.min(panels.size(), sc.defaultParallelism())))
            .map(panel -> node.call(layout.firstIndex(panel)))
            .collect();
    return new NodePanels(
        firsts.stream().mapToLong(Tuple2::_1).toArray(),
        firsts.stream().map(Tuple2::_2).toArray(String[]::new),
        idType);
  }

  @Override
  public int numPartitions() {
    return Math.max(1, firstHashes.length);
  }

  @Override
  public int getPartition(Object key) {
    String id = (String) key;
    long hash = NodeHash.of(id);
    int low = 0;
    int high = firstHashes.length;
    // The last panel whose first node is not after the id.
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (compare(firstHashes[middle], firstIds[middle], hash, id) <= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }

    return low;
  }

  private int compare(long hash1, String id1, long hash2, String id2) {
    int byHash = Long.compare(hash1, hash2);
    if (byHash != 0 || id1.equals(id2)) {
      return byHash;
    }

    if (idType == IdType.LONG && id1.matches("-?\\d{1,18}") && id2.matches("-?\\d{1,18}")) {
      return Long.compare(Long.parseLong(id1), Long.parseLong(id2));
    }

    return Arrays.compareUnsigned(
        id1.getBytes(StandardCharsets.UTF_8), id2.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NodePanels panels
        && Arrays.equals(firstHashes, panels.firstHashes)
        && Arrays.equals(firstIds, panels.firstIds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(firstHashes);
  }
}
