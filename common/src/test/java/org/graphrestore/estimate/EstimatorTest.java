package org.graphrestore.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.graphrestore.estimate.Scenarios.GIB;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.graphrestore.reconstruction.Baseline;
import org.graphrestore.reconstruction.EvaluationPlan;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.restored.RestoreParams;
import org.graphrestore.reconstruction.restored.RestoreWay;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.TrainingPlan;
import org.graphrestore.skipgram.TrainingSchedule;
import org.graphrestore.skipgram.TrainingSize;
import org.graphrestore.skipgram.WalkSupply;
import org.graphrestore.walk.LawSettings;
import org.graphrestore.walk.Metapath;
import org.graphrestore.walk.RelationWeights;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;
import org.junit.jupiter.api.Test;

class EstimatorTest {
  private static final Rates RATES = new Rates(1e4, 1e6, 1e6, 1e9, 0.5, 2, "made up");

  @Test
  void countsWalksTokensAndPairsOfAPath() {
    // 100 nodes, 2 walks of 4 nodes, window 2. A walk has 3 pairs of neighbours at distance 1 and 2
    // at distance 2, both ways; a window of 1 or 2 reaches distance 1 always and distance 2 half
    // of the time: 2 * 3 + 2 * 2 / 2 = 8 pairs.
    RunEstimate run = estimate(GraphSize.of(100, 99, false, false), 2, 4, window(2));

    assertThat(run.walks()).isEqualTo(200);
    assertThat(run.tokens()).isEqualTo(800);
    assertThat(run.pairs()).isCloseTo(200 * 8, within(1e-9));
    assertThat(run.modelBytes()).isEqualTo(100 * 128 * 4 * 2);
  }

  @Test
  void sizesAreThoseByWhichTheStagesCheckThemselves() {
    GraphSize graph = GraphSize.of(3_000_000, 10_000_000, false, false);
    RunEstimate run = estimate(graph, 10, 80, Scenarios.train(128));
    RunRequest request = Scenarios.request(Scenarios.ALL, 10, 80, Scenarios.train(128));
    double pairs = TrainingSize.expectedPairs(3_000_000, request.walks(), 10);
    TrainingPlan plan = TrainingPlan.of(Scenarios.train(128), 3_000_000, pairs);

    assertThat(run.plan()).contains(plan);
    assertThat(plan.blocks()).isEqualTo(3);
    assertThat(run.evaluation().orElseThrow().layout().blocks())
        .isEqualTo(EvaluationPlan.of(3_000_000, 20_000_000, 128, 4).layout().blocks())
        .isEqualTo(23);
    assertThat(stage(run, Stage.WALKS).heapBytes())
        .isEqualTo(2.0 * (20_000_000 * 4 + 3_000_000 * 4));
    assertThat(stage(run, Stage.TRAIN).heapBytes())
        .isEqualTo(3 * TrainingSize.bytesPerTask(plan, 128, pairs));
    assertThat(stage(run, Stage.TRAIN).scratchBytes())
        .isEqualTo(16.0 * 3_000_000 * 128 + pairs / plan.episodes() * 8);
  }

  @Test
  void oneBlockIsNotShuffledAndSeveralAre() {
    SkipGramParams two =
        Scenarios.train(64, OptionalInt.empty(), OptionalInt.of(2), WalkSupply.STORED);
    GraphSize graph = GraphSize.of(10_000, 50_000, false, false);

    assertThat(stage(estimate(graph, 10, 80, Scenarios.train(64)), Stage.TRAIN).shuffleBytes())
        .isZero();
    RunEstimate run = estimate(graph, 10, 80, two);
    assertThat(stage(run, Stage.TRAIN).shuffleBytes())
        .isBetween(0.5 * 8 * run.pairs(), 8 * run.pairs());
    assertThat(stage(run, Stage.TRAIN).shuffleAtOnce())
        .isEqualTo(stage(run, Stage.TRAIN).shuffleBytes() / run.plan().orElseThrow().episodes());
  }

  @Test
  void streamedWalksAreNotStoredButHeldWithTheBlocks() {
    GraphSize graph = GraphSize.of(100_000, 1_000_000, false, false);
    SkipGramParams streamed =
        Scenarios.train(64, OptionalInt.empty(), OptionalInt.empty(), WalkSupply.STREAMED);
    RunEstimate stored = estimate(graph, 10, 80, Scenarios.train(64));
    RunEstimate run = estimate(graph, 10, 80, streamed);

    assertThat(run.stages()).extracting(StageEstimate::stage).doesNotContain(Stage.WALKS);
    assertThat(run.storeBytes()).isLessThan(stored.storeBytes());
    assertThat(stage(run, Stage.TRAIN).heapBytes() - stage(stored, Stage.TRAIN).heapBytes())
        .isEqualTo(2_000_000 * 4 + 100_000 * 4);
  }

