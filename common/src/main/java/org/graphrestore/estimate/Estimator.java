package org.graphrestore.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.graphrestore.reconstruction.Baseline;
import org.graphrestore.reconstruction.EvaluationPlan;
import org.graphrestore.skipgram.TrainingPlan;
import org.graphrestore.skipgram.TrainingSize;
import org.graphrestore.walk.BlockPlacement;
import org.graphrestore.walk.EngineChoice;
import org.graphrestore.walk.EngineKind;
import org.graphrestore.walk.PartitionedPlan;
import org.graphrestore.walk.ReplicatedSize;

/**
 * Estimates a run. Plans and sizes are those of the stages themselves: {@link TrainingPlan}, {@link
 * TrainingSize}, {@link EvaluationPlan}, {@link ReplicatedSize} and {@link PartitionedPlan}. Cost:
 * constant, whatever the graph.
 */
public final class Estimator {
  private static final double GIB = 1 << 30;

  /** What an array holds. */
  private static final long MOST_BUCKET_PAIRS = Integer.MAX_VALUE - 8;

  private final GraphSize graph;
  private final RunRequest request;
  private final Resources resources;
  private final Rates rates;
  private final List<StageEstimate> stages = new ArrayList<>();
  private TrainingPlan plan;
  private EvaluationPlan evaluation;
  private double walks;
  private double tokens;
  private double epochPairs;
  private String limit;

  private Estimator(GraphSize graph, RunRequest request, Resources resources, Rates rates) {
    this.graph = graph;
    this.request = request;
    this.resources = resources;
    this.rates = rates;
  }

  /** Estimates. */
  public static RunEstimate of(
      GraphSize graph, RunRequest request, Resources resources, Rates rates) {
    Estimator estimator = new Estimator(graph, request, resources, rates);
    estimator.estimate();
    return estimator.result();
  }

  private RunEstimate result() {
    return new RunEstimate(
        graph,
        walks,
        tokens,
        plan == null ? 0 : epochPairs * plan.epochs(),
        plan == null ? 0 : TrainingSize.modelBytes(plan, request.train().dim()),
        Optional.ofNullable(plan),
        Optional.ofNullable(evaluation),
        stages,
        limit);
  }

  private void estimate() {
    if (request.runs(Stage.INGEST)) {
      ingest();
    }

    if (!request.drawn()
        && (request.stages().contains(Stage.WALKS) || request.stages().contains(Stage.TRAIN))) {
      this.walks = (double) graph.nodes() * request.walks().walksPerNode();
      this.tokens = walks * request.walks().length();
      if (request.runs(Stage.WALKS) || request.streamed()) {
        this.limit = walkLimit();
      }
    }

    if (request.runs(Stage.WALKS)) {
      walks();
    }

    if (request.stages().contains(Stage.TRAIN)) {
      train();
    }

    if (request.runs(Stage.RECONSTRUCT)) {
      reconstruct();
    }

    if (request.restores()) {
      this.limit = limit == null ? RestoreCosts.limit(graph, request.restore()) : limit;
      stages.add(RestoreCosts.of(graph, request, resources, rates));
    }
  }

  private void ingest() {
    double rows = graph.rows();
    int reading = Math.min(resources.allSlots(), graph.readers());
    int parallel = resources.allSlots();
    double seconds = rows / rates.rows();
    // A third of the work is reading and parsing, which one task does for a gzip file.
    double wall = seconds / 3 / reading + seconds * 2 / 3 / parallel;
    double shuffle =
        rows * StageCosts.SHUFFLE_ROW
            + graph.arcs() * StageCosts.SHUFFLE_ARC * (graph.directed() ? 2 : 1)
            + graph.inputBytes() * StageCosts.SHUFFLE_TEXT;
    stages.add(
        new StageEstimate(
            Stage.INGEST,
            StageCosts.START_INGEST,
            wall * parallel,
            parallel,
            0,
            1,
            "spills to disk",
            graph.storeBytes(),
            rows * StageCosts.SCRATCH_ROW + graph.inputBytes() * StageCosts.SCRATCH_TEXT,
            shuffle,
            shuffle));
  }

  /** Returns why no executor, however large, could make the walks; null where one could. */
  private String walkLimit() {
    if (!request.streamed() && engine().kind() == EngineKind.PARTITIONED) {
      try {
        partitioned();
        return null;
      } catch (IllegalArgumentException e) {
        return e.getMessage();
      }
    }

    return Math.max(graph.nodes(), graph.arcs()) <= ReplicatedSize.MOST
        ? null
        : String.format(
            Locale.ROOT,
            "%s made on a graph that is held whole in every executor, of at most %,d nodes and as"
                + " many arcs; this one has %,d nodes and %,d arcs; %s",
            request.streamed() ? "Walks that are streamed into training are" : "Walks are",
            ReplicatedSize.MOST,
            graph.nodes(),
            graph.arcs(),
            request.streamed()
                ? "set train.walks to stored"
                : "leave walk.engine at auto, or sample the graph");
  }

