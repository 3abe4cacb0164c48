package org.graphrestore.reconstruction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.ShellPanel;
import org.graphrestore.graph.ShellSearch;

/** Production's steps over blocks, in one thread: what the Spark stage spreads over tasks. */
final class InMemoryReconstruction {
  private InMemoryReconstruction() {}

  /** Shells by distance 1 .. hops and block. */
  static List<List<ShellPanel>> shells(
      List<List<Integer>> out, long[] queries, int hops, BlockLayout layout) {
    List<List<ShellPanel>> levels = new ArrayList<>();
    List<ShellPanel> start = new ArrayList<>();
    for (int b = 0; b < layout.blocks(); b++) {
      start.add(ShellSearch.start(queries, layout.firstIndex(b), layout.rows(b)));
    }
    levels.add(start);
    for (int hop = 1; hop <= hops; hop++) {
      List<ShellPanel> level = new ArrayList<>();
      for (int b = 0; b < layout.blocks(); b++) {
        ShellSearch search =
            new ShellSearch(incoming(out, layout, b), ShellPanel.words(queries.length));
        for (int s = 0; s < layout.blocks(); s++) {
          search.pull(layout.firstIndex(s), layout.rows(s), levels.get(hop - 1).get(s));
        }
        List<ShellPanel> nearer = new ArrayList<>();
        for (List<ShellPanel> passed : levels) {
          nearer.add(passed.get(b));
        }
        level.add(search.shell(nearer));
      }
      levels.add(level);
    }
    return levels.subList(1, levels.size());
  }

  /** Metrics of every query. */
  static List<QueryMetrics> metrics(
      List<List<Integer>> out,
      List<float[]> vectors,
      long[] queries,
      int hops,
      ScoreKind kind,
      BlockLayout layout) {
    return metrics(out, vectors, vectors, queries, hops, kind, layout);
  }

  /** Metrics of every query, whose candidates are scored by vectors of their own. */
  static List<QueryMetrics> metrics(
      List<List<Integer>> out,
      List<float[]> vectors,
      List<float[]> targets,
      long[] queries,
      int hops,
      ScoreKind kind,
      BlockLayout layout) {
    int dim = vectors.get(0).length;
    float[] queryVectors = new float[queries.length * dim];
    for (int q = 0; q < queries.length; q++) {
      System.arraycopy(vectors.get((int) queries[q]), 0, queryVectors, q * dim, dim);
    }
    TileScorer scorer = new TileScorer(kind, queryVectors, dim, 0, queries.length);
    return metrics(
        shells(out, queries, hops, layout),
        b -> new MissingLast(scorer.on(block(targets, layout, b))),
        queries,
        layout);
  }

  /** Metrics of every query by a baseline. */
  static List<QueryMetrics> metrics(
      List<List<Integer>> out, long[] queries, int hops, Baseline baseline, BlockLayout layout) {
    List<List<ShellPanel>> shells = shells(out, queries, hops, layout);
    NeighbourMasks neighbours = new NeighbourMasks(out.size(), 0, queries.length);
    for (int b = 0; b < layout.blocks(); b++) {
      neighbours.add(layout.firstIndex(b), shells.get(0).get(b));
    }
    neighbours.ready();
    return metrics(
        shells,
        b -> new GraphScorer(baseline, incoming(out, layout, b), neighbours, b % 2 == 0),
        queries,
        layout);
  }

  private static List<QueryMetrics> metrics(
      List<List<ShellPanel>> shells,
      IntFunction<BlockScorer> scorers,
      long[] queries,
      BlockLayout layout) {
    int hops = shells.size();
    double[][][] found = new double[layout.blocks()][][];
    for (int b = 0; b < layout.blocks(); b++) {
      int block = b;
      List<ShellPanel> ofBlock = shells.stream().map(level -> level.get(block)).toList();
      found[b] = TruthBlock.of(ofBlock, 0, queries.length).scores(scorers.apply(b));
    }

    List<QueryMetrics> metrics = new ArrayList<>();
    PositiveScores[] positives = new PositiveScores[queries.length];
    int[][] counts = new int[queries.length][];
    for (int q = 0; q < queries.length; q++) {
      double[][] byHop = new double[hops][];
      for (int hop = 0; hop < hops; hop++) {
        List<Double> all = new ArrayList<>();
        for (double[][] ofBlock : found) {
          for (double score : ofBlock[q * hops + hop]) {
            all.add(score);
          }
        }
        byHop[hop] = all.stream().mapToDouble(Double::doubleValue).toArray();
      }
      positives[q] = PositiveScores.of(byHop);
      counts[q] = new int[2 * positives[q].rungs().length + 1];
    }

    for (int b = 0; b < layout.blocks(); b++) {
      BlockScorer scorer = scorers.apply(b);
      RungCounter[] counters = new RungCounter[queries.length];
      for (int q = 0; q < queries.length; q++) {
        counters[q] = new RungCounter(positives[q].rungs());
      }
      scorer.scan((q, row, scores, from, n) -> counters[q].count(scores, from, from + n));
      for (int q = 0; q < queries.length; q++) {
        if (layout.blockOf(queries[q]) == b) {
          counters[q].discount(scorer.score(q, layout.offsetOf(queries[q])));
        }
        for (int i = 0; i < counts[q].length; i++) {
          counts[q][i] += counters[q].counts()[i];
        }
      }
    }

    for (int q = 0; q < queries.length; q++) {
      metrics.add(QueryMetrics.of(hops, positives[q], counts[q], layout.nodes() - 1));
    }
    return metrics;
  }

  private static EmbeddingBlock block(List<float[]> vectors, BlockLayout layout, int b) {
    int dim = vectors.get(0).length;
    float[] values = new float[layout.rows(b) * dim];
    for (int row = 0; row < layout.rows(b); row++) {
      System.arraycopy(vectors.get((int) layout.firstIndex(b) + row), 0, values, row * dim, dim);
    }
    return new EmbeddingBlock(layout.firstIndex(b), dim, values);
  }

  private static AdjacencyBlock incoming(List<List<Integer>> out, BlockLayout layout, int b) {
    int[] offsets = new int[layout.rows(b) + 1];
    List<Integer> sources = new ArrayList<>();
    for (int row = 0; row < layout.rows(b); row++) {
      int target = (int) layout.firstIndex(b) + row;
      for (int source = 0; source < out.size(); source++) {
        if (out.get(source).contains(target)) {
          sources.add(source);
        }
      }
      offsets[row + 1] = sources.size();
    }
    return new AdjacencyBlock(
        layout.firstIndex(b), offsets, sources.stream().mapToInt(i -> i).toArray(), null);
  }
}
