package org.graphrestore.spark.walks;

import org.apache.hadoop.fs.Path;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.walk.BlockPlacement;
import org.graphrestore.walk.EngineChoice;
import org.graphrestore.walk.EngineKind;
import org.graphrestore.walk.EngineParams;
import org.graphrestore.walk.PartitionedPlan;
import org.graphrestore.walk.WalkParams;

/** Chooses the engine of a stage by what is asked for and by the executors of the session. */
final class WalkMakers {
  private WalkMakers() {}

  /**
   * Makes the maker that is chosen.
   *
   * @param store the folder of the walk store
   * @throws UserMistakeException if the graph does not fit the engine that is asked for, or neither
   */
  static WalkMaker of(
      GraphStore graph, WalkParams params, EngineParams engine, RunContext run, Path store) {
    ExecutorSize size = ExecutorSize.of(run.spark().sparkContext());
    boolean weighted = params.byWeight(graph.weighted());
    EngineChoice choice =
        EngineChoice.of(
            engine.engine(),
            graph.nodes(),
            graph.arcs(),
            weighted,
            params.rowsPerNode(),
            size.heapBytes());
    if (choice.kind() == EngineKind.REPLICATED) {
      return new ReplicatedMaker(
          graph, params, run, store, ReplicatedMaker.WAVE_TOKENS, choice.reason());
    }

    try {
      PartitionedPlan plan =
          PartitionedPlan.of(
              new PartitionedPlan.Size(graph.nodes(), graph.arcs(), weighted),
              params,
              engine,
              size.executors());
      if (engine.placement() == BlockPlacement.LDG) {
        LocalityJobs.check(graph.nodes(), plan.blocks(), size);
      }

      return new PartitionedMaker(
          graph,
          params,
          run,
          plan,
          engine.placement(),
          store,
          PartitionedMaker.LEAST_TRAVELLERS,
          choice.reason());
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(e.getMessage(), e);
    }
  }
}
