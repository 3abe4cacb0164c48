package org.graphrestore.spark.linkprediction;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.linkprediction.LinkPredictionParams;
import org.graphrestore.linkprediction.PairDraws;
import org.graphrestore.linkprediction.SpanningForest;
import org.graphrestore.linkprediction.SplitSizes;
import org.graphrestore.linkprediction.ThresholdSearch;
import org.graphrestore.spark.ingest.TableOutput;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.StoreManifest.Table;
import org.graphrestore.spark.store.UserMistakeException;
import scala.Tuple2;

/**
 * Chooses the pairs to hide: those with the lowest draws among the pairs outside the minimum
 * spanning forest, which is unique because weights are draws of the pair and ties are broken by
 * index.
 *
 * <p>Pairs are sorted by weight into scratch files; one task streams through them with 4 bytes a
 * node and leaves a bit a pair; then tasks count draws until the threshold is known. Nothing that
 * grows with the graph reaches the driver, and nothing depends on partitions.
 */
final class HiddenPairs {
  static final String SCHEMA = "u BIGINT, v BIGINT, validation BOOLEAN";

  private static final long FEW_PAIRS = 400_000;
  private static final long PAIRS_PER_FILE = 2_000_000;
  private static final int MAX_FILES = 1 << 14;

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final GraphStore graph;
  private final long seed;
  private final Path store;
  private final Path scratch;

