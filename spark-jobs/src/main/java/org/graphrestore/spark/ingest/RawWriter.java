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
import org.graphrestore.graph.FilterParams;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.RowFilter;
import org.graphrestore.spark.store.StoreManifest.TableFile;
import org.graphrestore.spark.store.TableFileWriter;

/**
 * Filters the parsed rows of a task and writes them to a scratch table, so that text is parsed once
 * and a lost executor costs no second pass over a gzip file. A row without a dst mentions a node
 * only: a row of a node table, or an edge of which the sample has one end.
 */
final class RawWriter implements Function2<Integer, Iterator<RawRow>, Iterator<String>> {
  private static final long serialVersionUID = 1L;

  static final int EDGES = 0;
  static final int OTHER_LINES = 1;
  static final int LOOPS = 2;
  static final int NODE_ROWS = 3;
  static final int BY_RELATION = 4;
  static final int BY_SOURCE = 5;
  static final int BY_WEIGHT = 6;
  static final int BY_SAMPLE = 7;
  static final int MANY_RELATIONS = 8;
  private static final int COUNTS = 9;

  /** More relations than this are refused: they would be a column of text, not relations. */
  static final int MOST_RELATIONS = 100_000;

  private final String store;
  private final String folder;
  private final IdType idType;
  private final boolean stopsAtBad;
  private final FilterParams filters;
  private final long seed;
  private final SerializableConfiguration conf;

  /**
   * Makes the writer.
   *
   * @param stopsAtBad whether nothing more is written once a bad row was seen
   * @param seed the run's seed, for the sample
   */
  RawWriter(
      Path store,
      Path folder,
      IdType idType,
      boolean stopsAtBad,
      FilterParams filters,
      long seed,
      SerializableConfiguration conf) {
    this.store = store.toString();
    this.folder = folder.toString();
    this.idType = idType;
    this.stopsAtBad = stopsAtBad;
    this.filters = filters;
    this.seed = seed;
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
    long[] counts = new long[COUNTS];
    Map<String, Long> relations = new HashMap<>();
    BadRows bad = new BadRows();
    RowFilter filter = new RowFilter(filters, seed);
    List<TableFile> files = List.of();
    try (TableFileWriter writer =
        TableFileWriter.create(new Path(folder), part, schema(idType), conf.value())) {
      while (rows.hasNext()) {
        RawRow row = rows.next();
        if (row.bad != null) {
          bad.add(row);
        } else if (!row.hasEdge) {
          counts[OTHER_LINES]++;
        } else if (chosen(row.edge, filter, counts) && (bad.none() || !stopsAtBad)) {
          write(writer, row);
          if (row.edge.relation() != null && relations.size() <= RelationNames.REPORTED) {
            relations.merge(row.edge.relation(), 1L, Long::sum);
          }
        }
      }

      if ((bad.none() || !stopsAtBad) && writer.rows() > 0) {
        files = List.of(writer.finish(new Path(store)));
      }
    }

    if (relations.size() > RelationNames.REPORTED) {
      counts[MANY_RELATIONS] = 1;
      relations.clear();
    }

    TaskReport report =
        new TaskReport(
            part, files, counts, new TreeMap<>(relations), bad.none() ? null : bad.summary());
    return List.of(report.toJson()).iterator();
  }

  /** Counts a row, and says whether it is written; an edge may become one of its nodes. */
  private static boolean chosen(EdgeRow edge, RowFilter filter, long[] counts) {
    if (edge.dst() == null) {
      counts[NODE_ROWS]++;
      return filter.samples(edge.src());
    }

    RowFilter.Kind refused = filter.refuses(edge);
    if (refused != null) {
      counts[
          switch (refused) {
            case RELATION -> BY_RELATION;
            case SOURCE -> BY_SOURCE;
            case WEIGHT -> BY_WEIGHT;
          }]++;
      return false;
    }

    boolean first = filter.samples(edge.src());
    boolean second = filter.samples(edge.dst());
    if (first && second) {
      counts[EDGES]++;
      counts[LOOPS] += edge.loop() ? 1 : 0;
      return true;
    }

    counts[BY_SAMPLE]++;
    if (first || second) {
      edge.keepOne(first ? EdgeRow.End.FIRST : EdgeRow.End.SECOND);
    }

    return first || second;
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
            if (edge.dst() != null) {
              fields.putLong(3, Long.parseLong(edge.dst()));
            }
          } else {
            fields.putText(2, edge.src());
            fields.putText(3, edge.dst());
          }

          fields.putText(4, edge.relation());
          fields.putDouble(5, edge.weight());
          fields.putText(6, edge.srcLabel());
          fields.putText(7, edge.dstLabel());
          fields.putText(8, edge.type());
        });
  }
}
