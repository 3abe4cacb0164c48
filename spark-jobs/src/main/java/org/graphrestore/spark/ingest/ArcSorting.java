package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.PreparationParams;

/**
 * The third step of ingest: edges are put together from their two mentions, mirrored if undirected,
 * sorted by (src, dst, relation, inverse, weight) inside fixed ranges of src, and merged while they
 * are written. The weights of duplicates are thus summed in ascending order: the sum does not
 * depend on the order of rows in the input. Where the first row's weight is wanted, its place is
 * sorted by instead.
 */
final class ArcSorting {
  private static final long ARCS_PER_FILE = 16_000_000;
  private static final long FEW_ARCS = 400_000;

  /** What the weight of an arc becomes that is there several times. */
  enum Weights {
    /** There are no weights: 1. */
    NONE,
    /** The sum, in ascending order. */
    SUM,
    /** The largest. */
    MAX,
    /** That of the row with the lowest (file, position). */
    FIRST;

    static Weights of(EdgeLayout layout, PreparationParams preparation) {
      return layout.weighted() ? valueOf(preparation.duplicates().name()) : NONE;
    }
  }

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
   * @param relational whether edges have relations, so that one of two arcs runs against it
   * @param directed whether edges are not mirrored; an edge from a node to itself never is
   * @return arcs with duplicates: src, dst, relation, inverse, weight, file, position
   */
  static Dataset<Row> arcs(Dataset<Row> refs, long[] bases, boolean relational, boolean directed) {
    Dataset<Row> indexed =
        refs.withColumn(
            "index",
            functions
                .col("number")
                .plus(functions.element_at(functions.lit(bases), functions.col("part").plus(1))));
    Dataset<Row> src =
        indexed
            .where("end = " + NodeRanking.SRC)
            .selectExpr("file", "position", "index as src", "relation", "weight");
    Dataset<Row> dst =
        indexed
            .where("end = " + NodeRanking.DST)
            .selectExpr("file", "position", "index as dst")
            .hint("merge");
    Dataset<Row> edges =
        // Positions first: they differ nearly always, so the sort compares their prefixes only.
        src.join(dst, new String[] {"position", "file"}, "inner");
    if (directed) {
      return edges.selectExpr(
          "src", "dst", "relation", "false as inverse", "weight", "file", "position");
    }

    String forth = struct("src", "dst", "false");
    String back = struct("dst", "src", Boolean.toString(relational));
    return edges.selectExpr(
        "inline(if(src = dst, array(" + forth + "), array(" + forth + ", " + back + ")))");
  }

  private static String struct(String src, String dst, String inverse) {
    return String.format(
        "named_struct('src', %s, 'dst', %s, 'relation', relation, 'inverse', %s,"
            + " 'weight', weight, 'file', file, 'position', position)",
        src, dst, inverse);
  }

  /**
   * Sorts arcs by one end, merges duplicates and writes them.
   *
   * @param arcs src, dst, relation, inverse, weight, in any order; and file, position, if the first
   *     weight is wanted
   * @param weights what becomes of the weights of duplicates
   * @param key {@code src} or {@code dst}
   * @param nodes number of nodes
   * @param files number of files
   * @return a report a file, in order
   */
  static List<TaskReport> write(
      Dataset<Row> arcs,
      Weights weights,
      String key,
      long nodes,
      int files,
      Path store,
      Path folder,
      SerializableConfiguration conf) {
    String other = key.equals("src") ? "dst" : "src";
    long perFile = (nodes + files - 1) / files;
    // Both ends in one number where they fit: then nearly every comparison is one of prefixes.
    List<String> order =
        new ArrayList<>(
            nodes <= 1L << (Integer.SIZE - 1)
                ? List.of("shiftleft(" + key + ", 32) | " + other)
                : List.of(key, other));
    order.addAll(List.of("relation", "inverse"));
    List<String> columns = new ArrayList<>(List.of("src", "dst", "relation", "inverse", "weight"));
    if (weights == Weights.FIRST) {
      order.addAll(List.of("file", "position"));
      columns.addAll(List.of("file", "position"));
    } else {
      order.add("weight");
    }

    Dataset<Row> sorted =
        arcs.select(columns.stream().map(functions::col).toArray(Column[]::new))
            .repartitionById(files, functions.expr("cast(" + key + " div " + perFile + " as int)"))
            .sortWithinPartitions(order.stream().map(functions::expr).toArray(Column[]::new));
    return InternalRows.of(sorted)
        .mapPartitionsWithIndex(new Merging(weights, key.equals("src"), store, folder, conf), false)
        .collect()
        .stream()
        .map(TaskReport::parse)
        .toList();
  }

  private static final class Merging
      implements Function2<Integer, Iterator<InternalRow>, Iterator<String>> {
    private static final long serialVersionUID = 1L;

    private final Weights weights;
    private final boolean bySrc;
    private final String store;
    private final String folder;
    private final SerializableConfiguration conf;

    Merging(
        Weights weights, boolean bySrc, Path store, Path folder, SerializableConfiguration conf) {
      this.weights = weights;
      this.bySrc = bySrc;
      this.store = store.toString();
      this.folder = folder.toString();
      this.conf = conf;
    }

    @Override
    public Iterator<String> call(Integer part, Iterator<InternalRow> arcs) throws IOException {
      try (ArcWriter writer = new ArcWriter(new Path(folder), part, bySrc, conf.value())) {
        Merged merged = new Merged(writer, weights);
        while (arcs.hasNext()) {
          merged.add(arcs.next());
        }

        merged.flush();
        return List.of(writer.finish(new Path(store)).toJson()).iterator();
      }
    }
  }

  /** The arc at hand, into which equal ones that follow are merged. */
  private static final class Merged {
    private final ArcWriter writer;
    private final Weights weights;
    private boolean any;
    private long src;
    private long dst;
    private int relation;
    private boolean inverse;
    private double weight;

    Merged(ArcWriter writer, Weights weights) {
      this.writer = writer;
      this.weights = weights;
    }

    void add(InternalRow row) throws IOException {
      boolean same =
          any
              && row.getLong(0) == src
              && row.getLong(1) == dst
              && row.getInt(2) == relation
              && row.getBoolean(3) == inverse;
      if (same) {
        merge(row.getDouble(4));
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

    /** Takes a duplicate; rows come by ascending weight, or by their places in the input. */
    private void merge(double next) {
      switch (weights) {
        case SUM -> weight += next;
        case MAX -> weight = next;
        case FIRST, NONE -> {
          // The weight at hand stays.
        }
      }
    }

    void flush() throws IOException {
      if (any) {
        writer.write(src, dst, weights == Weights.NONE ? 1 : (float) weight, relation, inverse);
      }
    }
  }
}
