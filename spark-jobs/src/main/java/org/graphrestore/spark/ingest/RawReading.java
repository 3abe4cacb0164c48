package org.graphrestore.spark.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.IngestParams.Format;
import org.graphrestore.spark.store.UserMistakeException;

/** The first step of ingest: rows of any format, checked and filtered, into a scratch table. */
final class RawReading {
  private final SparkSession spark;
  private final Configuration conf;
  private final ResolvedInput input;
  private final IngestParams params;
  private final long seed;
  private final RowSource nodes;
  private final RowSource edges;

  /**
   * Looks at the beginning of the edges and of the node table.
   *
   * @param seed the run's seed, for the sample
   * @throws UserMistakeException if they are not what the settings say
   */
  RawReading(SparkSession spark, ResolvedInput input, IngestParams params, long seed) {
    this.spark = spark;
    this.conf = spark.sparkContext().hadoopConfiguration();
    this.input = input;
    this.params = params;
    this.seed = seed;
    this.edges =
        input.edges() == null
            ? TableSource.open(spark, input.table(), input.firstEdgeFile(), params)
            : open(input.edgeFiles(), params.format());
    this.nodes = input.nodes() == null ? null : open(input.nodeFiles(), Format.AUTO);
    if (nodes == null && params.nodes().typed()) {
      throw new UserMistakeException(
          "ingest.node-type names a column of a node table, but there is none; give it with"
              + " --nodes PATH");
    }

    if (nodes != null && nodes.idType() != edges.idType()) {
      throw new UserMistakeException(
          "Ids are "
              + shown(edges.idType())
              + " in the edges ("
              + edges.name()
              + ") but "
              + shown(nodes.idType())
              + " in the node table ("
              + nodes.name()
              + "); take all for one with ingest.id-type=string or long");
    }
  }

  EdgeLayout layout() {
    return edges.layout();
  }

  IdType idType() {
    return edges.idType();
  }

  /** Returns the rows of the edges as they are read, bad ones marked, nothing filtered. */
  JavaRDD<RawRow> rows() {
    return edges.rows();
  }

  /** Returns the number of rows of the edges where the source keeps it, else -1. */
  long knownRows() {
    return edges.knownRows();
  }

  /**
   * Reads everything.
   *
   * @param store the store's folder
   * @param scratch the folder for the scratch table
   * @throws UserMistakeException naming file, line and reason of the first bad row, or the filters
   *     that left nothing
   */
  RawResult read(Path store, Path scratch) {
    List<TaskReport> reports = new ArrayList<>();
    if (nodes != null) {
      reports.addAll(read(nodes, store, new Path(scratch, "nodes")));
    }

    reports.addAll(read(edges, store, new Path(scratch, "edges")));
    BadRows bad = BadRows.of(reports);
    BadRowAnswer answer = new BadRowAnswer(params.badRows(), this::places);
    answer.check(bad);
    RawResult result = new RawResult(reports, answer.dropped(bad));
    refuseFilters(result);
    return result;
  }

  private List<TaskReport> read(RowSource source, Path store, Path scratch) {
    RawWriter writer =
        new RawWriter(
            store,
            scratch,
            idType(),
            !params.badRows().drops(),
            params.filters(),
            seed,
            new SerializableConfiguration(conf));
    return source.rows().mapPartitionsWithIndex(writer, false).collect().stream()
        .map(TaskReport::parse)
        .toList();
  }

  private RowSource open(NumberedFiles files, Format wanted) {
    Path first = files.first();
    Format kind = new TextFiles(conf).kind(first);
    boolean columns = wanted == Format.PARQUET || wanted == Format.ORC;
    if (wanted != Format.AUTO && (columns || kind != Format.AUTO) && wanted != kind) {
      throw new UserMistakeException(
          "Cannot read "
              + first
              + ": it is "
              + (columns ? "not " + name(wanted) : name(kind))
              + ", but ingest.format is "
              + params.texts().get(IngestParams.FORMAT.path()));
    }

    return switch (kind) {
      case PARQUET -> ParquetSource.open(spark, files, params);
      case ORC -> OrcSource.open(spark, files, params);
      default -> TextSource.open(spark, files, params);
    };
  }

  private List<BadRowAnswer.Place> places(int file, List<Long> positions) {
    RowSource source = file < input.firstEdgeFile() ? nodes : edges;
    String path = input.file(file);
    return source.places(file, positions).stream()
        .map(place -> new BadRowAnswer.Place(path, place))
        .toList();
  }

  private void refuseFilters(RawResult result) {
    long filtered = result.filtered().values().stream().mapToLong(Long::longValue).sum();
    if (filtered == 0 || result.total(RawWriter.EDGES) > 0) {
      return;
    }

    List<String> causes = new ArrayList<>();
    result
        .filtered()
        .forEach(
            (kind, rows) -> {
              if (rows > 0) {
                causes.add(String.format(Locale.ROOT, "%,d by %s", rows, filter(kind)));
              }
            });
    throw new UserMistakeException(
        "No edge of "
            + input.shown()
            + " is left: "
            + String.join(", ", causes)
            + "; loosen the filter, or leave it out");
  }

  private static String filter(String kind) {
    return switch (kind) {
      case "relation" -> "ingest.keep-relations or ingest.drop-relations";
      case "source" -> "ingest.keep-sources or ingest.drop-sources";
      case "weight" -> "ingest.min-weight";
      default -> "ingest.sample";
    };
  }

  private static String name(Format format) {
    return format == Format.ORC ? "ORC" : "Parquet";
  }

  private static String shown(IdType idType) {
    return idType == IdType.LONG ? "whole numbers" : "text";
  }
}
