package org.graphrestore.spark.ingest;

import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.ComponentSizes;
import org.graphrestore.graph.PreparationParams;
import org.graphrestore.graph.PreparationParams.Component;
import org.graphrestore.spark.ingest.ComponentJob.Components;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * Finds out which nodes of a graph with sorted arcs are kept, in one order: degree cut, core,
 * largest component. A component of a core is a core, so what comes out is both; the other way
 * round, the core of a component may fall apart. Components are always measured.
 */
final class Preparation {
  private final PreparationParams params;
  private final KeptNodes all;
  private final CoreJob cores;
  private final ComponentJob components;

  /**
   * Plans the preparation.
   *
   * @param arcs number of arcs of the graph
   */
  Preparation(
      PreparationParams params,
      GraphFiles graph,
      long arcs,
      PreparationFiles files,
      JavaSparkContext context,
      PreparationLimits limits) {
    this.params = params;
    BlockLayout layout =
        BlockLayout.ofRows(graph.nodes(), limits.rowsPerBlock(graph.nodes(), arcs));
    this.all = KeptNodes.all(files, layout);
    this.cores = new CoreJob(context, NeighbourBlocks.of(graph, layout, files), arcs, limits);
    this.components = new ComponentJob(context, graph, arcs, limits);
  }

  /**
   * What is kept.
   *
   * @param kept the nodes that are kept
   * @param sizes the components among which the largest was chosen, if it was
   * @param byDegree nodes that the degree cut removed
   * @param byCore nodes that the core removed
   * @param byComponent nodes that the choice of the component removed
   */
  record Prepared(
      KeptNodes kept, ComponentSizes sizes, long byDegree, long byCore, long byComponent) {}

  /**
   * Runs what the settings ask for.
   *
   * @throws UserMistakeException if nothing is left
   */
  Prepared run(Steps steps) {
    KeptNodes cut = all;
    if (params.maxDegree() > 0) {
      cut = steps.run("degree cut", 0.7, () -> cores.cut(all, params.maxDegree()));
      refuseNothing(cut);
    }

    KeptNodes before = cut;
    KeptNodes core = cut;
    if (params.core() > 0) {
      core = steps.run("core", 0.72, () -> cores.core(before, params.core()));
      refuseNoCore(core);
    }

    KeptNodes among = core;
    Components found = steps.run("components", 0.75, () -> components.find(among));
    KeptNodes kept = params.component() == Component.LARGEST ? found.largest() : among;
    return new Prepared(
        kept,
        found.sizes(),
        all.count() - cut.count(),
        cut.count() - core.count(),
        core.count() - kept.count());
  }

  private void refuseNothing(KeptNodes kept) {
    if (kept.count() == 0) {
      throw new UserMistakeException(
          "All "
              + all.count()
              + " nodes have more than "
              + params.maxDegree()
              + " neighbours, so ingest.max-degree leaves none; raise it");
    }
  }

  private void refuseNoCore(KeptNodes core) {
    if (core.count() > 0) {
      return;
    }

    String after =
        params.maxDegree() > 0
            ? " after nodes with more than " + params.maxDegree() + " neighbours are removed"
            : "";
    long largest = cores.largestCore();
    throw new UserMistakeException(
        "The graph has no "
            + params.core()
            + "-core"
            + after
            + (largest < 0
                ? "; lower ingest.core"
                : " (the largest k that has one is "
                    + largest
                    + "); "
                    + (largest > 0
                        ? "set ingest.core to at most " + largest
                        : "no two of its nodes are neighbours")));
  }
}