  @Test
  void onlyTheStagesThatAreAskedForCost() {
    RunRequest walksOnly = Scenarios.request(Set.of(Stage.WALKS), 10, 80, Scenarios.train(128));
    RunEstimate run =
        Estimator.of(
            GraphSize.of(1000, 5000, false, false), walksOnly, Scenarios.laptop(4, 100), RATES);

    assertThat(run.stages()).extracting(StageEstimate::stage).containsExactly(Stage.WALKS);
    assertThat(run.plan()).isEmpty();
    assertThat(run.pairs()).isZero();
  }

  @Test
  void aBillionNodesDoNotOverflow() {
    for (long nodes : new long[] {1_000_000_000L, 2_000_000_000L, 100_000_000_000L}) {
      for (int dim : new int[] {16, 128, 4096}) {
        RunRequest request =
            Scenarios.request(Scenarios.ALL, 100_000, 100_000, Scenarios.train(dim));
        RunEstimate run =
            Estimator.of(
                GraphSize.of(nodes, 50 * nodes, true, true),
                request,
                Scenarios.cluster(1000, 16, 64, 1e9),
                RATES);

        assertThat(run.tokens()).isEqualTo(nodes * 1e10);
        for (StageEstimate stage : run.stages()) {
          assertThat(stage.seconds()).as("seconds of %s", stage).isPositive().isFinite();
          assertThat(stage.heapBytes()).isGreaterThanOrEqualTo(0).isFinite();
          assertThat(stage.storeBytes()).isPositive().isFinite();
          assertThat(stage.scratchBytes()).isGreaterThanOrEqualTo(0).isFinite();
          assertThat(stage.shuffleBytes()).isGreaterThanOrEqualTo(0).isFinite();
        }

        assertThat(run.limit())
            .contains("held whole in every executor, of at most 2,147,483,639 nodes");
      }
    }
  }

  @Test
  void moreCoresTakeLessTimeButNotBeyondTheBlocks() {
    GraphSize graph = GraphSize.of(3_000_000, 10_000_000, false, false);
    RunRequest request = Scenarios.request(Set.of(Stage.TRAIN), 10, 80, Scenarios.train(128));
    double two = seconds(graph, request, Scenarios.cluster(1, 2, 64, 1000));
    double three = seconds(graph, request, Scenarios.cluster(1, 3, 64, 1000));
    double many = seconds(graph, request, Scenarios.cluster(10, 3, 64, 1000));

    assertThat(three).isLessThan(two);
    assertThat(many).isEqualTo(three);
  }

  @Test
  void aGzipFileIsReadByOneTask() {
    GraphSize packed = GraphSize.ofInput(1000, 9_000_000, 9_000_000, false, false, 1e9, 10, 1);
    GraphSize plain = GraphSize.ofInput(1000, 9_000_000, 9_000_000, false, false, 1e9, 10, 64);
    RunRequest request = Scenarios.request(Set.of(Stage.INGEST), 10, 80, Scenarios.train(128));
    Resources many = Scenarios.cluster(10, 10, 8, 1000);

    // 900 core-seconds: a third read by one task, the rest shared by 100.
    assertThat(seconds(packed, request, many) - seconds(plain, request, many))
        .isCloseTo(300 - 300.0 / 64, within(1e-6));
  }

  @Test
  void theGraphStoreOfSmallIdsIsAFewBytesAnArc() {
    GraphSize graph = GraphSize.of(1 << 20, 1 << 22, false, false);

    assertThat(graph.arcs()).isEqualTo(1 << 23);
    assertThat(graph.storeBytes()).isBetween(4.0 * (1 << 23), 6.0 * (1 << 23));
  }

  private static SkipGramParams window(int window) {
    SkipGramParams d = SkipGramParams.defaults();
    return new SkipGramParams(
        d.dim(),
        window,
        d.negatives(),
        d.epochs(),
        d.learningRate(),
        d.minLearningRate(),
        d.episodes(),
        d.blocks(),
        d.tileRows(),
        d.groupSize(),
        d.walks(),
        TrainingSchedule.TILES,
        1);
  }

  private static RunEstimate estimate(
      GraphSize graph, int walks, int length, SkipGramParams train) {
    return Estimator.of(
        graph,
        Scenarios.request(Scenarios.ALL, walks, length, train),
        Scenarios.laptop(4, 100),
        RATES);
  }

  private static double seconds(GraphSize graph, RunRequest request, Resources resources) {
    return Estimator.of(graph, request, resources, RATES).seconds();
  }

  private static StageEstimate stage(RunEstimate run, Stage stage) {
    return run.stages().stream().filter(s -> s.stage() == stage).findFirst().orElseThrow();
  }

  @Test
  void peakIsTheStoresSoFarAndTheScratchOfTheStage() {
    RunEstimate run =
        estimate(GraphSize.of(100_000, 400_000, false, false), 10, 80, Scenarios.train(64));
    double stores = 0;
    double peak = 0;
    for (StageEstimate stage : run.stages()) {
      stores += stage.storeBytes();
      peak = Math.max(peak, stores + stage.scratchBytes());
    }

    assertThat(run.outputPeakBytes()).isEqualTo(peak).isLessThan(20.0 * GIB);
    assertThat(run.peakBytes()).isGreaterThanOrEqualTo(peak);
  }

