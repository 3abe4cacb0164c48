package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.GraphChecksum;
import org.graphrestore.spark.store.StoreManifest.TableFile;
import org.graphrestore.spark.store.TableFileWriter;

/**
 * The third step of ingest: edges are put together from their two mentions, mirrored if undirected,
 * sorted by (src, dst, relation, inverse, weight) inside fixed ranges of src, and merged while they
 * are written. The weights of duplicates are thus summed in ascending order: the sum does not
 * depend on the order of rows in the input.
 */
final class ArcSorting {
  static final String SCHEMA =
      "src BIGINT NOT NULL, dst BIGINT NOT NULL, weight FLOAT NOT NULL, relation INT NOT NULL,"
          + " inverse BOOLEAN NOT NULL";

  static final int ARCS = 0;
  static final int PAIRS = 1;
  static final int CHECKSUM = 2;
  static final int OVERFLOWS = 3;

  private static final long ARCS_PER_FILE = 16_000_000;
  private static final long FEW_ARCS = 400_000;

  private ArcSorting() {}

  /** Returns the number of files for so many arcs: it depends on the input only. */
  static int files(long arcs) {
    return arcs < FEW_ARCS ? 1 : (int) Math.max(4, (arcs + ARCS_PER_FILE - 1) / ARCS_PER_FILE);
  }

  /**
   * Puts edges together.
   *
   * @param refs the scratch table of mentions
   * @param bases index of the first node of every part
   * @param relations table of (relation, name), or null without relations
   * @param directed whether edges are not mirrored
   * @return arcs with duplicates: src, dst, relation, inverse, weight
   */
  static Dataset<Row> arcs(
      Dataset<Row> refs, long[] bases, Dataset<Row> relations, boolean directed) {
    Dataset<Row> indexed =
        refs.withColumn(
            "index",
            functions
                .col("number")
                .plus(functions.element_at(functions.lit(bases), functions.col("part").plus(1))));
    Dataset<Row> src =
        indexed
            .where("end = " + NodeRanking.SRC)
            .selectExpr("file", "position", "index as src", "relation as name", "weight");
    Dataset<Row> dst =
        indexed
            .where("end = " + NodeRanking.DST)
            .selectExpr("file", "position", "index as dst")
            .hint("merge");
    Dataset<Row> edges = src.join(dst, new String[] {"file", "position"}, "inner");
    edges =
        relations == null
            ? edges.withColumn("relation", functions.lit(0))
            : edges.join(functions.broadcast(relations), "name");
    if (directed) {
      return edges.selectExpr("src", "dst", "relation", "false as inverse", "weight");
    }

    return edges.selectExpr(
        "inline(array("
            + "named_struct('src', src, 'dst', dst, 'relation', relation, 'inverse', false,"
            + " 'weight', weight),"
            + "named_struct('src', dst, 'dst', src, 'relation', relation, 'inverse', "
            + (relations != null)
            + ", 'weight', weight)))");
  }

  /**
   * Sorts arcs by one end, merges duplicates and writes them.
   *
   * @param arcs src, dst, relation, inverse, weight, in any order
   * @param weighted whether weights of duplicates are summed; otherwise an arc weighs 1
   * @param key {@code src} or {@code dst}
   * @param nodes number of nodes
   * @param files number of files
   * @return a report a file, in order
   */
  static List<TaskReport> write(
      Dataset<Row> arcs,
      boolean weighted,
      String key,
      long nodes,
      int files,
      Path store,
      Path folder,
      SerializableConfiguration conf) {
    String other = key.equals("src") ? "dst" : "src";
    long perFile = (nodes + files - 1) / files;
    Dataset<Row> sorted =
        arcs.select("src", "dst", "relation", "inverse", "weight")
            .repartitionById(files, functions.expr("cast(" + key + " div " + perFile + " as int)"))
            .sortWithinPartitions(key, other, "relation", "inverse", "weight");
    return InternalRows.of(sorted)
        .mapPartitionsWithIndex(
            new Merging(weighted, key.equals("src"), store, folder, conf), false)
        .collect()
        .stream()
        .map(TaskReport::parse)
        .toList();
  }