  private EngineChoice engine() {
    return EngineChoice.of(
        request.engine().engine(),
        graph.nodes(),
        graph.arcs(),
        byWeight(),
        request.walks().rowsPerNode(),
        resources.heapBytes());
  }

  private PartitionedPlan partitioned() {
    return PartitionedPlan.of(
        new PartitionedPlan.Size(graph.nodes(), graph.arcs(), byWeight()),
        request.walks(),
        request.engine(),
        new PartitionedPlan.Executors(
            resources.allSlots(), resources.slots(), resources.heapBytes()));
  }

  private void walks() {
    if (engine().kind() == EngineKind.PARTITIONED) {
      if (limit == null) {
        partitionedWalks(partitioned());
      }

      return;
    }

    double load = graph.arcs() / StageCosts.LOADED_ARCS * resources.executors();
    stages.add(
        new StageEstimate(
            Stage.WALKS,
            StageCosts.START_WALKS,
            load + tokens / rates.steps(),
            resources.allSlots(),
            loadingBytes(),
            ReplicatedSize.USABLE,
            "the adjacency while it loads",
            walkBytes(),
            0,
            0,
            0));
  }

  private void partitionedWalks(PartitionedPlan cut) {
    double load = graph.arcs() / StageCosts.LOADED_ARCS;
    double slower = StageCosts.REFERENCE_STEPS / StageCosts.PARTITIONED_STEPS;
    stages.add(
        new StageEstimate(
            Stage.WALKS,
            StageCosts.START_WALKS
                + StageCosts.ROUND_SECONDS * 2.0 * cut.waves() * request.walks().length()
                + mapSeconds(),
            load + regrouping() + tokens * slower / rates.steps(),
            resources.allSlots(),
            cut.heapBytes(resources.slots()),
            PartitionedPlan.LOADING,
            String.format(
                Locale.ROOT,
                "the partitioned engine: a block of %.2f GiB in each of %d tasks, while they load",
                cut.blockBytes() / GIB,
                Math.min(cut.blocks(), resources.slots())),
            walkBytes(),
            cut.scratchBytes(request.walks().length()),
            0,
            0));
  }

  /** One task streams the arcs a few times; nothing else runs. */
  private double mapSeconds() {
    return mapped() ? StageCosts.LOCALITY_PASSES * graph.arcs() / StageCosts.PLACED_ARCS : 0;
  }

  private double regrouping() {
    return mapped() ? graph.arcs() / StageCosts.REGROUPED_ARCS : 0;
  }

  private boolean mapped() {
    return request.engine().placement() == BlockPlacement.LDG;
  }

  /**
   * Differences of indices, packed: the bits of an index and its sign; and a start and a number.
   */
  private double walkBytes() {
    return tokens * (GraphSize.bits(graph.nodes()) + 1) / 8.0 + walks * 0.7;
  }

  private void train() {
    int dim = request.train().dim();
    this.epochPairs = graph.nodes() * request.pairsPerNode();
    try {
      this.plan = TrainingPlan.of(request.train(), graph.nodes(), epochPairs);
    } catch (IllegalArgumentException e) {
      this.limit = limit == null ? e.getMessage() : limit;
      return;
    }

    double bucket = epochPairs / plan.episodes() / plan.blocks() / (double) plan.blocks();
    if (limit == null && bucket > MOST_BUCKET_PAIRS) {
      this.limit =
          String.format(
              Locale.ROOT,
              "%,d episodes and %,d blocks leave %,.0f pairs to a bucket of training (at most %,d)",
              plan.episodes(),
              plan.blocks(),
              bucket,
              MOST_BUCKET_PAIRS);
    }

    double pairs = epochPairs * plan.epochs();
    double blockBytes = 2 * TrainingSize.modelBytes(plan, dim) * plan.rounds() / plan.blocks();
    double moved = blockBytes * plan.blocks() / StageCosts.BLOCK_BYTES_PER_SECOND;
    double walking =
        request.streamed() ? tokens * plan.epochs() * plan.episodes() / rates.steps() / 2 : 0;
    double streamedHeap = request.streamed() ? adjacencyBytes() : 0;
    int tasks = Math.min(plan.blocks(), resources.local() ? resources.cores() : resources.slots());
    double rounds = TrainingSize.bytesPerTask(plan, dim, epochPairs) * tasks;
    double making = TrainingSize.bytesPerPairTask(plan) * resources.slots();
    double loading =
        request.streamed() ? loadingBytes() * TrainingSize.USABLE / ReplicatedSize.USABLE : 0;
    double episode = TrainingSize.episodeBytes(plan, epochPairs);
    boolean shuffled = plan.blocks() > 1;
    stages.add(
        new StageEstimate(
            Stage.TRAIN,
            StageCosts.START_TRAIN + 0.1 * plan.rounds() + 0.1 * plan.epochs() * plan.episodes(),
            pairs / rates.pairs() + moved + walking,
            trainingCores(),
            Math.max(loading, streamedHeap + Math.max(rounds, making)),
            TrainingSize.USABLE,
            String.format(
                Locale.ROOT,
                "%d task%s of %.2f GiB: two blocks and their pairs%s",
                tasks,
                tasks == 1 ? "" : "s",
                rounds / tasks / GIB,
                request.streamed() ? "; and the adjacency" : ""),
            TrainingSize.modelBytes(plan, dim) * StageCosts.VECTOR_LEFT + 4.0 * graph.nodes(),
            TrainingSize.scratchBytes(plan, dim, epochPairs),
            shuffled ? pairs * TrainingSize.PAIR_BYTES * StageCosts.PAIR_LEFT : 0,
            shuffled ? episode * StageCosts.PAIR_LEFT : 0));
  }

