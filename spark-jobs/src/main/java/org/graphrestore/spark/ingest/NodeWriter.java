package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.DegreeStatistics;
import org.graphrestore.graph.GraphChecksum;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.NodeHash;
import org.graphrestore.graph.NodeRanks;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.ParquetColumns;
import org.graphrestore.spark.store.StoreManifest.TableFile;
import org.graphrestore.spark.store.TableFileWriter;

/**
 * The fourth step of ingest: the table of nodes, from the ranked nodes and the degrees that the
 * arcs give. No shuffle: a task reads the parts of its index range and the arcs of the same range.
 */
final class NodeWriter implements Function<Integer, String> {
  private static final long serialVersionUID = 1L;

  static final int CHECKSUM = 0;
  static final int ISOLATED = 1;
  static final int SINKS = 2;
  static final int LABELLED = 3;
  static final int TYPED = 4;

  /** Place of the first of the numbers of {@link DegreeStatistics}. */
  static final int DEGREES = 5;

  private static final long NODES_PER_FILE = 2_000_000;
  private static final int DEGREE_ROWS = 1 << 18;

  private final Part[] parts;
  private final int[] groups;
  private final KeptNodes kept;
  private final IdType idType;
  private final boolean typed;
  private final GraphFiles arcs;
  private final String store;
  private final String folder;
  private final SerializableConfiguration conf;

  /**
   * Plans the files.
   *
   * @param ranked the reports of {@link NodeRanking}, in order
   * @param bases index of the first node of every part
   * @param kept the nodes that are left, or null: all
   * @param typed whether the table has a column of the nodes' types
   */
  NodeWriter(
      List<TaskReport> ranked,
      long[] bases,
      KeptNodes kept,
      IdType idType,
      boolean typed,
      GraphFiles arcs,
      Path store,
      Path folder,
      SerializableConfiguration conf) {
    this.parts = new Part[ranked.size()];
    for (int p = 0; p < parts.length; p++) {
      TaskReport report = ranked.get(p);
      parts[p] = new Part(report.files().get(0).path(), bases[p], report.counts()[0]);
    }

    this.groups = group(parts);
    this.kept = kept;
    this.idType = idType;
    this.typed = typed;
    this.arcs = arcs;
    this.store = store.toString();
    this.folder = folder.toString();
    this.conf = conf;
  }

  /** A scratch file of nodes and its index range. */
  private record Part(String path, long firstIndex, long nodes) implements Serializable {}

  static String schema(IdType idType, boolean typed) {
    return "index BIGINT NOT NULL, hash BIGINT NOT NULL, id "
        + (idType == IdType.LONG ? "BIGINT" : "STRING")
        + " NOT NULL, label STRING, out_degree INT NOT NULL, in_degree INT NOT NULL"
        + (typed ? ", type STRING" : "");
  }

  /** Writes all files; returns a report a file, in order. */
  List<TaskReport> write(JavaSparkContext sc) {
    List<Integer> numbers = new ArrayList<>();
    for (int g = 0; g + 1 < groups.length; g++) {
      numbers.add(g);
    }

    return sc.parallelize(numbers, numbers.size()).map(this).collect().stream()
        .map(TaskReport::parse)
        .toList();
  }

  /** Cuts the parts into runs of about so many nodes as a file should have. */
  private static int[] group(Part[] parts) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    long nodes = 0;
    for (int p = 0; p < parts.length; p++) {
      if (nodes > 0 && nodes + parts[p].nodes() > NODES_PER_FILE) {
        starts.add(p);
        nodes = 0;
      }

      nodes += parts[p].nodes();
    }

    starts.add(parts.length);
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public String call(Integer group) throws IOException {
    long[] counts = new long[DEGREES + DegreeStatistics.BUCKETS + 2];
    DegreeStatistics degrees = new DegreeStatistics();
    NodeRanks ranks = kept == null ? null : new NodeRanks(kept.read());
    try (TableFileWriter writer =
        TableFileWriter.create(new Path(folder), group, schema(idType, typed), conf.value())) {
      for (int p = groups[group]; p < groups[group + 1]; p++) {
        copy(parts[p], ranks, writer, counts, degrees);
      }

      List<TableFile> files =
          writer.rows() == 0 ? List.of() : List.of(writer.finish(new Path(store)));
      long[] numbers = degrees.toLongs();
      System.arraycopy(numbers, 0, counts, DEGREES, numbers.length);
      return new TaskReport(group, files, counts, new TreeMap<>(), null).toJson();
    }
  }

  private void copy(
      Part part, NodeRanks ranks, TableFileWriter writer, long[] counts, DegreeStatistics degrees)
      throws IOException {
    long end = part.firstIndex() + part.nodes();
    DegreeRange range = new DegreeRange(arcs, ranks == null ? end : ranks.rank(end));
    long[] next = {part.firstIndex()};
    ParquetColumns.visit(
        conf.value(),
        new Path(store, part.path()),
        null,
        0,
        0,
        List.of("hash", "id", "label", "type"),
        (rows, columns) -> {
          for (long r = 0; r < rows; r++) {
            long before = next[0]++;
            long hash = columns[0].nextLong();
            long numericId = idType == IdType.LONG ? columns[1].nextLong() : 0;
            byte[] id = idType == IdType.LONG ? null : columns[1].nextBytes();
            byte[] label = columns[2].nextBytes();
            byte[] type = columns[3].nextBytes();
            if (ranks != null && !ranks.contains(before)) {
              continue;
            }

            long index = ranks == null ? before : ranks.rank(before);
            range.moveTo(index);
            int out = range.out();
            int in = range.in();
            writer.write(
                index,
                fields -> {
                  fields.putLong(0, index);
                  fields.putLong(1, hash);
                  if (idType == IdType.LONG) {
                    fields.putLong(2, numericId);
                  } else {
                    fields.putText(2, id);
                  }

                  fields.putText(3, label);
                  fields.putInt(4, out);
                  fields.putInt(5, in);
                  if (typed) {
                    fields.putText(6, type);
                  }
                });
            long degree = arcs.directed() ? (long) out + in : out;
            degrees.add(degree);
            counts[CHECKSUM] +=
                GraphChecksum.node(index, hash, label == null ? 0 : NodeHash.of(label));
            if (type != null) {
              counts[CHECKSUM] += GraphChecksum.nodeType(index, NodeHash.of(type));
              counts[TYPED]++;
            }

            counts[ISOLATED] += degree == 0 ? 1 : 0;
            counts[SINKS] += out == 0 && degree > 0 ? 1 : 0;
            counts[LABELLED] += label == null ? 0 : 1;
          }
        });
  }

  /** Degrees of consecutive nodes, read from the arcs in bounded ranges. */
  private static final class DegreeRange {
    private final GraphFiles arcs;
    private final long end;
    private long first;
    private int[] outs = {};
    private int[] ins = {};
    private int row;

    DegreeRange(GraphFiles arcs, long end) {
      this.arcs = arcs;
      this.end = end;
    }

    void moveTo(long index) {
      if (outs.length == 0 || index >= first + outs.length) {
        int rows = (int) Math.min(DEGREE_ROWS, end - index);
        this.first = index;
        this.outs = arcs.countOut(index, rows);
        this.ins = arcs.directed() ? arcs.countIn(index, rows) : outs;
      }

      this.row = (int) (index - first);
    }

    int out() {
      return outs[row];
    }

    int in() {
      return ins[row];
    }
  }
}