  private static final class Merging
      implements Function2<Integer, Iterator<InternalRow>, Iterator<String>> {
    private static final long serialVersionUID = 1L;

    private final boolean weighted;
    private final boolean bySrc;
    private final String store;
    private final String folder;
    private final SerializableConfiguration conf;

    Merging(
        boolean weighted, boolean bySrc, Path store, Path folder, SerializableConfiguration conf) {
      this.weighted = weighted;
      this.bySrc = bySrc;
      this.store = store.toString();
      this.folder = folder.toString();
      this.conf = conf;
    }

    @Override
    public Iterator<String> call(Integer part, Iterator<InternalRow> arcs) throws IOException {
      try (TableFileWriter writer =
          TableFileWriter.create(new Path(folder), part, SCHEMA, conf.value())) {
        Merged merged = new Merged(writer, weighted, bySrc);
        while (arcs.hasNext()) {
          merged.add(arcs.next());
        }

        merged.flush();
        List<TableFile> files =
            writer.rows() == 0 ? List.of() : List.of(writer.finish(new Path(store)));
        return List.of(
                new TaskReport(part, files, merged.counts, merged.relationCounts(), null).toJson())
            .iterator();
      }
    }
  }

  /** The arc at hand, into which equal ones that follow are merged. */
  private static final class Merged {
    private final TableFileWriter writer;
    private final boolean weighted;
    private final boolean bySrc;
    private final long[] counts = new long[4];
    private long[] edgesByRelation = new long[16];
    private boolean any;
    private long src;
    private long dst;
    private int relation;
    private boolean inverse;
    private double weight;
    private long lastSrc = -1;
    private long lastDst = -1;

    Merged(TableFileWriter writer, boolean weighted, boolean bySrc) {
      this.writer = writer;
      this.weighted = weighted;
      this.bySrc = bySrc;
    }

    void add(InternalRow row) throws IOException {
      boolean same =
          any
              && row.getLong(0) == src
              && row.getLong(1) == dst
              && row.getInt(2) == relation
              && row.getBoolean(3) == inverse;
      if (same) {
        weight += row.getDouble(4);
        return;
      }

      flush();
      this.any = true;
      this.src = row.getLong(0);
      this.dst = row.getLong(1);
      this.relation = row.getInt(2);
      this.inverse = row.getBoolean(3);
      this.weight = row.getDouble(4);
    }

    void flush() throws IOException {
      if (!any) {
        return;
      }

      float stored = weighted ? (float) weight : 1;
      writer.write(
          bySrc ? src : dst,
          fields -> {
            fields.putLong(0, src);
            fields.putLong(1, dst);
            fields.putFloat(2, stored);
            fields.putInt(3, relation);
            fields.putBoolean(4, inverse);
          });
      counts[ARCS]++;
      counts[PAIRS] += src == lastSrc && dst == lastDst ? 0 : 1;
      counts[CHECKSUM] += GraphChecksum.arc(src, dst, stored, relation, inverse);
      counts[OVERFLOWS] += Float.isInfinite(stored) ? 1 : 0;
      if (!inverse) {
        count(relation);
      }

      this.lastSrc = src;
      this.lastDst = dst;
    }

    private void count(int ofRelation) {
      if (ofRelation >= edgesByRelation.length) {
        this.edgesByRelation =
            java.util.Arrays.copyOf(
                edgesByRelation, Math.max(ofRelation + 1, 2 * edgesByRelation.length));
      }

      edgesByRelation[ofRelation]++;
    }

    SortedMap<String, Long> relationCounts() {
      SortedMap<String, Long> found = new TreeMap<>();
      for (int r = 0; r < edgesByRelation.length; r++) {
        if (edgesByRelation[r] > 0) {
          found.put(Integer.toString(r), edgesByRelation[r]);
        }
      }

      return found;
    }
  }
}