  private boolean byWeight() {
    return request.walks().byWeight(graph.weighted());
  }

  /** Alias tables of a weighted law are as large again as the arcs and weights they come from. */
  private double adjacencyBytes() {
    return byWeight()
        ? loadingBytes()
        : ReplicatedSize.bytes(graph.nodes() * request.walks().rowsPerNode(), graph.arcs(), false);
  }

  private double loadingBytes() {
    return ReplicatedSize.loadingBytes(
        graph.nodes() * request.walks().rowsPerNode(), graph.arcs(), byWeight());
  }

  /** One block is one task: all cores of a local master, but those of one task on a cluster. */
  private int trainingCores() {
    if (plan.blocks() == 1) {
      return resources.local() ? resources.cores() : resources.cpusPerTask();
    }

    return Math.min(plan.blocks(), resources.allSlots()) * resources.cpusPerTask();
  }

  /**
   * Paths of two edges from the queries, if all nodes had the mean degree: hubs make more of them,
   * and only ingest could tell how many.
   */
  private double paths(double queries) {
    boolean common = request.reconstruct().baselines().contains(Baseline.COMMON_NEIGHBOURS);
    double degree = (double) graph.arcs() / Math.max(1, graph.nodes());
    return common ? queries * degree * degree : 0;
  }

  private void reconstruct() {
    int dim = request.dim();
    int hops = request.reconstruct().hops();
    int slots = resources.allSlots();
    this.evaluation = EvaluationPlan.of(Math.max(1, graph.nodes()), graph.arcs(), dim, slots);
    double queries =
        Math.min(graph.nodes(), request.reconstruct().queries().orElse(Integer.MAX_VALUE));
    double scores = queries * graph.nodes() * request.reconstruct().scores().size();
    double flops = 2 * scores * dim;
    double waves = Math.ceil(queries / evaluation.waveQueries());
    double searched = waves * hops * graph.arcs() / StageCosts.SEARCHED_ARCS;
    double task = evaluation.bytesPerTask(graph.arcs(), dim, hops);
    int tasks =
        Math.min(resources.slots(), evaluation.whole() ? slots : evaluation.layout().blocks());
    int baselines = request.reconstruct().baselines().size();
    double rows = 2 * queries * hops * (request.reconstruct().scores().size() + baselines);
    double shuffle = evaluation.whole() ? 0 : rows * StageCosts.RANK_ROW;
    stages.add(
        new StageEstimate(
            Stage.RECONSTRUCT,
            StageCosts.START_RECONSTRUCT + 0.5 * waves,
            flops / rates.flops()
                + scores * StageCosts.SCORE_SECONDS
                + queries * graph.nodes() * baselines * StageCosts.BASELINE_SECONDS
                + paths(queries) / StageCosts.PATHS
                + searched,
            slots,
            task * tasks,
            TrainingSize.USABLE,
            String.format(
                Locale.ROOT,
                "%d task%s of %.2f GiB: %s",
                tasks,
                tasks == 1 ? "" : "s",
                task / GIB,
                evaluation.whole() ? "the whole graph and its vectors" : "a block and its shells"),
            rows * StageCosts.QUERY_ROW + StageCosts.RESULT,
            evaluation.whole() ? 0 : graph.nodes() * 512.0 * hops,
            shuffle,
            shuffle));
  }
}
