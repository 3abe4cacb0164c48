package org.graphrestore.spark.store;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.graphrestore.graph.IdType;

/**
 * The original ids of a graph's nodes as tasks read them, by range of indices.
 *
 * <p>Immutable and thread-safe; serializable with Java's serialization.
 */
public final class NodeIds implements Serializable {
  private static final long serialVersionUID = 1L;

  private final DenseTable nodes;
  private final IdType idType;

  private NodeIds(DenseTable nodes, IdType idType) {
    this.nodes = nodes;
    this.idType = idType;
  }

  /** Returns the ids of a graph store. */
  public static NodeIds of(GraphStore graph, Configuration conf) {
    return new NodeIds(
        new DenseTable(graph.path(), graph.manifest().table(GraphStore.NODES), conf),
        graph.idType());
  }

  /** Returns what the ids are. */
  IdType type() {
    return idType;
  }

  /** Reads the ids of a range of nodes. */
  IdWords words(long firstIndex, int rows) {
    return IdWords.read(nodes, idType, firstIndex, rows);
  }

  /**
   * Returns about how many bytes {@link IdWords} of all nodes take, from the footers of the files.
   */
  static long bytes(GraphStore graph, Configuration conf) {
    if (graph.idType() == IdType.LONG) {
      return graph.nodes() * Long.BYTES;
    }

    long bytes = 0;
    for (StoreManifest.TableFile file : graph.manifest().table(GraphStore.NODES).files()) {
      Path path = new Path(graph.path(), file.path());
      try (ParquetFileReader reader =
          ParquetFileReader.open(HadoopInputFile.fromPath(path, conf))) {
        for (BlockMetaData group : reader.getFooter().getBlocks()) {
          for (ColumnChunkMetaData column : group.getColumns()) {
            bytes +=
                column.getPath().toDotString().equals("id") ? column.getTotalUncompressedSize() : 0;
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + path, e);
      }
    }

    return bytes;
  }

  /** Reads the ids of a range of nodes; numbers as decimal text. */
  public String[] texts(long firstIndex, int rows) {
    IdColumn ids = IdColumn.read(nodes, idType, firstIndex, rows);
    String[] texts = new String[rows];
    for (int row = 0; row < rows; row++) {
      texts[row] = ids.text(row);
    }

    return texts;
  }
}
