package org.graphrestore.spark.store;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkSelection;
import scala.Tuple2;

/**
 * The walks of a store with the original ids of their nodes, a {@linkplain WalkFiles#range range}
 * of starts a task.
 *
 * <p>Where the ids of all nodes are few beside the heap of an executor, every executor's JVM holds
 * them once ({@link JvmIds}). Otherwise no task holds more than the ids of one block of nodes or of
 * the nodes of one range: every range asks the blocks for the distinct nodes of its walks, and gets
 * their ids back, in two shuffles. Then the walks are read twice.
 */
public final class NamedWalks implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Share of the heap that the ids of all nodes may have. */
  private static final double SHARE = 0.1;

  /** Nodes of a block: some 30 MB of ids. */
  private static final int BLOCK_ROWS = 1 << 20;

  private final WalkFiles walks;
  private final GraphFiles graph;
  private final NodeIds ids;

  /** What is done with a range of walks. */
  @FunctionalInterface
  public interface Work<T> extends Serializable {
    /**
     * Takes the walks.
     *
     * @param range number of the range, in the order of starts
     * @param batch its walks, all of them; the hashes of their starts are not known
     * @param words ids
     * @param rows row in {@code words} of every node of {@code batch.nodes()}
     */
    T take(int range, WalkBatch batch, IdWords words, int[] rows) throws Exception;
  }

  private NamedWalks(WalkFiles walks, GraphFiles graph, NodeIds ids) {
    this.walks = walks;
    this.graph = graph;
    this.ids = ids;
  }

  /**
   * Does something with all walks of a store.
   *
   * @return what was returned for every range, in the order of starts
   */
  public static <T> List<T> each(
      JavaSparkContext sc, GraphStore graph, WalkStore walks, Work<T> work) {
    Configuration conf = sc.hadoopConfiguration();
    long heap =
        sc.isLocal()
            ? Runtime.getRuntime().maxMemory()
            : sc.getConf().getSizeAsBytes("spark.executor.memory", "1g");
    long most = (long) Math.min(SHARE * heap, 1 << 30);
    return NodeIds.bytes(graph, conf) <= most
        ? eachInMemory(sc, graph, walks, work)
        : eachExchanged(sc, graph, walks, work, BLOCK_ROWS);
  }

  static <T> List<T> eachInMemory(
      JavaSparkContext sc, GraphStore graph, WalkStore walks, Work<T> work) {
    NamedWalks named = of(sc, graph, walks);
    try {
      return inOrder(
          named
              .ranges(sc)
              .map(
                  range -> {
                    WalkBatch batch = named.read(range);
                    IdWords words = JvmIds.all(named.ids, named.graph);
                    return new Tuple2<>(range, work.take(range, batch, words, batch.nodes()));
                  }));
    } finally {
      JvmIds.release(sc, graph.fingerprint());
    }
  }

  static <T> List<T> eachExchanged(
      JavaSparkContext sc, GraphStore graph, WalkStore walks, Work<T> work, int blockRows) {
    NamedWalks named = of(sc, graph, walks);
    BlockLayout layout = BlockLayout.ofRows(graph.nodes(), blockRows);
    JavaPairRDD<Integer, Tuple2<Integer, int[]>> asked =
        named
            .ranges(sc)
            .flatMapToPair(range -> named.ask(range, layout))
            .partitionBy(new HashPartitioner(layout.blocks()));
    return inOrder(
        asked
            .mapPartitionsToPair(questions -> named.answer(questions, layout))
            .partitionBy(new HashPartitioner(named.walks.ranges()))
            .mapPartitions(answers -> named.use(answers, layout, work)));
  }

  private static NamedWalks of(JavaSparkContext sc, GraphStore graph, WalkStore walks) {
    return new NamedWalks(
        walks.files(), graph.files(), NodeIds.of(graph, sc.hadoopConfiguration()));
  }

  private JavaRDD<Integer> ranges(JavaSparkContext sc) {
    // An ArrayList, since Kryo does not know the class of an immutable list.
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, walks.ranges()).boxed().toList());
    return sc.parallelize(numbers, Math.max(1, numbers.size()));
  }

  private static <T> List<T> inOrder(JavaRDD<Tuple2<Integer, T>> results) {
    return results.collect().stream()
        .sorted((one, other) -> Integer.compare(one._1(), other._1()))
        .map(Tuple2::_2)
        .toList();
  }

  private WalkBatch read(int number) {
    WalkFiles.StartRange range = walks.range(number);
    // Nobody asks for hashes where all walks are wanted.
    return walks.read(range, new long[range.starts()], WalkSelection.all());
  }

  /** Cuts the distinct nodes of a range by block, as rows of the block. */
  private Iterator<Tuple2<Integer, Tuple2<Integer, int[]>>> ask(int range, BlockLayout layout) {
    int[] nodes = read(range).nodes().clone();
    Arrays.sort(nodes);
    List<Tuple2<Integer, Tuple2<Integer, int[]>>> questions = new ArrayList<>();
    int at = 0;
    while (at < nodes.length) {
      int block = layout.blockOf(nodes[at]);
      int[] rows = new int[layout.rows(block)];
      int count = 0;
      for (; at < nodes.length && layout.blockOf(nodes[at]) == block; at++) {
        if (at == 0 || nodes[at] != nodes[at - 1]) {
          rows[count++] = layout.offsetOf(nodes[at]);
        }
      }

      questions.add(new Tuple2<>(block, new Tuple2<>(range, Arrays.copyOf(rows, count))));
    }

    return questions.iterator();
  }

  private Iterator<Tuple2<Integer, Tuple2<Integer, byte[]>>> answer(
      Iterator<Tuple2<Integer, Tuple2<Integer, int[]>>> questions, BlockLayout layout) {
    return new Iterator<>() {
      private IdWords words;

      @Override
      public boolean hasNext() {
        return questions.hasNext();
      }

      @Override
      public Tuple2<Integer, Tuple2<Integer, byte[]>> next() {
        Tuple2<Integer, Tuple2<Integer, int[]>> question = questions.next();
        int block = question._1();
        if (words == null) {
          // There is a partition a block.
          words = ids.words(layout.firstIndex(block), layout.rows(block));
        }

        return new Tuple2<>(
            question._2()._1(), new Tuple2<>(block, words.pack(question._2()._2())));
      }
    };
  }

  private <T> Iterator<Tuple2<Integer, T>> use(
      Iterator<Tuple2<Integer, Tuple2<Integer, byte[]>>> answers, BlockLayout layout, Work<T> work)
      throws Exception {
    if (!answers.hasNext()) {
      return List.<Tuple2<Integer, T>>of().iterator();
    }

    byte[][] parts = new byte[layout.blocks()][];
    int range = -1;
    while (answers.hasNext()) {
      Tuple2<Integer, Tuple2<Integer, byte[]>> answer = answers.next();
      range = answer._1();
      parts[answer._2()._1()] = answer._2()._2();
    }

    WalkBatch batch = read(range);
    int[] rows = new int[batch.tokens()];
    int distinct = rank(batch.nodes(), rows);
    byte[][] known = Arrays.stream(parts).filter(part -> part != null).toArray(byte[][]::new);
    IdWords words = IdWords.unpack(ids.type(), distinct, known);
    return List.of(new Tuple2<>(range, work.take(range, batch, words, rows))).iterator();
  }

  /** Numbers the distinct nodes in their order; returns how many there are. */
  private static int rank(int[] nodes, int[] ranks) {
    long[] sorted = new long[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      sorted[i] = ((long) nodes[i] << 32) | i;
    }

    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i > 0 && sorted[i] >>> 32 != sorted[i - 1] >>> 32) {
        distinct++;
      }

      ranks[(int) sorted[i]] = distinct;
    }

    return nodes.length == 0 ? 0 : distinct + 1;
  }
}
