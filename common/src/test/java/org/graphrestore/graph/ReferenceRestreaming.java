package org.graphrestore.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@link Restreaming} as its Javadoc says it, slowly: every block is scored for every node. */
final class ReferenceRestreaming {
  private ReferenceRestreaming() {}

  /** Returns the block of every node after some passes over out-arcs {from, to}. */
  static Map<Integer, Integer> place(
      int nodes, int blocks, List<int[]> arcs, boolean directed, int passes) {
    double capacity = 1.1 * (arcs.size() + 2L * nodes) / blocks;
    Map<Integer, Integer> blockOf = new HashMap<>();
    for (int pass = 0; pass < passes; pass++) {
      List<Long> loads = new ArrayList<>();
      for (int b = 0; b < blocks; b++) {
        loads.add(0L);
      }

      int turn = 0;
      for (int node = 0; node < nodes; node++) {
        int v = node;
        long load = 2 + arcs.stream().filter(arc -> arc[0] == v).count();
        int best = -1;
        double bestScore = 0;
        for (int b = 0; b < blocks; b++) {
          double score = common(v, b, arcs, directed, blockOf) * (capacity - loads.get(b));
          boolean fits = loads.get(b) + load <= capacity;
          if (fits
              && score > 0
              && (score > bestScore || (score == bestScore && loads.get(b) < loads.get(best)))) {
            best = b;
            bestScore = score;
          }
        }

        if (best < 0) {
          long placed = loads.stream().mapToLong(Long::longValue).sum();
          while (loads.get(turn) * (long) blocks > placed) {
            turn = (turn + 1) % blocks;
          }

          best = turn;
          turn = (turn + 1) % blocks;
        }

        blockOf.put(v, best);
        loads.set(best, loads.get(best) + load);
      }
    }

    return blockOf;
  }

  private static long common(
      int v, int block, List<int[]> arcs, boolean directed, Map<Integer, Integer> blockOf) {
    long out = arcs.stream().filter(a -> a[0] == v && in(a[1], v, block, blockOf)).count();
    long in = arcs.stream().filter(a -> a[1] == v && in(a[0], v, block, blockOf)).count();
    return directed ? out + in : out;
  }

  private static boolean in(int other, int v, int block, Map<Integer, Integer> blockOf) {
    return other != v && blockOf.getOrDefault(other, -1) == block;
  }
}
