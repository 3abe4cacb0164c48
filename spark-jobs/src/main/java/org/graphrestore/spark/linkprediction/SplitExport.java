package org.graphrestore.spark.linkprediction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.IdType;
import org.graphrestore.spark.ingest.InternalRows;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * Writes a split as edge lists for other programs: {@code train.tsv}, {@code test.tsv} and, where
 * there are any, {@code validation.tsv}: two original ids a line, parted by a tab, in the order of
 * indices; an undirected edge once. Weights and relations are left out, and so are nodes without an
 * edge. Tasks write parts, which the driver joins.
 */
public final class SplitExport {
  private static final int BUFFER = 1 << 16;
  private static final long ROWS_PER_PART = 4_000_000;

  private SplitExport() {}

  /**
   * Writes the files.
   *
   * @param folder where they go; files that are there are replaced
   * @throws UserMistakeException if an id is empty or holds a tab or a line break
   */
  public static void run(LinkSplit split, Path folder, RunContext run) {
    Dataset<Row> nodes = split.training().nodeTable().select("index", "id");
    Dataset<Row> left =
        split
            .training()
            .arcTable()
            .where(split.training().directed() ? "src <> dst" : "src < dst")
            .select("src", "dst")
            .distinct()
            .join(nodes.toDF("src", "src_id"), "src")
            .join(nodes.toDF("dst", "dst_id"), "dst");
    Configuration conf = run.spark().sparkContext().hadoopConfiguration();
    boolean numbers = split.training().idType() == IdType.LONG;
    long nodeCount = split.training().nodes();
    write(left, split.training().arcs(), nodeCount, numbers, new Path(folder, "train.tsv"), conf);
    for (String table : List.of(LinkSplit.TEST, LinkSplit.VALIDATION)) {
      long rows = split.manifest().counts().get(table);
      if (rows > 0) {
        Path file = new Path(folder, table + ".tsv");
        write(split.edges(table), rows, nodeCount, numbers, file, conf);
      }
    }

    run.progress().stageFinished("export", "edge lists in " + folder);
  }

  /**
   * Writes the non-edges that were drawn, one a line, as {@link #run} writes edges.
   *
   * @param pairs the table of scored pairs
   * @param file where they go
   */
  static void nonEdges(LinkSplit split, Dataset<Row> pairs, long rows, Path file, RunContext run) {
    write(
        pairs.where("not positive"),
        rows,
        split.training().nodes(),
        split.training().idType() == IdType.LONG,
        file,
        run.spark().sparkContext().hadoopConfiguration());
  }

  private static void write(
      Dataset<Row> edges, long rows, long nodes, boolean numbers, Path file, Configuration conf) {
    int parts = (int) Math.max(1, rows / ROWS_PER_PART);
    long perPart = (nodes + parts - 1) / parts;
    Dataset<Row> sorted =
        edges
            .select("src", "dst", "src_id", "dst_id")
            .repartitionById(parts, functions.expr("cast(src div " + perPart + " as int)"))
            .sortWithinPartitions("src", "dst");
    Path folder = file.suffix(".parts");
    Lines lines = new Lines(folder.toString(), numbers, new SerializableConfiguration(conf));
    try {
      FileSystem fs = file.getFileSystem(conf);
      try (OutputStream out = fs.create(file, true)) {
        for (String part : InternalRows.of(sorted).mapPartitions(lines::write).collect()) {
          try (InputStream in = fs.open(new Path(part))) {
            in.transferTo(out);
          }
        }
      } finally {
        fs.delete(folder, true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /** Writes a partition as lines. Travels in closures. */
  private record Lines(String folder, boolean numbers, SerializableConfiguration conf)
      implements Serializable {

    Iterator<String> write(Iterator<InternalRow> edges) throws IOException {
      Path part =
          new Path(
              folder,
              String.format(
                  "part-%05d-%d", TaskContext.getPartitionId(), TaskContext.get().taskAttemptId()));
      FileSystem fs = part.getFileSystem(conf.value());
      try (OutputStream out = new BufferedOutputStream(fs.create(part, true), BUFFER)) {
        while (edges.hasNext()) {
          InternalRow edge = edges.next();
          out.write(id(edge, 2));
          out.write('\t');
          out.write(id(edge, 3));
          out.write('\n');
        }
      }

      return List.of(part.toString()).iterator();
    }

    private byte[] id(InternalRow edge, int column) {
      if (numbers) {
        return Long.toString(edge.getLong(column)).getBytes(UTF_8);
      }

      byte[] id = edge.getUTF8String(column).getBytes();
      boolean writable = id.length > 0;
      for (byte b : id) {
        writable &= b != '\t' && b != '\n' && b != '\r';
      }
      if (!writable) {
        throw new UserMistakeException(
            "Cannot write id \""
                + new String(id, UTF_8)
                + "\" into an edge list, where ids must not be empty or hold a tab or a line break;"
                + " read the split's Parquet files instead");
      }

      return id;
    }
  }
}
