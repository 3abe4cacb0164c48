package org.graphrestore.spark.ingest;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.NodeLayout;
import org.graphrestore.spark.store.UserMistakeException;

/** Rows of text files. */
final class TextSource implements RowSource {
  private final SparkSession spark;
  private final NumberedFiles files;
  private final EdgeLayout layout;
  private final int mostBytes;
  private final Configuration conf;

  private TextSource(SparkSession spark, NumberedFiles files, EdgeLayout layout, int mostBytes) {
    this.spark = spark;
    this.files = files;
    this.layout = layout;
    this.mostBytes = mostBytes;
    this.conf = spark.sparkContext().hadoopConfiguration();
  }

  /**
   * Finds the layout in the first file.
   *
   * @throws UserMistakeException if it has none
   */
  static TextSource open(SparkSession spark, NumberedFiles files, IngestParams params) {
    Path first = files.first();
    int mostBytes = params.badRows().rowBytes();
    List<String> lines =
        new TextFiles(spark.sparkContext().hadoopConfiguration()).beginning(first, mostBytes);
    try {
      EdgeLayout layout =
          files.nodes() ? NodeLayout.ofText(lines, params) : EdgeLayout.ofText(lines, params);
      return new TextSource(spark, files, layout, mostBytes);
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("Cannot read " + first + ": " + e.getMessage(), e);
    }
  }

  @Override
  public EdgeLayout layout() {
    return layout;
  }

  @Override
  public IdType idType() {
    return layout.idType();
  }

  @Override
  public String name() {
    return files.first().toString();
  }

  @Override
  public long knownRows() {
    return -1;
  }

  @Override
  public JavaRDD<RawRow> rows() {
    CompressionCodecFactory codecs = new CompressionCodecFactory(conf);
    // No compressed file is cut, so that a line's position is its offset in the decompressed file.
    return new PiecePlan(
            files.files(),
            files.firstNumber(),
            path -> codecs.getCodec(path) == null,
            spark.sparkContext().defaultParallelism(),
            conf)
        .rdd(spark.sparkContext())
        .mapPartitions(new PieceReader(layout, mostBytes, new SerializableConfiguration(conf)));
  }

  @Override
  public List<String> places(int file, List<Long> positions) {
    return new TextFiles(conf)
        .linesAt(files.path(file), positions).stream().map(line -> "line " + line).toList();
  }
}
