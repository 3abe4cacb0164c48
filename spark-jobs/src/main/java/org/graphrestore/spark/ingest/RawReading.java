package org.graphrestore.spark.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.IngestParams.Format;
import org.graphrestore.spark.store.UserMistakeException;

/** The first step of ingest: rows of any format, checked, into a scratch table. */
final class RawReading {
  private static final int MOST_TASKS = 4096;

  private final SparkSession spark;
  private final Configuration conf;
  private final InputFiles input;
  private final TextFiles texts;
  private final boolean parquet;
  private final EdgeLayout layout;
  private final IdType idType;
  private final ParquetInput table;

  /**
   * Looks at the input's first file.
   *
   * @throws UserMistakeException if it is not what the settings say
   */
  RawReading(SparkSession spark, InputFiles input, IngestParams params) {
    this.spark = spark;
    this.conf = spark.sparkContext().hadoopConfiguration();
    this.input = input;
    this.texts = new TextFiles(conf);
    Path first = input.firstWithBytes().path();
    boolean looksParquet = texts.parquet(first);
    if (params.format() != Format.AUTO && looksParquet != (params.format() == Format.PARQUET)) {
      throw new UserMistakeException(
          "Cannot read "
              + first
              + ": it is "
              + (looksParquet ? "" : "not ")
              + "Parquet, but ingest.format is "
              + params.texts().get(IngestParams.FORMAT.path()));
    }

    this.parquet = looksParquet;
    this.table = parquet ? ParquetInput.open(spark, input, params) : null;
    this.layout = parquet ? table.layout() : texts.layout(first, params);
    this.idType = parquet ? table.idType() : layout.idType();
  }

  EdgeLayout layout() {
    return layout;
  }

  IdType idType() {
    return idType;
  }

  /** Returns the rows of the input as they are read, bad ones marked. */
  JavaRDD<RawRow> rows() {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < input.files().size(); i++) {
      numbers.put(input.files().get(i).path().toString(), i);
    }

    return parquet ? table.rows(numbers) : textRows(numbers);
  }

  /** Returns the number of rows where the format keeps it, else -1. */
  long knownRows() {
    return parquet ? table.count() : -1;
  }

  /**
   * Reads everything.
   *
   * @param store the store's folder
   * @param scratch the folder for the scratch table
   * @throws UserMistakeException naming file, line and reason of the first bad row
   */
  List<TaskReport> read(Path store, Path scratch) {
    List<TaskReport> reports =
        rows()
            .mapPartitionsWithIndex(
                new RawWriter(store, scratch, idType, new SerializableConfiguration(conf)), false)
            .collect()
            .stream()
            .map(TaskReport::parse)
            .toList();
    reports.stream()
        .map(TaskReport::bad)
        .filter(bad -> bad != null)
        .min(TaskReport.BadRow::compareTo)
        .ifPresent(this::refuse);
    return reports;
  }

  /** Adds up the rows of each relation. */
  static SortedMap<String, Long> relations(List<TaskReport> reports) {
    SortedMap<String, Long> all = new TreeMap<>();
    for (TaskReport report : reports) {
      report.relations().forEach((name, rows) -> all.merge(name, rows, Long::sum));
      if (all.size() > RawWriter.MOST_RELATIONS) {
        throw new UserMistakeException(
            "Found more than "
                + RawWriter.MOST_RELATIONS
                + " different relations; if the column is"
                + " not one of relations, name another with --relation, or none");
      }
    }

    return all;
  }

  private JavaRDD<RawRow> textRows(Map<String, Integer> numbers) {
    Configuration reading = new Configuration(conf);
    // Hadoop's own choice also ends lines at a lone carriage return, and line numbers would differ.
    reading.set("textinputformat.record.delimiter", "\n");
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(spark.sparkContext());
    try {
      Job job = Job.getInstance(reading);
      Path[] paths =
          input.files().stream()
              .map(file -> new Path(ParquetInput.escaped(file.path().toString())))
              .toArray(Path[]::new);
      FileInputFormat.setInputPaths(job, paths);
      var lines =
          (JavaNewHadoopRDD<LongWritable, Text>)
              sc.newAPIHadoopRDD(
                  job.getConfiguration(), EdgeTextFormat.class, LongWritable.class, Text.class);
      JavaRDD<RawRow> rows =
          lines.mapPartitionsWithInputSplit(new TextSplitReader(layout, numbers), false);
      return rows.getNumPartitions() > MOST_TASKS ? rows.coalesce(MOST_TASKS) : rows;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException("Cannot plan the reading of " + input.files(), e);
    }
  }

  private void refuse(TaskReport.BadRow bad) {
    Path path = input.files().get(bad.file()).path();
    String where =
        parquet ? "row " + (bad.position() + 1) : "line " + texts.lineAt(path, bad.position());
    throw new UserMistakeException("Bad row in " + path + ", " + where + ": " + bad.reason());
  }
}
