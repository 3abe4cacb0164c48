package org.graphrestore.spark.store;

import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.IdType;
import scala.Tuple2;

/**
 * Writes an embedding store: tasks write their panels beside the ids of the same index range, which
 * they read from the graph store themselves, so nothing is shuffled and nothing comes to the driver
 * but the names of the files.
 *
 * <pre>
 * EmbeddingWriter writer = EmbeddingWriter.begin(graph, dim, run);
 * writer.vectors(panels);
 * writer.context(outputPanels);
 * EmbeddingStore store = writer.commit(manifest);
 * </pre>
 *
 * <p>Lives on the driver; not thread-safe.
 */
public final class EmbeddingWriter {
  private final GraphStore graph;
  private final int dim;
  private final RunContext run;
  private final StoreFolder folder;
  private final Path attempt;
  private final SortedMap<String, StoreManifest.Table> tables = new TreeMap<>();
  private long checksum;

  private EmbeddingWriter(
      GraphStore graph, int dim, RunContext run, StoreFolder folder, Path attempt) {
    this.graph = graph;
    this.dim = dim;
    this.run = run;
    this.folder = folder;
    this.attempt = attempt;
  }

  /**
   * Starts an attempt at {@code run.folder()/embeddings}; a store that is there stays valid.
   *
   * @param dim length of a vector, at least 1
   * @throws UserMistakeException if the folder holds files that are not ours
   */
  public static EmbeddingWriter begin(GraphStore graph, int dim, RunContext run) {
    StoreFolder folder = StoreFolder.of(run, EmbeddingStore.FOLDER);
    return new EmbeddingWriter(graph, dim, run, folder, folder.newAttempt());
  }

  /** Starts the manifest of a store that a stage writes. */
  public static StoreManifest.Builder manifest(String stage) {
    return StoreManifest.builder(StoreManifest.EMBEDDINGS, EmbeddingStore.FORMAT_VERSION, stage);
  }

  /**
   * Writes the vectors. One job.
   *
   * @param panels blocks of contiguous rows, 16 MB or less each, that together cover every node
   *     once; in any order, but files are fewest where a partition's panels follow one another
   * @throws IllegalStateException if the panels do not cover every node once
   */
  public void vectors(JavaRDD<EmbeddingBlock> panels) {
    DenseTable nodes =
        new DenseTable(graph.path(), graph.manifest().table(GraphStore.NODES), hadoop(run));
    write(panels, EmbeddingStore.VECTORS, graph.idType(), nodes);
  }

  /** Writes the output vectors, as {@link #vectors}. */
  public void context(JavaRDD<EmbeddingBlock> panels) {
    write(panels, EmbeddingStore.CONTEXT, null, null);
  }

  /** Returns 16 hexadecimal digits that are equal for equal vectors, whoever wrote them. */
  public String checksum() {
    return HexFormat.of().toHexDigits(checksum);
  }

  /**
   * Makes the attempt the store. Tables, the counts {@code nodes} and {@code dim}, the fact {@code
   * checksum} and the upstream {@code graph} are filled in here; the rest is the caller's.
   *
   * @param manifest a builder made by {@link #manifest}, with the fingerprint set
   */
  public EmbeddingStore commit(StoreManifest.Builder manifest) {
    tables.forEach(manifest::table);
    folder.commit(
        manifest
            .count("nodes", graph.nodes())
            .count("dim", dim)
            .fact("id_type", graph.idType().name())
            .fact("checksum", checksum())
            .upstream("graph", graph.fingerprint())
            .build());
    return EmbeddingStore.open(run.spark(), folder.path());
  }

  /** Deletes what was written: for the caller's failure path. */
  public void abandon() {
    folder.abandon();
  }

  private void write(
      JavaRDD<EmbeddingBlock> panels, String table, IdType idType, DenseTable nodes) {
    PanelWriter writer =
        new PanelWriter(folder.path(), new Path(attempt, table), dim, idType, nodes, hadoop(run));
    List<Tuple2<String, long[]>> written =
        panels.mapPartitionsWithIndex(writer::write, false).collect();
    List<StoreManifest.TableFile> files = WrittenFiles.unpack(written);
    long next = 0;
    for (StoreManifest.TableFile file : files) {
      if (file.firstKey() != next) {
        throw new IllegalStateException(
            "Panels of "
                + table
                + " must cover every node once, but after node "
                + (next - 1)
                + " comes node "
                + file.firstKey());
      }

      next = file.lastKey() + 1;
    }

    if (next != graph.nodes()) {
      throw new IllegalStateException(
          "Panels of " + table + " end at node " + (next - 1) + " of " + graph.nodes());
    }

    checksum += WrittenFiles.sum(written, 0);
    tables.put(table, new StoreManifest.Table(writer.ddl(), files));
  }

  private static Configuration hadoop(RunContext run) {
    return run.spark().sparkContext().hadoopConfiguration();
  }
}
