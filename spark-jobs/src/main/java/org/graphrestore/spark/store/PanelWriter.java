package org.graphrestore.spark.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.IdType;
import org.graphrestore.random.Seeds;
import scala.Tuple2;

/**
 * What a task does with its panels: writes those that follow one another into one file, beside the
 * ids of the same index range where the table has them. Gives every file with its checksum.
 */
final class PanelWriter implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What a row group holds: what a reader must read to get at one vector. */
  private static final int GROUP_BYTES = 16 << 20;

  private final String store;
  private final String table;
  private final int dim;
  private final IdType idType;
  private final DenseTable nodes;
  private final SerializableConfiguration conf;

  /**
   * Makes a writer that travels to the tasks.
   *
   * @param store the store's folder
   * @param table folder of the table in the attempt
   * @param idType what ids are, or null for a table without ids
   * @param nodes the graph's node table, or null for a table without ids
   */
  PanelWriter(
      Path store, Path table, int dim, IdType idType, DenseTable nodes, Configuration conf) {
    this.store = store.toString();
    this.table = table.toString();
    this.dim = dim;
    this.idType = idType;
    this.nodes = nodes;
    this.conf = new SerializableConfiguration(conf);
  }

  /** Returns the table's columns as SQL types. */
  String ddl() {
    return "index BIGINT NOT NULL, "
        + (idType == null ? "" : IdColumn.ddl(idType) + ", ")
        + "vector ARRAY<FLOAT> NOT NULL";
  }

  /** Writes the panels of a partition. */
  Iterator<Tuple2<String, long[]>> write(int partition, Iterator<EmbeddingBlock> panels) {
    List<Tuple2<String, long[]>> written = new ArrayList<>();
    try {
      // The first panel of the next file, found when the one before was at its end.
      EmbeddingBlock panel = panels.hasNext() ? panels.next() : null;
      while (panel != null) {
        try (Run run = new Run(partition, written.size(), panel.firstIndex())) {
          do {
            run.add(panel);
            panel = panels.hasNext() ? panels.next() : null;
          } while (panel != null && panel.firstIndex() == run.next);

          written.add(run.finish());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write vectors to " + table, e);
    }

    return written.iterator();
  }

  /** A file of rows that follow one another. */
  private final class Run implements Closeable {
    private final TableFileWriter file;
    private long next;
    private long checksum;

    Run(int partition, int number, long first) throws IOException {
      this.next = first;
      int rowsPerGroup = Math.max(1, GROUP_BYTES / (dim * Float.BYTES));
      // Files of one partition part by their folder, so that their numbers need no bound.
      this.file =
          TableFileWriter.createWithArrays(
              number == 0 ? new Path(table) : new Path(table, "more-" + number),
              partition,
              ddl(),
              rowsPerGroup,
              conf.value());
    }

    void add(EmbeddingBlock panel) throws IOException {
      if (panel.dim() != dim) {
        throw new IllegalStateException(
            "Panel of node "
                + panel.firstIndex()
                + " has dimension "
                + panel.dim()
                + " (must be "
                + dim
                + ")");
      }

      IdColumn ids =
          idType == null ? null : IdColumn.read(nodes, idType, panel.firstIndex(), panel.rows());
      float[] values = panel.values();
      for (int i = 0; i < panel.rows(); i++) {
        int row = i;
        long index = panel.firstIndex() + row;
        file.write(
            index,
            fields -> {
              fields.putLong(0, index);
              if (ids != null) {
                ids.put(row, 1, fields);
              }

              fields.putFloats(ids == null ? 1 : 2, values, row * dim, dim);
            });
        checksum += mix(index, values, row * dim);
      }

      next += panel.rows();
    }

    Tuple2<String, long[]> finish() throws IOException {
      return WrittenFiles.pack(file.finish(new Path(store)), checksum);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }

    private long mix(long index, float[] values, int from) {
      long mixed = Seeds.mix(index);
      for (int i = from; i < from + dim; i++) {
        mixed = Seeds.mix(mixed ^ Float.floatToIntBits(values[i]));
      }

      return mixed;
    }
  }
}
