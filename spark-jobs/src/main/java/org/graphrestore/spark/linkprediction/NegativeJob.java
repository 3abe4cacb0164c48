package org.graphrestore.spark.linkprediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.linkprediction.NonNeighbours;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.spark.ingest.InternalRows;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * Draws pairs that are no edge of the whole graph, uniformly and with repetition: the ordered
 * non-edges are numbered by head, then by tail, and every draw is a number. So a draw is never
 * rejected, and one small shuffle brings it to the block of its head.
 */
final class NegativeJob {
  private static final int ROWS = 1 << 17;
  private static final String DRAWN = "block INT, number BIGINT";

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final LinkInputs inputs;
  private final boolean directed;
  private final BlockLayout layout;

  NegativeJob(SparkSession spark, LinkInputs inputs, long nodes, boolean directed) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.inputs = inputs;
    this.directed = directed;
    this.layout = BlockLayout.ofRows(nodes, ROWS);
  }

  /**
   * Draws.
   *
   * @param edges test edges with the hashes of their ends
   * @param each draws an edge
   * @return (src, dst), not computed yet; src is the lower index in an undirected graph
   * @throws UserMistakeException if every pair is an edge
   */
  Dataset<Row> draw(Dataset<Row> edges, int each, long seed) {
    long[] ends = ends();
    long total = ends[ends.length - 1];
    if (total == 0) {
      throw new UserMistakeException(
          "Every pair of the "
              + layout.nodes()
              + " nodes is an edge; link prediction needs pairs that are none");
    }

    JavaRDD<Row> drawn =
        InternalRows.of(edges.select("src_hash", "dst_hash"))
            .flatMap(row -> numbers(row, each, seed, ends));
    LinkInputs in = inputs;
    BlockLayout blocks = layout;
    boolean ordered = directed;
    Dataset<Row> routed =
        spark
            .createDataFrame(drawn, StructType.fromDDL(DRAWN))
            .repartitionById(layout.blocks(), functions.col("block"))
            .sortWithinPartitions("number");
    JavaRDD<Row> pairs =
        InternalRows.of(routed)
            .mapPartitionsWithIndex(
                (block, rows) -> pairs(in, blocks, block, rows, ordered), false);
    return spark.createDataFrame(pairs, StructType.fromDDL("src BIGINT, dst BIGINT"));
  }

  /** Returns the number of ordered non-edges up to the end of every block. */
  private long[] ends() {
    LinkInputs in = inputs;
    BlockLayout blocks = layout;
    List<Long> counts =
        context
            .parallelize(IntStream.range(0, layout.blocks()).boxed().toList(), layout.blocks())
            .map(b -> count(in, blocks, b))
            .collect();
    long[] ends = counts.stream().mapToLong(Long::longValue).toArray();
    for (int b = 1; b < ends.length; b++) {
      ends[b] += ends[b - 1];
    }

    return ends;
  }

  private static long count(LinkInputs inputs, BlockLayout layout, int block) {
    long first = layout.firstIndex(block);
    AdjacencyBlock left = inputs.left(false, first, layout.rows(block));
    AdjacencyBlock hidden = inputs.hidden(false, first, layout.rows(block));
    long sum = 0;
    for (int row = 0; row < layout.rows(block); row++) {
      sum += layout.nodes() - NonNeighbours.excluded(left, hidden, row).length;
    }

    return sum;
  }

  private static Iterator<Row> numbers(InternalRow edge, int each, long seed, long[] ends) {
    long key = Seeds.key(seed, Purpose.LINK_NEGATIVE, edge.getLong(0), edge.getLong(1));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      long number = NonNeighbours.bounded(Seeds.draw(key, i), ends[ends.length - 1]);
      int found = Arrays.binarySearch(ends, number + 1);
      int block = found >= 0 ? found : -found - 1;
      // Blocks without a non-edge share their end with the one before.
      while (block > 0 && ends[block - 1] == ends[block]) {
        block--;
      }

      rows.add(RowFactory.create(block, block == 0 ? number : number - ends[block - 1]));
    }

    return rows.iterator();
  }

  private static Iterator<Row> pairs(
      LinkInputs inputs,
      BlockLayout layout,
      int block,
      Iterator<InternalRow> numbers,
      boolean ordered) {
    if (!numbers.hasNext()) {
      return List.<Row>of().iterator();
    }

    long first = layout.firstIndex(block);
    AdjacencyBlock left = inputs.left(false, first, layout.rows(block));
    AdjacencyBlock hidden = inputs.hidden(false, first, layout.rows(block));
    return new Iterator<>() {
      private int row = -1;
      private int[] excluded;
      private long from;
      private long to;

      @Override
      public boolean hasNext() {
        return numbers.hasNext();
      }

      @Override
      public Row next() {
        long number = numbers.next().getLong(1);
        while (number >= to) {
          row++;
          this.excluded = NonNeighbours.excluded(left, hidden, row);
          this.from = to;
          this.to += layout.nodes() - excluded.length;
        }

        long head = first + row;
        long tail = NonNeighbours.nth(excluded, number - from);
        return ordered || head < tail
            ? RowFactory.create(head, tail)
            : RowFactory.create(tail, head);
      }
    };
  }
}
