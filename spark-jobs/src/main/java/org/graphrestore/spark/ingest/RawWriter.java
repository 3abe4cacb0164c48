package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.EdgeRow;
import org.graphrestore.graph.IdType;
import org.graphrestore.spark.store.StoreManifest.TableFile;
import org.graphrestore.spark.store.TableFileWriter;

/**
 * Writes the parsed rows of a task to a scratch table, so that text is parsed once and a lost
 * executor costs no second pass over a gzip file. Counts: edges, lines that are none, self-loops.
 */
final class RawWriter implements Function2<Integer, Iterator<RawRow>, Iterator<String>> {
  private static final long serialVersionUID = 1L;

  static final int EDGES = 0;
  static final int OTHER_LINES = 1;
  static final int LOOPS = 2;

  /** More relations than this are refused: they would be a column of text, not relations. */
  static final int MOST_RELATIONS = 100_000;

  private final String store;
  private final String folder;
  private final IdType idType;
  private final SerializableConfiguration conf;

  RawWriter(Path store, Path folder, IdType idType, SerializableConfiguration conf) {
    this.store = store.toString();
    this.folder = folder.toString();
    this.idType = idType;
    this.conf = conf;
  }

  /** Returns the columns of the scratch table. */
  static String schema(IdType idType) {
    String id = idType == IdType.LONG ? "BIGINT" : "STRING";
    return "file INT NOT NULL, position BIGINT NOT NULL, src "
        + id
        + " NOT NULL, dst "
        + id
        + ", relation STRING, weight DOUBLE NOT NULL, src_label STRING, dst_label STRING,"
        + " type STRING";
  }

  @Override
  public Iterator<String> call(Integer part, Iterator<RawRow> rows) throws IOException {
    long[] counts = new long[3];
    Map<String, Long> relations = new HashMap<>();
    TaskReport.BadRow bad = null;
    List<TableFile> files = List.of();
    try (TableFileWriter writer =
        TableFileWriter.create(new Path(folder), part, schema(idType), conf.value())) {
      while (rows.hasNext()) {
        RawRow row = rows.next();
        if (row.bad != null) {
          TaskReport.BadRow found = new TaskReport.BadRow(row.file, row.position, row.bad);
          bad = bad == null || found.compareTo(bad) < 0 ? found : bad;
        } else if (!row.hasEdge) {
          counts[OTHER_LINES]++;
        } else if (bad == null) {
          write(writer, row);
          counts[EDGES]++;
          counts[LOOPS] += row.edge.loop() ? 1 : 0;
          if (row.edge.relation() != null && relations.size() <= MOST_RELATIONS) {
            relations.merge(row.edge.relation(), 1L, Long::sum);
          }
        }
      }

      if (bad == null && writer.rows() > 0) {
        files = List.of(writer.finish(new Path(store)));
      }
    }

    TaskReport report = new TaskReport(part, files, counts, new TreeMap<>(relations), bad);
    return List.of(report.toJson()).iterator();
  }

  private void write(TableFileWriter writer, RawRow row) throws IOException {
    EdgeRow edge = row.edge;
    writer.write(
        row.position,
        fields -> {
          fields.putInt(0, row.file);
          fields.putLong(1, row.position);
          if (idType == IdType.LONG) {
            fields.putLong(2, Long.parseLong(edge.src()));
            fields.putLong(3, Long.parseLong(edge.dst()));
          } else {
            fields.putText(2, edge.src());
            fields.putText(3, edge.dst());
          }

          fields.putText(4, edge.relation());
          fields.putDouble(5, edge.weight());
          fields.putText(6, edge.srcLabel());
          fields.putText(7, edge.dstLabel());
        });
  }
}
