package org.graphrestore.estimate;

import java.util.Locale;
import org.graphrestore.reconstruction.restored.PairCost;
import org.graphrestore.reconstruction.restored.RestoreParams;
import org.graphrestore.skipgram.TrainingSize;

/**
 * What restoring a graph costs: all pairs scored twice, and the graph that comes of it compared.
 */
final class RestoreCosts {
  private static final double GIB = 1 << 30;

  private RestoreCosts() {}

  /** Returns why the stage will refuse the graph; null where it will not. */
  static String limit(GraphSize graph, RestoreParams params) {
    long nodes = nodes(graph, params);
    return nodes <= params.maxNodes()
        ? null
        : String.format(
            Locale.ROOT,
            "Restoring scores all pairs of %,d nodes (reconstruct.restore-max-nodes is %,d); restore"
                + " among a seeded sample, for example --restore-nodes %d",
            nodes,
            params.maxNodes(),
            Math.min(100_000, params.maxNodes()));
  }

  private static long nodes(GraphSize graph, RestoreParams params) {
    return Math.min(graph.nodes(), params.nodes().orElse(Integer.MAX_VALUE));
  }

  /** Estimates the stage. */
  static StageEstimate of(GraphSize graph, RunRequest request, Resources resources, Rates rates) {
    RestoreParams params = request.restore();
    long nodes = nodes(graph, params);
    double share = (double) nodes / Math.max(1, graph.nodes());
    double edges = graph.edges() * share * share;
    int slots = resources.allSlots();
    double block =
        Math.min(StageCosts.PAIR_BLOCK_BYTES, (double) nodes * request.dim() * Float.BYTES);
    // A block of candidates as it comes and in double precision, beside the rows of the task.
    double task = 4 * block;
    int tasks = resources.slots();
    return new StageEstimate(
        Stage.RESTORE,
        StageCosts.START_RESTORE,
        PairCost.coreSeconds(nodes, request.dim(), rates.flops() / 2)
            + 2 * 2 * edges / StageCosts.COMPARED_ARCS,
        slots,
        task * tasks,
        TrainingSize.USABLE,
        String.format(
            Locale.ROOT,
            "%d task%s of %.2f GiB: vectors of two blocks",
            tasks,
            tasks == 1 ? "" : "s",
            task / GIB),
        graph.storeBytes() * share,
        edges * StageCosts.RESTORED_EDGE,
        0,
        0);
  }
}
