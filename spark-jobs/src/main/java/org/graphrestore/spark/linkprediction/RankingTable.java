package org.graphrestore.spark.linkprediction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.graphrestore.linkprediction.PairDraws;
import org.graphrestore.spark.ingest.TableOutput;
import org.graphrestore.spark.store.ParquetColumns;
import org.graphrestore.spark.store.StoreManifest.Table;

/**
 * The rankings in their order, in one scratch file from which the driver takes a wave at a time:
 * each end of a ranked test edge is a head that looks for the other end. Sorted by direction and
 * head, so that the rankings of a head share its scores.
 */
final class RankingTable {
  private static final String DDL =
      "number BIGINT NOT NULL, incoming BOOLEAN NOT NULL, head BIGINT NOT NULL, tail BIGINT NOT"
          + " NULL, head_hash BIGINT NOT NULL, tail_hash BIGINT NOT NULL";

  private final Path store;
  private final Table table;
  private final Configuration conf;
  private final long edges;

  private RankingTable(Path store, Table table, Configuration conf, long edges) {
    this.store = store;
    this.table = table;
    this.conf = conf;
    this.edges = edges;
  }

  /**
   * Selects and writes.
   *
   * @param edges test edges: src, dst, src_hash, dst_hash
   * @param wanted how many of them, or empty: all
   * @param directed whether heads also look for what leads to them; otherwise it is the same
   */
  static RankingTable write(
      Dataset<Row> edges,
      OptionalInt wanted,
      boolean directed,
      long seed,
      Path store,
      Path scratch,
      Configuration conf) {
    UDF2<Long, Long, Long> draw = (src, dst) -> PairDraws.sample(PairDraws.key(seed, src, dst));
    Dataset<Row> chosen = edges.select("src", "dst", "src_hash", "dst_hash");
    if (wanted.isPresent()) {
      chosen =
          chosen
              .withColumn(
                  "draw",
                  functions
                      .udf(draw, DataTypes.LongType)
                      .apply(functions.col("src_hash"), functions.col("dst_hash")))
              .orderBy("draw", "src", "dst")
              .limit(wanted.getAsInt());
    }

    Dataset<Row> rankings =
        chosen.selectExpr(
            "inline(array("
                + "named_struct('incoming', false, 'head', src, 'tail', dst,"
                + " 'head_hash', src_hash, 'tail_hash', dst_hash),"
                + "named_struct('incoming', "
                + directed
                + ", 'head', dst, 'tail', src, 'head_hash', dst_hash, 'tail_hash', src_hash)))");
    Dataset<Row> numbered =
        rankings
            .repartitionById(1, functions.lit(0))
            .withColumn(
                "number",
                functions
                    .row_number()
                    .over(Window.partitionBy(functions.lit(0)).orderBy("incoming", "head", "tail"))
                    .cast(DataTypes.LongType)
                    .minus(1))
            .sortWithinPartitions("number");
    Table table = TableOutput.write(numbered, DDL, 0, store, new Path(scratch, "rankings"), conf);
    return new RankingTable(store, table, conf, TableOutput.rows(table) / 2);
  }

  /** Returns the number of ranked test edges. */
  long edges() {
    return edges;
  }

  /** Returns the number of rankings. */
  long size() {
    return 2 * edges;
  }

  /** Reads the next rankings: at most so many, all of one direction. */
  RankWave wave(long first, int most) {
    int count = (int) Math.min(most, size() - first);
    RankWave wave = new RankWave(count);
    try {
      for (var file : table.files()) {
        ParquetColumns.visit(
            conf,
            new Path(store, file.path()),
            "number",
            first,
            first + count - 1,
            List.of("number", "incoming", "head", "tail", "head_hash", "tail_hash"),
            (rows, columns) -> {
              for (long i = 0; i < rows; i++) {
                long number = columns[0].nextLong();
                boolean incoming = columns[1].nextBoolean();
                long head = columns[2].nextLong();
                long tail = columns[3].nextLong();
                long headHash = columns[4].nextLong();
                long tailHash = columns[5].nextLong();
                if (number >= first && number < first + count) {
                  wave.add(incoming, head, tail, headHash, tailHash);
                }
              }
            });
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the rankings in " + store, e);
    }

    return wave;
  }
}
