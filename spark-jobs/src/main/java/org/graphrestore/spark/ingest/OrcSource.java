package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.TypeDescription;
import org.apache.orc.TypeDescription.Category;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.spark.store.UserMistakeException;

/** Rows of ORC files, read by ORC's own library, which knows a row's number in its file. */
final class OrcSource implements RowSource {
  private final SparkSession spark;
  private final NumberedFiles files;
  private final ColumnTypes types;
  private final int mostBytes;

  private OrcSource(SparkSession spark, NumberedFiles files, ColumnTypes types, int mostBytes) {
    this.spark = spark;
    this.files = files;
    this.types = types;
    this.mostBytes = mostBytes;
  }

  /**
   * Looks at the ends of all files.
   *
   * @throws UserMistakeException if one is no ORC, or the files disagree
   */
  static OrcSource open(SparkSession spark, NumberedFiles files, IngestParams params) {
    ColumnTypes types = ColumnTypes.of(spark, files, params, IngestParams.Format.ORC, new Ends());
    return new OrcSource(spark, files, types, params.badRows().rowBytes());
  }

  @Override
  public EdgeLayout layout() {
    return types.layout();
  }

  @Override
  public IdType idType() {
    return types.idType();
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
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    return new PiecePlan(
            files.files(),
            files.firstNumber(),
            path -> true,
            spark.sparkContext().defaultParallelism(),
            conf)
        .rdd(spark.sparkContext())
        .mapPartitions(
            new OrcPieceReader(layout(), idType(), mostBytes, new SerializableConfiguration(conf)));
  }

  @Override
  public List<String> places(int file, List<Long> positions) {
    return positions.stream().map(row -> "row " + (row + 1)).toList();
  }

  /** Reads the types of a file's columns. */
  static final class Ends implements ColumnTypes.Reading {
    private static final long serialVersionUID = 1L;
    private static final Set<Category> WHOLE =
        Set.of(Category.BYTE, Category.SHORT, Category.INT, Category.LONG);
    private static final Set<Category> TEXT =
        Set.of(Category.STRING, Category.VARCHAR, Category.CHAR);
    private static final Set<Category> NUMBER =
        Set.of(Category.FLOAT, Category.DOUBLE, Category.DECIMAL);

    @Override
    public List<ColumnTypes.Column> read(Path file, Configuration conf) throws IOException {
      try (Reader reader = OrcFile.createReader(file, OrcFile.readerOptions(conf))) {
        TypeDescription schema = reader.getSchema();
        List<TypeDescription> children = schema.getChildren();
        return IntStream.range(0, children == null ? 0 : children.size())
            .mapToObj(
                c ->
                    new ColumnTypes.Column(
                        schema.getFieldNames().get(c),
                        kind(children.get(c).getCategory()),
                        children.get(c).toString().toUpperCase(Locale.ROOT)))
            .toList();
      }
    }

    private static ColumnTypes.Kind kind(Category category) {
      return WHOLE.contains(category)
          ? ColumnTypes.Kind.WHOLE
          : TEXT.contains(category)
              ? ColumnTypes.Kind.TEXT
              : NUMBER.contains(category) ? ColumnTypes.Kind.NUMBER : ColumnTypes.Kind.OTHER;
    }
  }
}
