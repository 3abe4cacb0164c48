package org.graphrestore.spark.ingest;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.IngestParams.Format;
import org.graphrestore.spark.ingest.ColumnTypes.Kind;
import org.graphrestore.spark.store.UserMistakeException;
import scala.Tuple2;

/**
 * Rows of a table or view that the session knows. A table has no order: its rows are sorted by
 * their content, and a row's place is its rank in that order.
 */
final class TableSource implements RowSource {
  private final String table;
  private final int number;
  private final EdgeLayout layout;
  private final IdType idType;
  private final int mostBytes;
  private final Dataset<Row> cells;

  private TableSource(
      String table,
      int number,
      EdgeLayout layout,
      IdType idType,
      int mostBytes,
      Dataset<Row> cells) {
    this.table = table;
    this.number = number;
    this.layout = layout;
    this.idType = idType;
    this.mostBytes = mostBytes;
    this.cells = cells;
  }

  /**
   * Looks at a table's columns.
   *
   * @param number the number that stands for the table among the input's files
   * @throws UserMistakeException if there is no such table, or it has no such columns
   */
  static TableSource open(SparkSession spark, String table, int number, IngestParams params) {
    if (params.format() != Format.AUTO) {
      throw new UserMistakeException(
          "Cannot read table "
              + table
              + " with ingest.format="
              + params.texts().get(IngestParams.FORMAT.path())
              + "; leave the format out");
    }

    Dataset<Row> rows;
    try {
      rows = spark.table(table);
    } catch (Exception e) {
      // Scala declares no checked exceptions, but Spark's AnalysisException is one.
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new UserMistakeException("Found no table " + table + ": " + why, e);
    }

    try {
      EdgeLayout layout = EdgeLayout.ofColumns(Format.AUTO, Arrays.asList(rows.columns()), params);
      List<ColumnTypes.Column> columns =
          Arrays.stream(rows.schema().fields()).map(TableSource::column).toList();
      IdType idType = ColumnTypes.check(layout, columns, params);
      Dataset<Row> cells =
          TypedRows.select(rows, layout, functions.lit("").as("file"), functions.lit(0L).as("row"));
      return new TableSource(table, number, layout, idType, params.badRows().rowBytes(), cells);
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("Cannot read table " + table + ": " + e.getMessage(), e);
    }
  }

  /**
   * Adds what a fingerprint of the table's content is made of. A table has no time of modification
   * that every catalog knows, so its rows are read once for this.
   */
  void describe(SortedMap<String, String> into) {
    Column[] columns = Arrays.stream(cells.columns()).map(functions::col).toArray(Column[]::new);
    Row sums =
        cells
            .select(functions.xxhash64(columns).cast(DataTypes.createDecimalType(20, 0)).as("hash"))
            .agg(functions.count("*"), functions.sum("hash"))
            .first();
    into.put("table", table + "\n" + idType + "\n" + sums.getLong(0) + "\n" + sums.get(1));
  }

  @Override
  public EdgeLayout layout() {
    return layout;
  }

  @Override
  public IdType idType() {
    return idType;
  }

  @Override
  public String name() {
    return "table " + table;
  }

  @Override
  public long knownRows() {
    return cells.count();
  }

  @Override
  public JavaRDD<RawRow> rows() {
    Column[] order =
        Arrays.stream(cells.columns()).skip(2).map(functions::col).toArray(Column[]::new);
    Dataset<Row> sorted = cells.sort(order);
    return InternalRows.of(sorted)
        .zipWithIndex()
        .mapPartitions(new Ranked(layout, idType, mostBytes, number));
  }

  @Override
  public List<String> places(int file, List<Long> positions) {
    return positions.stream()
        .map(row -> "row " + (row + 1) + " in the order of (src, dst, relation, weight)")
        .toList();
  }

  private static ColumnTypes.Column column(StructField field) {
    DataType type = field.dataType();
    boolean whole =
        type.equals(DataTypes.LongType)
            || type.equals(DataTypes.IntegerType)
            || type.equals(DataTypes.ShortType)
            || type.equals(DataTypes.ByteType);
    Kind kind =
        whole
            ? Kind.WHOLE
            : type instanceof NumericType
                ? Kind.NUMBER
                : type.equals(DataTypes.StringType) ? Kind.TEXT : Kind.OTHER;
    return new ColumnTypes.Column(field.name(), kind, type.sql());
  }

  /** Checks rows that come with their ranks. */
  private static final class Ranked
      implements FlatMapFunction<Iterator<Tuple2<InternalRow, Long>>, RawRow> {
    private static final long serialVersionUID = 1L;

    private final TypedRows check;
    private final int number;

    Ranked(EdgeLayout layout, IdType idType, int mostBytes, int number) {
      this.check = new TypedRows(layout, idType, mostBytes, java.util.Map.of("", number));
      this.number = number;
    }

    @Override
    public Iterator<RawRow> call(Iterator<Tuple2<InternalRow, Long>> rows) {
      long[] rank = {-1};
      Iterator<RawRow> checked =
          check.call(
              new Iterator<>() {
                @Override
                public boolean hasNext() {
                  return rows.hasNext();
                }

                @Override
                public InternalRow next() {
                  Tuple2<InternalRow, Long> row = rows.next();
                  rank[0] = row._2();
                  return row._1();
                }
              });
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return checked.hasNext();
        }

        @Override
        public RawRow next() {
          RawRow raw = checked.next();
          raw.file = number;
          raw.position = rank[0];
          return raw;
        }
      };
    }
  }
}
