package org.graphrestore.spark.reconstruction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.NodeHash;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.EmbeddingWriter;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;

/**
 * A small random graph with vectors in stores, and the obvious computation of its mAP by cosine.
 */
final class SmallEvaluation {
  static final int DIM = 6;

  final GraphStore graph;
  final EmbeddingStore embeddings;
  final float[] vectors;
  final RunContext run;
  private final AdjacencyBlock out;

  private SmallEvaluation(
      GraphStore graph, EmbeddingStore embeddings, float[] vectors, RunContext run) {
    this.graph = graph;
    this.embeddings = embeddings;
    this.vectors = vectors;
    this.run = run;
    this.out = graph.files().outNeighbours(0, (int) graph.nodes());
  }

  /** Draws a graph; an isolated tenth of its nodes; two nodes of three share a few vectors. */
  static SmallEvaluation draw(
      SparkSession spark, java.nio.file.Path folder, GraphFixture fixture, int nodes) {
    Random random = new Random(nodes);
    for (int i = 0; i < nodes; i++) {
      fixture.node("n" + i);
    }
    int connected = nodes * 9 / 10;
    for (int i = 0; i < 3 * nodes / 2; i++) {
      int u = random.nextInt(connected);
      int v = random.nextInt(connected);
      if (u != v) {
        fixture.edge("n" + u, "n" + v);
      }
    }

    GraphStore graph = fixture.write(spark, folder);
    List<String> ids = fixture.idsByIndex();
    float[] vectors = new float[nodes * DIM];
    for (int i = 0; i < nodes; i++) {
      long hash = NodeHash.of(ids.get(i));
      Random own = new Random(hash % 3 == 0 ? hash : hash % 10);
      for (int k = 0; k < DIM; k++) {
        vectors[i * DIM + k] = (float) own.nextGaussian();
      }
    }
    return of(spark, folder, graph, vectors);
  }

  static SmallEvaluation of(
      SparkSession spark, java.nio.file.Path folder, GraphStore graph, float[] vectors) {
    RunContext run =
        new RunContext(spark, new Path(folder.toUri().toString()), 1, ProgressSink.SILENT);
    BlockLayout layout = BlockLayout.ofRows(graph.nodes(), 50);
    EmbeddingWriter writer = EmbeddingWriter.begin(graph, DIM, run);
    writer.vectors(
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(IntStream.range(0, layout.blocks()).boxed().toList(), 2)
            .map(
                b -> {
                  int from = (int) layout.firstIndex(b) * DIM;
                  return new EmbeddingBlock(
                      layout.firstIndex(b),
                      DIM,
                      Arrays.copyOfRange(vectors, from, from + layout.rows(b) * DIM));
                }));
    String fingerprint = Integer.toHexString(Arrays.hashCode(vectors));
    return new SmallEvaluation(
        graph,
        writer.commit(EmbeddingWriter.manifest("train").fingerprint(fingerprint)),
        vectors,
        run);
  }

  int nodes() {
    return (int) graph.nodes();
  }

  /** Average precision by the definition. */
  double averagePrecision(int query, int from, int to) {
    return averagePrecision(query, from, to, v -> cosine(query, v));
  }

  /** Average precision at two hops by paths of two edges, or by edges into a candidate. */
  double baselineAp(int query, boolean common) {
    return averagePrecision(
        query,
        2,
        2,
        v ->
            IntStream.range(0, nodes())
                .filter(w -> linked(w, v) && (!common || linked(query, w)))
                .count());
  }

  private boolean linked(int from, int to) {
    return IntStream.range(out.offsets()[from], out.offsets()[from + 1])
        .anyMatch(at -> out.targets()[at] == to);
  }

  private double averagePrecision(int query, int from, int to, IntToDoubleFunction score) {
    int[] distances = distances(query);
    double[] scores = new double[nodes()];
    List<Integer> order = new ArrayList<>();
    for (int v = 0; v < nodes(); v++) {
      if (v != query) {
        scores[v] = score.applyAsDouble(v);
        order.add(v);
      }
    }
    order.sort(Comparator.comparingDouble((Integer v) -> scores[v]).reversed());
    double sum = 0;
    int found = 0;
    for (int v : order) {
      if (distances[v] >= from && distances[v] <= to) {
        long greater = order.stream().filter(w -> scores[w] > scores[v]).count();
        long equal = order.stream().filter(w -> scores[w] == scores[v]).count();
        found++;
        sum += found / (greater + (equal + 1) / 2.0);
      }
    }
    return found == 0 ? 0 : sum / found;
  }

  int[] distances(int query) {
    int[] distances = new int[nodes()];
    Arrays.fill(distances, -1);
    distances[query] = 0;
    Deque<Integer> queue = new ArrayDeque<>(List.of(query));
    while (!queue.isEmpty()) {
      int node = queue.remove();
      for (int at = out.offsets()[node]; at < out.offsets()[node + 1]; at++) {
        int next = out.targets()[at];
        if (distances[next] < 0) {
          distances[next] = distances[node] + 1;
          queue.add(next);
        }
      }
    }
    return distances;
  }

  double cosine(int u, int v) {
    double dot = 0;
    double uu = 0;
    double vv = 0;
    for (int k = 0; k < DIM; k++) {
      double a = vectors[u * DIM + k];
      double b = vectors[v * DIM + k];
      dot += a * b;
      uu += a * a;
      vv += b * b;
    }
    return dot * (1 / Math.sqrt(uu)) * (1 / Math.sqrt(vv));
  }
}
