package org.graphrestore.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.NodeHash;
import org.junit.jupiter.api.Test;

class EndpointEngineTest {
  private static final int NODES = 6;

  /** 0-1 0-2 1-2 2-3 3-4 and 5 alone; arcs weigh the sum of their ends. */
  private static AdjacencyBlock graph(boolean weighted) {
    int[] offsets = {0, 2, 4, 7, 9, 10, 10};
    int[] targets = {1, 2, 0, 2, 0, 1, 3, 2, 4, 3};
    float[] weights = new float[targets.length];
    for (int u = 0; u < NODES; u++) {
      for (int at = offsets[u]; at < offsets[u + 1]; at++) {
        weights[at] = u + targets[at];
      }
    }

    return new AdjacencyBlock(0, offsets, targets, weighted ? weights : null);
  }

  private static long[] hashes() {
    long[] hashes = new long[NODES];
    for (int i = 0; i < NODES; i++) {
      hashes[i] = NodeHash.of(i);
    }

    return hashes;
  }

  private static EndpointEngine engine(boolean weighted, double alpha) {
    TransitionLaw law = weighted ? new WeightedLaw() : new UniformLaw();
    return new EndpointEngine(law.prepare(graph(weighted), true), law, alpha, 7);
  }

  private static long[][] counts(EndpointEngine engine, int from, int to) {
    long[][] counts = new long[NODES][NODES];
    Iterator<WalkBatch> batches = engine.ends(0, hashes(), from, to);
    while (batches.hasNext()) {
      WalkBatch batch = batches.next();
      for (int walk = 0; walk < batch.walks(); walk++) {
        int start = batch.nodes()[2 * walk];
        counts[start][batch.nodes()[2 * walk + 1]]++;
        assertThat(batch.startHashes()[walk]).isEqualTo(NodeHash.of(start));
      }
    }

    return counts;
  }

  /** Σ over k of (1 - alpha) alpha^(k-1) P^k, by multiplication. */
  private static double[][] referencePageRank(boolean weighted, double alpha) {
    AdjacencyBlock graph = graph(weighted);
    double[][] step = new double[NODES][NODES];
    for (int u = 0; u < NODES; u++) {
      double sum = 0;
      for (int at = graph.offsets()[u]; at < graph.offsets()[u + 1]; at++) {
        sum += weighted ? graph.weights()[at] : 1;
      }

      for (int at = graph.offsets()[u]; at < graph.offsets()[u + 1]; at++) {
        step[u][graph.targets()[at]] = (weighted ? graph.weights()[at] : 1) / sum;
      }
    }

    double[][] rank = new double[NODES][NODES];
    for (int u = 0; u < NODES; u++) {
      double[] at = new double[NODES];
      at[u] = 1;
      double chance = 1 - alpha;
      for (int k = 1; k < 400; k++) {
        double[] next = new double[NODES];
        for (int v = 0; v < NODES; v++) {
          for (int w = 0; w < NODES; w++) {
            next[w] += at[v] * step[v][w];
          }
        }

        at = next;
        for (int v = 0; v < NODES; v++) {
          rank[u][v] += chance * at[v];
        }

        chance *= alpha;
      }
    }

    return rank;
  }

  @Test
  void endsFollowPersonalisedPageRank() {
    int samples = 20_000;
    for (boolean weighted : new boolean[] {false, true}) {
      for (double alpha : new double[] {0, 0.5, 0.85}) {
        long[][] counts = counts(engine(weighted, alpha), 0, samples);
        double[][] rank = referencePageRank(weighted, alpha);
        for (int u = 0; u < NODES; u++) {
          assertThat(counts[u][u]).as("a node with itself").isZero();
          for (int v = 0; v < NODES; v++) {
            double expected = u == v ? 0 : samples * rank[u][v];
            // Five deviations; about 100 comparisons.
            assertThat((double) counts[u][v])
                .as(u + ">" + v + " alpha " + alpha + (weighted ? " by weight" : ""))
                .isBetween(expected - 5 * Math.sqrt(expected), expected + 5 * Math.sqrt(expected));
          }
        }
      }
    }
  }

  @Test
  void samplesDoNotDependOnHowTheyAreCut() {
    List<String> whole = sorted(engine(false, 0.85), 0, 40);
    List<String> parts = new ArrayList<>(sorted(engine(false, 0.85), 0, 13));
    parts.addAll(sorted(engine(false, 0.85), 13, 40));
    parts.sort(null);

    assertThat(parts).isEqualTo(whole);
  }

  private static List<String> sorted(EndpointEngine engine, int from, int to) {
    List<String> pairs = new ArrayList<>();
    engine
        .ends(0, hashes(), from, to)
        .forEachRemaining(
            batch -> {
              for (int walk = 0; walk < batch.walks(); walk++) {
                pairs.add(batch.nodes()[2 * walk] + ">" + batch.nodes()[2 * walk + 1]);
              }
            });
    pairs.sort(null);
    return pairs;
  }
}
