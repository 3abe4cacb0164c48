package org.graphrestore.spark.training;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.HashPartitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.NodeBits;
import org.graphrestore.skipgram.WarmParams;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import scala.Tuple2;

/**
 * The nodes of a graph that are new or have other edges than in an earlier version of it. A bit a
 * node: files of panels in the scratch folder, of which a task reads all (12 MB for 100 million
 * nodes).
 *
 * <p>Edges are compared by the hashes of their ends' ids and their weights, whatever their
 * relation: arcs of one graph that the other one lacks, by two joins and a set difference each.
 * Both ends of such an arc have changed where they are still there.
 */
final class ChangedNodes implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nodes of a panel: 128 KB of bits. */
  private static final int PANEL = 1 << 20;

  /** One number stands for 16 bits, which a float holds. */
  private static final int BITS = 16;

  private final ScratchFiles files;
  private final long nodes;
  private final BlockLayout layout;
  private final String[] names;
  private final long count;
  private transient NodeBits bits;

  private ChangedNodes(
      ScratchFiles files, long nodes, BlockLayout layout, List<Tuple2<String, Long>> written) {
    this.files = files;
    this.nodes = nodes;
    this.layout = layout;
    this.names = written.stream().map(Tuple2::_1).toArray(String[]::new);
    this.count = written.stream().mapToLong(Tuple2::_2).sum();
  }

  /** Returns the graph of the vectors that training goes on from. */
  static GraphStore before(WarmParams params, EmbeddingStore store, RunContext run) {
    String path = params.fromGraph().isEmpty() ? params.from() : params.fromGraph();
    GraphStore before;
    try {
      before = GraphStore.open(run.spark(), new Path(path));
    } catch (UserMistakeException e) {
      throw new UserMistakeException(
          "train.changed-only compares with the graph of the vectors in "
              + store.path()
              + ", but "
              + path
              + " has none; set train.from-graph to it",
          e);
    }

    if (!before.fingerprint().equals(store.graphFingerprint())) {
      throw new UserMistakeException(
          "The vectors in "
              + store.path()
              + " are of the graph "
              + store.graphFingerprint()
              + ", not of "
              + before.fingerprint()
              + " in "
              + before.path()
              + "; set train.from-graph to the graph they were trained on");
    }

    return before;
  }

  /** Compares two versions of a graph. */
  static ChangedNodes between(GraphStore before, GraphStore now, ScratchFiles files) {
    Dataset<Row> old = arcs(before);
    Dataset<Row> present = arcs(now);
    Dataset<Row> differing = present.except(old).union(old.except(present));
    Dataset<Row> hashes =
        differing
            .select(col("from").as("hash"))
            .union(differing.select(col("to").as("hash")))
            // A new node need not have an edge.
            .union(now.nodeTable().select("hash").except(before.nodeTable().select("hash")));
    BlockLayout layout = BlockLayout.ofRows(now.nodes(), PANEL);
    long nodes = now.nodes();
    List<Tuple2<String, Long>> written =
        now.nodeTable()
            .select("hash", "index")
            .join(hashes.distinct(), "hash")
            .select("index")
            .toJavaRDD()
            .mapToPair(row -> new Tuple2<>(layout.blockOf(row.getLong(0)), row.getLong(0)))
            .partitionBy(new HashPartitioner(Math.max(1, layout.blocks())))
            .values()
            .mapPartitionsWithIndex((panel, some) -> write(files, layout, panel, some), false)
            .collect();
    return new ChangedNodes(files, nodes, layout, written);
  }

  private static Dataset<Row> arcs(GraphStore graph) {
    Dataset<Row> nodes = graph.nodeTable().select("index", "hash");
    return graph
        .arcTable()
        .select("src", "dst", "weight")
        .join(nodes.select(col("index").as("src"), col("hash").as("from")), "src")
        .join(nodes.select(col("index").as("dst"), col("hash").as("to")), "dst")
        .select("from", "to", "weight");
  }

  private static Iterator<Tuple2<String, Long>> write(
      ScratchFiles files, BlockLayout layout, int panel, Iterator<Long> indices) {
    if (panel >= layout.blocks()) {
      return List.<Tuple2<String, Long>>of().iterator();
    }

    NodeBits bits = NodeBits.none(layout.rows(panel));
    while (indices.hasNext()) {
      bits.add(layout.offsetOf(indices.next()));
    }

    float[] words = new float[bits.words().length * Long.SIZE / BITS];
    for (int i = 0; i < words.length; i++) {
      words[i] = (int) (bits.words()[i / 4] >>> (i % 4 * BITS)) & 0xFFFF;
    }

    String name =
        String.format(
            "%s/changed-%05d-%d", WarmStarter.FOLDER, panel, TaskContext.get().taskAttemptId());
    try {
      files.writeFloats(name, words);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the changed nodes to " + name, e);
    }

    return List.of(new Tuple2<>(name, bits.count())).iterator();
  }

  /** Returns the number of changed nodes. */
  long count() {
    return count;
  }

  /** Reads all bits, once a task. */
  synchronized NodeBits bits() throws IOException {
    if (bits == null) {
      NodeBits all = NodeBits.none(nodes);
      for (int panel = 0; panel < layout.blocks(); panel++) {
        float[] words = new float[NodeBits.words(layout.rows(panel)) * Long.SIZE / BITS];
        files.readFloats(names[panel], 0, words);
        int first = (int) (layout.firstIndex(panel) / Long.SIZE);
        for (int i = 0; i < words.length; i++) {
          all.words()[first + i / 4] |= (long) words[i] << (i % 4 * BITS);
        }
      }

      this.bits = all;
    }

    return bits;
  }
}
