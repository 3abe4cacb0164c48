package org.graphrestore.spark.training;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphFixture;

/** Eight cliques of ten nodes in a ring, each joined to the next by one edge. */
final class Cliques {
  static final int CLIQUES = 8;
  static final int SIZE = 10;
  static final int NODES = CLIQUES * SIZE;

  private Cliques() {}

  static GraphFixture graph() {
    GraphFixture graph = GraphFixture.ofNumbers();
    for (int c = 0; c < CLIQUES; c++) {
      for (int a = 0; a < SIZE; a++) {
        for (int b = 0; b < a; b++) {
          graph.edge(id(c * SIZE + a), id(c * SIZE + b));
        }
      }

      graph.edge(id(c * SIZE), id((c + 1) % CLIQUES * SIZE + SIZE - 1));
    }

    return graph;
  }

  static String id(int node) {
    return Integer.toString(node);
  }

  static Map<Long, float[]> vectors(EmbeddingStore store) {
    return vectors(store.vectorTable().select("id", "vector"));
  }

  static Map<Long, float[]> contexts(EmbeddingStore store) {
    return vectors(
        store
            .vectorTable()
            .select("index", "id")
            .join(store.contextTable(), "index")
            .select("id", "vector"));
  }

  private static Map<Long, float[]> vectors(Dataset<Row> table) {
    Map<Long, float[]> vectors = new TreeMap<>();
    for (Row row : table.collectAsList()) {
      List<Float> values = row.getList(1);
      float[] vector = new float[values.size()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = values.get(i);
      }

      vectors.put(row.getLong(0), vector);
    }

    return vectors;
  }

  /** Share of the nine nearest nodes by cosine that are of a node's own clique; .11 by chance. */
  static double purity(Map<Long, float[]> vectors) {
    int right = 0;
    for (long u = 0; u < NODES; u++) {
      long node = u;
      right +=
          (int)
              vectors.keySet().stream()
                  .filter(v -> v != node)
                  .sorted(
                      Comparator.comparingDouble(v -> -cosine(vectors.get(node), vectors.get(v))))
                  .limit(SIZE - 1)
                  .filter(v -> v / SIZE == node / SIZE)
                  .count();
    }

    return right / (double) (NODES * (SIZE - 1));
  }

  private static double cosine(float[] x, float[] y) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += x[i] * (double) y[i];
      xx += x[i] * (double) x[i];
      yy += y[i] * (double) y[i];
    }

    return xy / Math.sqrt(xx * yy);
  }
}