  private static RunRequest restoring(RunRequest r, RestoreWay way, OptionalInt nodes) {
    return new RunRequest(
        r.stages(),
        r.walks(),
        r.engine(),
        r.train(),
        r.reconstruct(),
        new RestoreParams(way, ScoreKind.COSINE, nodes, 300_000, 256),
        r.dim());
  }

  /** 100,000 nodes: 5e9 pairs twice, of 128 multiply-adds; a tenth of the nodes a hundredth. */
  @Test
  void restoringScoresAllPairsTwice() {
    RunRequest none = Scenarios.request(Set.of(Stage.RECONSTRUCT), 10, 80, Scenarios.train(128));
    GraphSize graph = GraphSize.of(100_000, 1_000_000, false, false);
    Resources laptop = Scenarios.laptop(16, 100);
    Rates rates = Rates.reference(128);
    assertThat(Estimator.of(graph, none, laptop, rates).stages()).hasSize(1);

    RunEstimate all =
        Estimator.of(
            graph, restoring(none, RestoreWay.TOP_EDGES, OptionalInt.empty()), laptop, rates);
    StageEstimate restore = all.stages().get(1);
    assertThat(restore.stage()).isEqualTo(Stage.RESTORE);
    double pairs = 100_000 * 99_999.0 / 2;
    assertThat(restore.coreSeconds())
        .isCloseTo(
            2 * pairs * (128 / 14e9 + 2e-9) + 4e6 / StageCosts.COMPARED_ARCS, withinPercentage(1));
    assertThat(restore.heapBytes()).isEqualTo(4 * 4 * 128.0 * 4 * 100_000);

    StageEstimate sample =
        Estimator.of(
                graph, restoring(none, RestoreWay.DEGREE, OptionalInt.of(10_000)), laptop, rates)
            .stages()
            .get(1);
    assertThat(sample.coreSeconds()).isCloseTo(restore.coreSeconds() / 100, withinPercentage(1));
  }

  @Test
  void aGraphTooLargeToBeRestoredIsRefusedBeforeTheRun() {
    RunRequest request = Scenarios.request(Set.of(Stage.RECONSTRUCT), 10, 80, Scenarios.train(16));
    RunEstimate estimate =
        Estimator.of(
            GraphSize.of(1_000_000, 2_000_000, false, false),
            restoring(request, RestoreWay.TOP_EDGES, OptionalInt.empty()),
            Scenarios.laptop(16, 100),
            Rates.reference(16));
    assertThat(estimate.limit())
        .isEqualTo(
            "Restoring scores all pairs of 1,000,000 nodes (reconstruct.restore-max-nodes is"
                + " 300,000); restore among a seeded sample, for example --restore-nodes 100000");
  }

  @Test
  void baselinesCostTheirScoresAndPaths() {
    RunRequest none = Scenarios.request(Set.of(Stage.RECONSTRUCT), 10, 80, Scenarios.train(128));
    ReconstructionParams p = none.reconstruct();
    RunRequest both =
        new RunRequest(
            none.stages(),
            none.walks(),
            none.engine(),
            none.train(),
            new ReconstructionParams(
                p.hops(), p.scores(), p.queries(), 100, 0.95, 10, 3, List.of(Baseline.values())),
            none.restore(),
            128);
    GraphSize graph = GraphSize.of(100_000, 1_000_000, false, false);
    double more = core(graph, both) - core(graph, none);
    double scores = 1000 * 100_000.0 * 2 * StageCosts.BASELINE_SECONDS;
    double paths = 1000 * 20 * 20 / StageCosts.PATHS;
    assertThat(more).isCloseTo(scores + paths, withinPercentage(1));
  }

  private static double core(GraphSize graph, RunRequest request) {
    return Estimator.of(graph, request, Scenarios.laptop(16, 100), Rates.reference(128))
        .stages()
        .get(0)
        .coreSeconds();
  }

  /** Three kinds of steps hold three rows a node; arcs lie in one of them. */
  @Test
  void aMetapathHoldsARowForEveryKindOfStep() {
    WalkParams uniform = new WalkParams(WalkLaw.UNIFORM, 10, 80);
    assertThat(uniform.rowsPerNode()).isEqualTo(1);
    Metapath path = new Metapath(Metapath.Over.RELATIONS, "writes -> cites -> ^writes -> cites");
    WalkParams metapath =
        WalkParams.of(WalkLaw.METAPATH, 10, 80, new LawSettings(path, RelationWeights.NONE, 0));
    assertThat(metapath.rowsPerNode()).isEqualTo(3);

    GraphSize graph = GraphSize.of(1_000_000, 3_000_000, false, false);
    RunRequest walks = Scenarios.request(Set.of(Stage.WALKS), 10, 80, Scenarios.train(128));
    Resources laptop = Scenarios.laptop(16, 100);
    double one =
        Estimator.of(graph, walks.with(uniform), laptop, RATES).stages().get(0).heapBytes();
    double three =
        Estimator.of(graph, walks.with(metapath), laptop, RATES).stages().get(0).heapBytes();
    assertThat(three - one).isEqualTo(2 * 2 * 4.0 * 1_000_000);
  }
}
