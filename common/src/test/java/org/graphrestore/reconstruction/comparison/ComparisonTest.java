package org.graphrestore.reconstruction.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.graphrestore.reconstruction.PoissonBootstrap;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.HopComparison;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.MetricComparison;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.TruthComparison;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Set<ComparedMetric> ALL = EnumSet.allOf(ComparedMetric.class);
  private static final int REPLICATES = 400;
  private static final long SEED = 7;

  /** A query with its figures: by side, pair and truth, every mean alike. */
  private record Sample(long hash, double[][][] values, long[] sizes) {
    static Sample draw(Random random, int pairs, int hops, double advantage) {
      double[][][] values = new double[2][pairs][2 * hops];
      long[] sizes = new long[2 * hops];
      for (int truth = 0; truth < 2 * hops; truth++) {
        sizes[truth] = random.nextInt(4);
        double hard = random.nextDouble() / 2;
        for (int pair = 0; pair < pairs; pair++) {
          values[0][pair][truth] = Math.min(1, hard + random.nextDouble() / 4 + advantage);
          values[1][pair][truth] = hard + random.nextDouble() / 4;
        }
      }
      return new Sample(random.nextLong(), values, sizes);
    }

    void fill(ComparedQuery query) {
      query.clear();
      for (int side = 0; side < 2; side++) {
        for (int truth = 0; truth < sizes.length; truth++) {
          query.truth(side, truth, sizes[truth], 0.0625, 0.75);
          for (int pair = 0; pair < values[side].length; pair++) {
            for (ComparedMetric metric : ComparedMetric.values()) {
              if (metric != ComparedMetric.CORRECTED) {
                query.value(side, pair, truth, metric, values[side][pair][truth]);
              }
            }
          }
        }
      }
    }

    Sample swapped() {
      return new Sample(hash, new double[][][] {values[1], values[0]}, sizes);
    }
  }

  private static ComparisonSums sums(List<Sample> samples, int pairs, int hops, long most) {
    ComparisonSums sums = new ComparisonSums(pairs, hops, REPLICATES, most);
    ComparedQuery query = new ComparedQuery(pairs, hops);
    for (Sample sample : samples) {
      sample.fill(query);
      sums.add(query, SEED, sample.hash);
    }
    return sums;
  }

  private static List<HopComparison> hops(List<Sample> samples, int pairs, int hops, int pair) {
    return new ComparisonBuilder(sums(samples, pairs, hops, samples.size()), pairs, hops, 0.95, ALL)
        .hops(pair);
  }

  private static List<Sample> samples(int queries, int pairs, int hops, double advantage) {
    Random random = new Random(queries);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < queries; i++) {
      samples.add(Sample.draw(random, pairs, hops, advantage));
    }
    return samples;
  }

  /** Four queries whose differences are 1/2, 1/4, 0 and -1/4: their mean is 1/8. */
  @Test
  void byHand() {
    double[][] ap = {{1, 0.5}, {0.75, 0.5}, {0.25, 0.25}, {0.25, 0.5}};
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < ap.length; i++) {
      samples.add(
          new Sample(
              i,
              new double[][][] {{{ap[i][0], ap[i][0]}}, {{ap[i][1], ap[i][1]}}},
              new long[] {2, 2}));
    }
    TruthComparison shell = hops(samples, 1, 1, 0).get(0).shell();
    assertThat(shell.queries()).isEqualTo(4);
    assertThat(shell.random()).isEqualTo(0.0625);
    assertThat(shell.ceiling()).isEqualTo(0.75);
    MetricComparison map = shell.metric(ComparedMetric.MAP);
    assertThat(map.a()).isEqualTo(0.5625);
    assertThat(map.b()).isEqualTo(0.4375);
    assertThat(map.difference()).isEqualTo(0.125);
    assertThat(map.higherA()).isEqualTo(2);
    assertThat(map.higherB()).isEqualTo(1);
    assertThat(map.verdict()).isEqualTo(Verdict.OPEN);
    MetricComparison corrected = shell.metric(ComparedMetric.CORRECTED);
    assertThat(corrected.a()).isEqualTo((0.5625 - 0.0625) / 0.6875, within(1e-15));
    assertThat(corrected.difference()).isEqualTo(0.125 / 0.6875, within(1e-15));
  }

  /** Means, percentiles and the widened interval by their definitions, in plain doubles. */
  @Property(tries = 25)
  void theDefinition(@ForAll @IntRange(min = 1, max = 60) int queries, @ForAll boolean two) {
    int pairs = two ? 2 : 1;
    int hops = 2;
    List<Sample> samples = samples(queries, pairs, hops, 0.05);
    double[][] away = new double[pairs * 2 * hops][];
    double[] errors = new double[pairs * 2 * hops];
    for (int pair = 0; pair < pairs; pair++) {
      for (int truth = 0; truth < 2 * hops; truth++) {
        double[] replicates = new double[REPLICATES];
        double[] weights = new double[REPLICATES];
        double sum = 0;
        int count = 0;
        for (Sample s : samples) {
          if (s.sizes[truth] > 0) {
            double d = s.values[0][pair][truth] - s.values[1][pair][truth];
            int[] w = PoissonBootstrap.weights(SEED, s.hash, REPLICATES);
            sum += d;
            count++;
            for (int r = 0; r < REPLICATES; r++) {
              replicates[r] += w[r] * d;
              weights[r] += w[r];
            }
          }
        }
        HopComparison hop = hops(samples, pairs, hops, pair).get(truth / 2);
        TruthComparison found = truth % 2 == 0 ? hop.shell() : hop.ball();
        assertThat(found.queries()).isEqualTo(count);
        MetricComparison map = found.metric(ComparedMetric.MAP);
        if (count == 0) {
          assertThat(map).isNull();
          continue;
        }
        assertThat(map.difference()).isCloseTo(sum / count, within(1e-12));
        double[] known = new double[REPLICATES];
        int k = 0;
        for (int r = 0; r < REPLICATES; r++) {
          if (weights[r] > 0) {
            known[k++] = replicates[r] / weights[r];
          }
        }
        double[] sorted = Arrays.copyOf(known, k);
        Arrays.sort(sorted);
        assertThat(map.interval().low()).isCloseTo(sorted[(int) (0.025 * k)], within(1e-12));
        assertThat(map.interval().high())
            .isCloseTo(sorted[k - 1 - (int) (0.025 * k)], within(1e-12));
        double mean = Arrays.stream(sorted).average().orElse(0);
        double error =
            Math.sqrt(
                Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum() / Math.max(1, k - 1));
        int at = pair * 2 * hops + truth;
        errors[at] = error;
        away[at] = new double[REPLICATES];
        for (int r = 0; r < REPLICATES; r++) {
          double value = weights[r] > 0 ? replicates[r] / weights[r] : sum / count;
          away[at][r] = error > 1e-9 ? Math.abs(value - sum / count) / error : 0;
        }
      }
    }

    double[] largest = new double[REPLICATES];
    for (double[] member : away) {
      for (int r = 0; member != null && r < REPLICATES; r++) {
        largest[r] = Math.max(largest[r], member[r]);
      }
    }
    Arrays.sort(largest);
    double critical = largest[(int) Math.ceil(0.95 * REPLICATES) - 1];
    for (int at = 0; at < errors.length; at++) {
      int truth = at % (2 * hops);
      HopComparison hop = hops(samples, pairs, hops, at / (2 * hops)).get(truth / 2);
      TruthComparison found = truth % 2 == 0 ? hop.shell() : hop.ball();
      if (found.queries() > 0) {
        MetricComparison map = found.metric(ComparedMetric.MAP);
        assertThat(map.adjusted().high() - map.difference())
            .isCloseTo(critical * errors[at], within(1e-6));
      }
    }
  }

  @Test
  void theSameBitsInAnyOrderAndByAnyTasks() {
    List<Sample> samples = samples(200, 2, 3, 0.01);
    long[] one = sums(samples, 2, 3, 200).values();
    List<Sample> shuffled = new ArrayList<>(samples);
    Collections.shuffle(shuffled, new Random(1));
    ComparisonSums parts = sums(shuffled.subList(0, 20), 2, 3, 200);
    parts.merge(sums(shuffled.subList(20, 150), 2, 3, 200).values());
    parts.merge(sums(shuffled.subList(150, 200), 2, 3, 200).values());
    assertThat(parts.values()).isEqualTo(one);
  }

  @Test
  void sidesThatChangePlacesChangeSigns() {
    List<Sample> samples = samples(120, 1, 2, 0.05);
    MetricComparison map = hops(samples, 1, 2, 0).get(1).ball().metric(ComparedMetric.MAP);
    MetricComparison swapped =
        hops(samples.stream().map(Sample::swapped).toList(), 1, 2, 0)
            .get(1)
            .ball()
            .metric(ComparedMetric.MAP);
    assertThat(map.verdict()).isEqualTo(Verdict.A);
    assertThat(swapped.verdict()).isEqualTo(Verdict.B);
    assertThat(swapped.difference()).isEqualTo(-map.difference());
    assertThat(swapped.interval().low()).isEqualTo(-map.interval().high());
    assertThat(swapped.adjusted().high()).isEqualTo(-map.adjusted().low());
    assertThat(swapped.higherB()).isEqualTo(map.higherA());
  }

  /** What is common to both sides cancels: the interval is that of the difference. */
  @Test
  void aPairedDifferenceIsSharperThanTwoMeans() {
    List<Sample> samples = samples(400, 1, 1, 0.02);
    MetricComparison map = hops(samples, 1, 1, 0).get(0).shell().metric(ComparedMetric.MAP);
    double[] errors = new double[2];
    for (int side = 0; side < 2; side++) {
      int s = side;
      double[] values =
          samples.stream()
              .filter(q -> q.sizes[0] > 0)
              .mapToDouble(q -> q.values[s][0][0])
              .toArray();
      double mean = Arrays.stream(values).average().orElseThrow();
      errors[side] =
          Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum()
              / (values.length * (values.length - 1.0));
    }
    double unpaired = 2 * 1.96 * Math.sqrt(errors[0] + errors[1]);
    assertThat(map.interval().high() - map.interval().low()).isLessThan(0.7 * unpaired);
  }

  @Test
  void oneWithItselfIsTheSame() {
    List<Sample> samples =
        samples(50, 1, 1, 0).stream()
            .map(s -> new Sample(s.hash, new double[][][] {s.values[0], s.values[0]}, s.sizes))
            .toList();
    MetricComparison map = hops(samples, 1, 1, 0).get(0).shell().metric(ComparedMetric.MAP);
    assertThat(map.verdict()).isEqualTo(Verdict.SAME);
    assertThat(map.difference()).isZero();
    assertThat(map.adjusted().high()).isZero();
  }

  /** Nothing is there to be found in 200 draws of 12 comparisons: few have a wrong verdict. */
  @Test
  void theChanceOfAnyWrongVerdictIsHeld() {
    int wrong = 0;
    int leaning = 0;
    for (int draw = 0; draw < 200; draw++) {
      Random random = new Random(1000 + draw);
      List<Sample> samples = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        samples.add(Sample.draw(random, 3, 2, 0));
      }
      ComparisonBuilder builder =
          new ComparisonBuilder(
              sums(samples, 3, 2, 100), 3, 2, 0.95, EnumSet.of(ComparedMetric.MAP));
      Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
      for (int pair = 0; pair < 3; pair++) {
        for (HopComparison hop : builder.hops(pair)) {
          verdicts.add(hop.shell().metric(ComparedMetric.MAP).verdict());
          verdicts.add(hop.ball().metric(ComparedMetric.MAP).verdict());
        }
      }
      wrong += verdicts.contains(Verdict.A) || verdicts.contains(Verdict.B) ? 1 : 0;
      leaning += verdicts.contains(Verdict.LEANS_A) || verdicts.contains(Verdict.LEANS_B) ? 1 : 0;
    }
    // .05 of 200 are 10, with a deviation of 3; one at a time, 1 - .95^12 = .46 of 200 are 92.
    assertThat(wrong).isLessThanOrEqualTo(22);
    assertThat(leaning).isGreaterThan(50);
  }

  @Test
  void queriesOfOneSideOnlyAreLeftOut() {
    ComparisonSums sums = new ComparisonSums(1, 1, REPLICATES, 10);
    ComparedQuery query = new ComparedQuery(1, 1);
    query.truth(0, 0, 3, 0.1, 1);
    query.truth(0, 1, 3, 0.1, 1);
    sums.add(query, SEED, 1);
    assertThat(sums.queries()).isZero();
    query.truth(1, 0, 3, 0.1, 1);
    query.truth(1, 1, 4, 0.1, 1);
    sums.add(query, SEED, 1);
    assertThat(sums.queries()).isEqualTo(1);
    assertThat(sums.mismatched()).isEqualTo(1);
  }

  @Test
  void pairsAreRead() {
    assertThat(ScorePair.parseList("common")).isEmpty();
    assertThat(ScorePair.parseList("cosine, source-target:dot"))
        .containsExactly(new ScorePair("cosine", "cosine"), new ScorePair("source-target", "dot"));
    assertThatThrownBy(() -> ScorePair.parseList("cosine:"))
        .hasMessage(
            "must be common, or scores separated by commas, SCORE or SCORE_OF_A:SCORE_OF_B");
    assertThatThrownBy(() -> ScorePair.parseList("dot,dot")).hasMessage("names dot twice");
    assertThatThrownBy(() -> new ComparisonParams(List.of(), 0, 0.95, List.of()))
        .hasMessage(
            "Invalid reconstruct.bootstrap: 0 (a comparison needs 100 .. 10000 replicates)");
  }

  @Test
  void theVerdictIsASentence() {
    HopComparison better = hop(1, 0.031, 0.024, 0.038, Verdict.A);
    HopComparison leads = hop(2, -0.004, -0.0071, -0.0012, Verdict.LEANS_B);
    HopComparison open = hop(3, 0, -0.01, 0.01, Verdict.OPEN);
    HopComparison alsoOpen = hop(4, 0, -0.01, 0.01, Verdict.OPEN);
    HopComparison alsoBetter = hop(5, 0.0152, 0.014, 0.018, Verdict.A);
    assertThat(new VerdictText("A", "B", 24).of(List.of(better, leads, open, alsoOpen, alsoBetter)))
        .isEqualTo(
            "A remembers hop 1 better: +0.031 [0.024, 0.038], hop 5: +0.015 [0.014, 0.018];"
                + " B leads at hop 2: +0.00400 [0.00120, 0.00710], but among 24 comparisons that"
                + " may be chance; no difference can be told at hops 3 and 4");
    assertThat(
            new VerdictText("A", "B", 1)
                .of(List.of(new HopComparison(1, new TruthComparison(0, 0, 0, List.of()), null))))
        .isEqualTo("nothing to compare at hop 1");
  }

  private static HopComparison hop(
      int hop, double difference, double low, double high, Verdict verdict) {
    var interval =
        new org.graphrestore.reconstruction.ReconstructionSummary.Interval(low, high, 0.95);
    MetricComparison map =
        new MetricComparison(
            ComparedMetric.MAP,
            0.5,
            0.5 - difference,
            difference,
            interval,
            interval,
            3,
            2,
            verdict);
    return new HopComparison(hop, new TruthComparison(5, 0.1, 1, List.of(map)), null);
  }
}
