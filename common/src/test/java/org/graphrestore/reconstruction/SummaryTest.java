package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.graphrestore.graph.BlockLayout;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final List<List<Integer>> KARATE = Karate.neighbours();

  private static SummaryBuilder karate(OptionalInt queries) {
    ReconstructionParams params =
        new ReconstructionParams(2, List.of(ScoreKind.DOT), queries, 100, 0.9, 8, 2);
    SummaryBuilder builder = new SummaryBuilder(params, 5);
    List<QueryMetrics> metrics = metrics();
    for (int v = 0; v < 34; v++) {
      // The hash falls as the index rises: ties go to the lower hash.
      builder.add(new Query(v, -v, KARATE.get(v).size()), List.of(metrics.get(v)));
    }
    return builder;
  }

  private static List<QueryMetrics> metrics() {
    return InMemoryReconstruction.metrics(
        KARATE,
        Karate.degrees(),
        LongStream.range(0, 34).toArray(),
        2,
        ScoreKind.DOT,
        BlockLayout.ofBlocks(34, 2));
  }

  @Test
  void meansAreThoseOfTheQueries() {
    ReconstructionSummary summary = karate(OptionalInt.empty()).summary(34, false);
    var shell = summary.scores().get(0).hops().get(1).shell();
    assertThat(shell.queries()).isEqualTo(34);
    assertThat(shell.map())
        .isCloseTo(
            metrics().stream()
                .mapToDouble(m -> m.averagePrecision(2, true))
                .average()
                .orElseThrow(),
            within(1e-15));
    assertThat(shell.meanSize())
        .isCloseTo(
            metrics().stream().mapToDouble(m -> m.size(2, true)).average().orElseThrow(),
            within(1e-12));
    assertThat(shell.interval()).isNull();
  }

  @Test
  void degreesAreBucketedByPowersOfTwo() {
    var buckets =
        karate(OptionalInt.empty())
            .summary(34, false)
            .scores()
            .get(0)
            .hops()
            .get(0)
            .shell()
            .byDegree();
    // One member has one tie, 17 have 2 or 3, 10 have 4 to 7, 4 have 8 to 15, 2 have 16 or more.
    assertThat(buckets.stream().map(b -> b.from() + "-" + b.to() + ":" + b.queries()))
        .containsExactly("1-1:1", "2-3:17", "4-7:11", "8-15:3", "16-31:2");
    // The first bucket is member 12 alone, whose figures KarateTest works out.
    assertThat(buckets.get(0).beside().mrr()).isEqualTo(0.5);
    assertThat(buckets.get(0).beside().ndcg()).isCloseTo(0.6309, within(5e-5));
    assertThat(buckets.get(0).beside().ceiling()).isEqualTo(1);
    assertThat(buckets.get(0).beside().rPrecision()).isZero();
  }

  @Test
  void aDegreeHasEveryMeanOverItsQueries() {
    List<QueryMetrics> four =
        IntStream.range(0, 34)
            .filter(v -> KARATE.get(v).size() >= 4 && KARATE.get(v).size() < 8)
            .mapToObj(metrics()::get)
            .toList();
    var bucket =
        karate(OptionalInt.of(34))
            .summary(34, false)
            .scores()
            .get(0)
            .hops()
            .get(1)
            .shell()
            .byDegree()
            .get(2);
    assertThat(bucket.from()).isEqualTo(4);
    assertThat(bucket.map()).isCloseTo(mean(four, m -> m.averagePrecision(2, true)), within(1e-14));
    RankingSummary ranking = bucket.beside().ranking();
    assertThat(ranking.auc().mean()).isCloseTo(mean(four, m -> m.auc(2, true)), within(1e-14));
    assertThat(ranking.ndcg().mean()).isEqualTo(bucket.beside().ndcg());
    assertThat(ranking.recallAt().get(2).recall())
        .isCloseTo(mean(four, m -> m.recall(2, true, 2)), within(1e-14));
    assertThat(bucket.beside().precisionAt().get(2).precision())
        .isCloseTo(mean(four, m -> m.precision(2, true, 2)), within(1e-14));
    assertThat(ranking.corrected())
        .isCloseTo(
            (bucket.map() - bucket.random()) / (ranking.ceiling() - bucket.random()),
            within(1e-12));
    assertThat(bucket.map())
        .isBetween(bucket.beside().interval().low(), bucket.beside().interval().high());
    // Precision and recall of a group have no intervals: they would cost most of the memory.
    assertThat(ranking.recallAt().get(2).interval()).isNull();
  }

  @Test
  void everyIntervalIsThatOfTheSameWeights() {
    List<QueryMetrics> all = metrics();
    var shell = karate(OptionalInt.of(34)).summary(34, false).scores().get(0).hops().get(1).shell();
    assertThat(shell.interval()).isEqualTo(interval(all, m -> m.averagePrecision(2, true)));
    assertThat(shell.ranking().rPrecision()).isEqualTo(interval(all, m -> m.rPrecision(2, true)));
    assertThat(shell.ranking().ndcg().interval()).isEqualTo(interval(all, m -> m.ndcg(2, true)));
    assertThat(shell.ranking().auc().interval()).isEqualTo(interval(all, m -> m.auc(2, true)));
    assertThat(shell.ranking().mrr().interval())
        .isEqualTo(interval(all, m -> m.reciprocalRank(2, true)));
    for (int i = 0; i < QueryMetrics.CUTOFFS.length; i++) {
      int cutoff = i;
      assertThat(shell.precisionAt().get(i).interval())
          .isEqualTo(interval(all, m -> m.precision(2, true, cutoff)));
      assertThat(shell.ranking().recallAt().get(i).interval())
          .isEqualTo(interval(all, m -> m.recall(2, true, cutoff)));
    }
  }

  private static ReconstructionSummary.Interval interval(
      List<QueryMetrics> all, ToDoubleFunction<QueryMetrics> figure) {
    PoissonBootstrap bootstrap = new PoissonBootstrap(100);
    for (int v = 0; v < 34; v++) {
      bootstrap.add(figure.applyAsDouble(all.get(v)), PoissonBootstrap.weights(5, -v, 100));
    }
    return bootstrap.interval(0.9);
  }

  @Test
  void theBestAndWorstAreKeptAndTiesGoToTheLowerHash() {
    SummaryBuilder builder = karate(OptionalInt.empty());
    List<QueryMetrics> metrics = metrics();
    // Descending index is ascending hash; a stable sort keeps it inside ties.
    List<Integer> known =
        IntStream.range(0, 34)
            .mapToObj(i -> 33 - i)
            .filter(v -> metrics.get(v).size(1, true) >= 2)
            .toList();
    Comparator<Integer> byAp =
        Comparator.comparingDouble(v -> metrics.get(v).averagePrecision(1, true));
    assertThat(indices(builder.best(0)))
        .isEqualTo(known.stream().sorted(byAp.reversed()).limit(8).toList());
    assertThat(indices(builder.worst(0))).isEqualTo(known.stream().sorted(byAp).limit(8).toList());
    // Members 15, 16, 19, 21 and 23 know just the two leaders and are restored alike.
    assertThat(known.stream().map(v -> metrics.get(v).averagePrecision(1, true)).distinct())
        .hasSizeLessThan(known.size());
  }

  private static List<Integer> indices(List<SummaryBuilder.Extreme> extremes) {
    return extremes.stream().map(e -> (int) e.query().index()).toList();
  }

  @Test
  void sampledQueriesHaveIntervals() {
    ReconstructionSummary summary = karate(OptionalInt.of(34)).summary(34, false);
    var shell = summary.scores().get(0).hops().get(0).shell();
    assertThat(summary.sampled()).isTrue();
    assertThat(shell.interval().level()).isEqualTo(0.9);
    assertThat(shell.map()).isBetween(shell.interval().low(), shell.interval().high());
  }

  @Test
  void whatStandsBesideIsTheMeanOfTheQueries() {
    List<QueryMetrics> all = metrics();
    var shell = karate(OptionalInt.of(34)).summary(34, false).scores().get(0).hops().get(1).shell();
    RankingSummary ranking = shell.ranking();
    assertThat(ranking.ndcg().mean()).isCloseTo(mean(all, m -> m.ndcg(2, true)), within(1e-14));
    assertThat(ranking.ndcg().random())
        .isCloseTo(mean(all, m -> m.randomNdcg(2, true)), within(1e-14));
    assertThat(ranking.auc().mean()).isCloseTo(mean(all, m -> m.auc(2, true)), within(1e-14));
    assertThat(ranking.auc().random()).isEqualTo(0.5);
    assertThat(ranking.aucQueries()).isEqualTo(34);
    assertThat(ranking.mrr().mean())
        .isCloseTo(mean(all, m -> m.reciprocalRank(2, true)), within(1e-14));
    assertThat(ranking.recallAt().get(1).n()).isEqualTo(5);
    assertThat(ranking.recallAt().get(1).recall()).isEqualTo(mean(all, m -> m.recall(2, true, 1)));
    assertThat(ranking.ceiling()).isCloseTo(mean(all, m -> m.ceiling(2, true)), within(1e-14));
    assertThat(ranking.corrected())
        .isCloseTo(
            (shell.map() - shell.random()) / (ranking.ceiling() - shell.random()), within(1e-12));
    assertThat(ranking.corrected())
        .isBetween(ranking.correctedInterval().low(), ranking.correctedInterval().high());
    assertThat(ranking.mrr().mean())
        .isBetween(ranking.mrr().interval().low(), ranking.mrr().interval().high());
  }

  @Test
  void whereEveryCandidateIsTrueThereIsNoAucAndNoRoom() {
    ReconstructionParams params =
        new ReconstructionParams(1, List.of(ScoreKind.DOT), OptionalInt.empty(), 0, 0.9, 0, 1);
    SummaryBuilder builder = new SummaryBuilder(params, 5);
    QueryMetrics all =
        QueryMetrics.of(1, PositiveScores.of(new double[] {1, 2}), new int[] {0, 1, 0, 1, 0}, 2);
    builder.add(new Query(0, 1, 2), List.of(all));
    ReconstructionSummary summary = builder.summary(3, false);
    RankingSummary ranking = summary.scores().get(0).hops().get(0).shell().ranking();
    assertThat(ranking.auc()).isNull();
    assertThat(ranking.aucQueries()).isZero();
    assertThat(ranking.corrected()).isNull();
    assertThat(ranking.mrr()).isEqualTo(new RankingSummary.Measure(1, 1, null));
    assertThat(SummaryFiles.csv(summary).lines().skip(1))
        .allSatisfy(row -> assertThat(row.split(",", -1)).hasSize(57));
    assertThat(SummaryFiles.json(summary))
        .contains("\"aucQueries\" : 0")
        .contains("\"auc\" : null");
    assertThat(MetricTree.of(summary).value("dot.hop1.shell.corrected")).isNaN();
  }

  private static double mean(List<QueryMetrics> all, ToDoubleFunction<QueryMetrics> figure) {
    return all.stream().mapToDouble(figure).average().orElseThrow();
  }

  @Test
  void csvHasARowAScoreHopAndTruth() {
    String csv = SummaryFiles.csv(karate(OptionalInt.empty()).summary(34, false));
    assertThat(csv.lines().toList())
        .hasSize(5)
        .first()
        .isEqualTo(
            "score,hop,truth,queries,mean_size,map,random,map_low,map_high,precision_1,precision_5,"
                + "precision_10,precision_50,precision_100,r_precision,recall_1,recall_5,recall_10,"
                + "recall_50,recall_100,ndcg,ndcg_random,ndcg_low,ndcg_high,auc,auc_low,auc_high,mrr,"
                + "mrr_random,mrr_low,mrr_high,r_precision_low,r_precision_high,ceiling,corrected,"
                + "corrected_low,corrected_high,precision_1_low,precision_1_high,precision_5_low,"
                + "precision_5_high,precision_10_low,precision_10_high,precision_50_low,"
                + "precision_50_high,precision_100_low,precision_100_high,recall_1_low,recall_1_high,"
                + "recall_5_low,recall_5_high,recall_10_low,recall_10_high,recall_50_low,"
                + "recall_50_high,recall_100_low,recall_100_high");
    assertThat(csv.lines().skip(1)).allSatisfy(row -> assertThat(row.split(",", -1)).hasSize(57));
  }
}