  HiddenPairs(SparkSession spark, GraphStore graph, long seed, Path store, Path scratch) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.graph = graph;
    this.seed = seed;
    this.store = store;
    this.scratch = scratch;
  }

  /** The choice: how many, and the pairs (u, v, validation), not computed yet. */
  record Choice(SplitSizes sizes, Dataset<Row> pairs) {}

  /**
   * Chooses.
   *
   * @throws UserMistakeException if so many cannot be hidden
   */
  Choice choose(LinkPredictionParams params) {
    context.setJobDescription("GraphRestore linkpred: edges by their draws");
    Table table =
        TableOutput.write(
            sortedPairs(),
            PairFiles.DDL,
            0,
            store,
            new Path(scratch, "pairs"),
            context.hadoopConfiguration());
    PairFiles files = new PairFiles(store, table, context.hadoopConfiguration());
    context.setJobDescription("GraphRestore linkpred: spanning forest");
    Forest forest = forest(files, Math.toIntExact(graph.nodes()));
    SplitSizes sizes = sizes(TableOutput.rows(table), forest.edges(), params);
    context.setJobDescription("GraphRestore linkpred: choice of edges");
    long test = threshold(files, forest, sizes.test());
    long last =
        sizes.validation() == 0
            ? test
            : threshold(files, forest, sizes.test() + sizes.validation());
    return new Choice(sizes, hidden(files, forest, test, last));
  }

  private static SplitSizes sizes(long pairs, long kept, LinkPredictionParams params) {
    try {
      return SplitSizes.of(pairs, kept, params.testFraction(), params.validationFraction());
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(e.getMessage(), e);
    }
  }

  /** Returns u, v and key of every pair, in files by ranges of the weight, sorted inside. */
  private Dataset<Row> sortedPairs() {
    // Self-loops are no edges between two nodes; they stay in the training graph.
    Dataset<Row> pairs =
        graph.directed()
            ? graph
                .arcTable()
                .where("src <> dst")
                .selectExpr("least(src, dst) as u", "greatest(src, dst) as v")
            : graph.arcTable().where("src < dst").selectExpr("src as u", "dst as v");
    if (graph.directed() || graph.relational()) {
      pairs = pairs.distinct();
    }

    Dataset<Row> hashes = graph.nodeTable().select("index", "hash");
    long drawSeed = seed;
    UDF2<Long, Long, Long> key = (hu, hv) -> PairDraws.key(drawSeed, hu, hv);
    UDF1<Long, Long> order = PairDraws::order;
    int parts = parts();
    int shift = Long.SIZE - 1 - Integer.numberOfTrailingZeros(parts);
    Column part =
        parts == 1
            ? functions.lit(0)
            : functions.shiftright(functions.col("weight"), shift).cast(DataTypes.IntegerType);
    return pairs
        .join(hashes.withColumnsRenamed(java.util.Map.of("index", "u", "hash", "hash_u")), "u")
        .join(hashes.withColumnsRenamed(java.util.Map.of("index", "v", "hash", "hash_v")), "v")
        .withColumn(
            "key",
            functions
                .udf(key, DataTypes.LongType)
                .apply(functions.col("hash_u"), functions.col("hash_v")))
        .withColumn("weight", functions.udf(order, DataTypes.LongType).apply(functions.col("key")))
        .select("u", "v", "key", "weight")
        .repartitionById(parts, part)
        .sortWithinPartitions("weight", "u", "v");
  }

  /** A power of two that depends on the graph only. */
  private int parts() {
    long pairs = graph.directed() ? graph.arcs() : graph.arcs() / 2;
    long wanted = pairs < FEW_PAIRS ? 1 : Math.max(4, pairs / PAIRS_PER_FILE);
    return (int) Math.min(MAX_FILES, Long.highestOneBit(wanted));
  }

  /** The names of the files of bits, and the number of edges in the forest. */
  private record Forest(String[] bits, long edges) implements java.io.Serializable {}

  private Forest forest(PairFiles files, int nodes) {
    Tuple2<String[], Long> grown =
        context.parallelize(List.of(nodes), 1).map(n -> grow(files, n)).collect().get(0);
    return new Forest(grown._1(), grown._2());
  }

  private static Tuple2<String[], Long> grow(PairFiles files, int nodes) {
    SpanningForest forest = new SpanningForest(nodes);
    String[] names = new String[files.size()];
    for (int f = 0; f < names.length; f++) {
      BitSet bits = new BitSet();
      files.visit(
          f,
          (row, u, v, key) -> {
            if (forest.join((int) u, (int) v)) {
              bits.set(row);
            }
          });
      names[f] = files.writeBits(f, bits);
    }

    return new Tuple2<>(names, forest.edges());
  }

  private long threshold(PairFiles files, Forest forest, long wanted) {
    ThresholdSearch search = new ThresholdSearch(wanted);
    while (!search.isDone()) {
      long[] counts = new long[ThresholdSearch.BUCKETS];
      ThresholdSearch pass = search;
      List<long[]> found = numbers(files).map(f -> count(files, forest, f, pass)).collect();
      for (long[] part : found) {
        for (int b = 0; b < counts.length; b++) {
          counts[b] += part[b];
        }
      }

      search.narrow(counts);
    }

    return search.threshold();
  }

  private static long[] count(PairFiles files, Forest forest, int file, ThresholdSearch search) {
    BitSet kept = files.readBits(forest.bits()[file]);
    long[] counts = new long[ThresholdSearch.BUCKETS];
    files.visit(
        file,
        (row, u, v, key) -> {
          int bucket = kept.get(row) ? -1 : search.bucket(PairDraws.pick(key));
          if (bucket >= 0) {
            counts[bucket]++;
          }
        });
    return counts;
  }

  private Dataset<Row> hidden(PairFiles files, Forest forest, long test, long last) {
    JavaRDD<Row> rows =
        numbers(files)
            .flatMap(
                f -> {
                  BitSet kept = files.readBits(forest.bits()[f]);
                  List<Row> found = new ArrayList<>();
                  files.visit(
                      f,
                      (row, u, v, key) -> {
                        long pick = PairDraws.pick(key);
                        if (pick <= last && !kept.get(row)) {
                          found.add(RowFactory.create(u, v, pick > test));
                        }
                      });
                  return found.iterator();
                });
    return spark.createDataFrame(rows, StructType.fromDDL(SCHEMA));
  }

  private JavaRDD<Integer> numbers(PairFiles files) {
    return context.parallelize(
        IntStream.range(0, files.size()).boxed().toList(), Math.max(1, files.size()));
  }
}
