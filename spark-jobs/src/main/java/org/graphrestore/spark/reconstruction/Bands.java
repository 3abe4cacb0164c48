package org.graphrestore.spark.reconstruction;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.not;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BandPanels;
import org.graphrestore.graph.BandSearch;
import org.graphrestore.graph.ShellPanel;
import org.graphrestore.reconstruction.BandLength;
import org.graphrestore.reconstruction.TruthParams;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.JvmGraph;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.walks.ExecutorSize;

/**
 * Bands of weighted distance. The arcs with their lengths are held once in a JVM, 16 bytes an arc,
 * until {@link #release}. Travels in closures.
 */
final class Bands implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double GIB = 1 << 30;

  /** Share of a heap that may hold the arcs, which take twice their size while they load. */
  private static final double USABLE = 0.6;

  private final GraphFiles graph;
  private final EvaluationInputs inputs;
  private final String name;
  private final double[] ends;
  private final BandLength length;

  /**
   * Describes the bands.
   *
   * @param inputs the edges that are the truth
   * @param name names these edges among others of the graph
   */
  Bands(GraphFiles graph, EvaluationInputs inputs, String name, TruthParams truth) {
    this.graph = graph;
    this.inputs = inputs;
    this.name = "bands " + truth.length() + " " + name;
    this.ends = truth.bands().stream().mapToDouble(Double::doubleValue).toArray();
    this.length = truth.length();
  }

  /** Arcs and how long they are. */
  private record Roads(AdjacencyBlock outgoing, double[] lengths) {}

  /** Returns the number of bands. */
  int count() {
    return ends.length;
  }

  /** Returns a search over all arcs, which this JVM shares. */
  BandSearch search() {
    Roads roads = JvmGraph.once(graph, name, Roads.class, this::load);
    return new BandSearch(roads.outgoing(), roads.lengths(), ends);
  }

  private Roads load() {
    AdjacencyBlock outgoing = inputs.outgoing(0, Math.toIntExact(graph.nodes()));
    double[] lengths = new double[outgoing.arcs()];
    for (int at = 0; at < lengths.length; at++) {
      lengths[at] = length.of(outgoing.weights()[at]);
    }
    return new Roads(outgoing, lengths);
  }

  /** Returns the panels of all nodes, a band each. */
  List<ShellPanel> panels(long[] queries) {
    int rows = Math.toIntExact(graph.nodes());
    BandSearch search = search();
    int[][][] reached = new int[ends.length][queries.length][];
    for (int q = 0; q < queries.length; q++) {
      int[][] bands = search.search((int) queries[q]);
      for (int k = 0; k < bands.length; k++) {
        reached[k][q] = bands[k];
      }
    }

    int words = ShellPanel.words(queries.length);
    int[] all = IntStream.range(0, queries.length).toArray();
    List<ShellPanel> panels = new ArrayList<>();
    for (int[][] band : reached) {
      panels.add(BandPanels.of(rows, words, all, band));
    }
    return panels;
  }

  /** Lets go of the arcs in every JVM that gets one of the tasks that are sent out for it. */
  static void release(JavaSparkContext context, String graphFingerprint) {
    JvmGraph.release(graphFingerprint);
    if (!context.isLocal()) {
      int tasks = context.statusTracker().getExecutorInfos().length + context.defaultParallelism();
      context
          .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
          .foreach(task -> JvmGraph.release(graphFingerprint));
    }
  }

  /**
   * Refuses graphs without such distances.
   *
   * @throws UserMistakeException if edges have no weights, or one that is not above 0, or the graph
   *     does not fit an executor
   */
  static void require(GraphStore graph) {
    if (!graph.weighted()) {
      throw new UserMistakeException(
          "reconstruct.bands needs weights, but the edges of "
              + graph.path()
              + " have none; ingest them with a column of weights (--weight), or ask for hops");
    }

    ExecutorSize size = ExecutorSize.of(graph.nodeTable().sparkSession().sparkContext());
    requireMemory(graph.nodes(), graph.arcs(), size.heapBytes(), size.local());
    List<Row> bad =
        graph
            .arcTable()
            .filter(not(col("weight").gt(0)).or(isnan(col("weight"))))
            .orderBy("src", "dst")
            .limit(1)
            .collectAsList();
    if (!bad.isEmpty()) {
      throw new UserMistakeException(
          "reconstruct.bands needs weights above 0, but the edge from "
              + id(graph, bad.get(0).getAs("src"))
              + " to "
              + id(graph, bad.get(0).getAs("dst"))
              + " has the weight "
              + bad.get(0).getAs("weight")
              + " ["
              + graph.path()
              + "]");
    }
  }

  static void requireMemory(long nodes, long arcs, long heapBytes, boolean local) {
    double needed = 2 * (16.0 * arcs + 4.0 * nodes);
    if (arcs > Integer.MAX_VALUE - 8 || needed > USABLE * heapBytes) {
      throw new UserMistakeException(
          String.format(
              Locale.ROOT,
              "reconstruct.bands holds all arcs in every executor: %,d nodes and %,d arcs need %.1f"
                  + " GiB, but only %.0f %% of the heap of %.1f GiB may hold them (and at most"
                  + " 2,147,483,639 arcs); set %s to %dg or more, or ask for hops",
              nodes,
              arcs,
              needed / GIB,
              USABLE * 100,
              heapBytes / GIB,
              local ? "--driver-memory" : "spark.executor.memory",
              (long) Math.ceil(needed / USABLE / GIB)));
    }
  }

  private static String id(GraphStore graph, long index) {
    return String.valueOf(
        graph
            .nodeTable()
            .filter(col("index").equalTo(index))
            .select("id")
            .collectAsList()
            .get(0)
            .get(0));
  }
}
