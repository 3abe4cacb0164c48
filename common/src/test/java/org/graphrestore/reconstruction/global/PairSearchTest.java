package org.graphrestore.reconstruction.global;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.graphrestore.reconstruction.restored.ScoreBins;
import org.junit.jupiter.api.Test;

/** Counting in bins finds what a sort of all pairs finds. */
class PairSearchTest {
  private static double[] scores(Random random, int count, int kind) {
    return IntStream.range(0, count)
        .mapToDouble(
            i ->
                switch (kind) {
                  case 0 -> random.nextGaussian();
                  case 1 -> random.nextInt(5) - 2;
                  case 2 -> 0.5 + random.nextInt(4) * Math.ulp(0.5);
                  case 3 -> random.nextInt(4) == 0 ? -Double.MAX_VALUE : random.nextInt(2) * -0.0;
                  default -> random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
                })
        .toArray();
  }

  /** Asks parts of the pairs, as tasks do, and adds their answers up. */
  private static int search(PairSearch search, double[] scores, boolean[] truth, int parts) {
    int passes = 0;
    for (PairQuestion question = search.next(); question != null; question = search.next()) {
      PairQuestion.Answer sum = question.answer();
      for (int part = 0; part < parts; part++) {
        PairQuestion.Answer answer = question.answer();
        int from = scores.length * part / parts;
        int to = scores.length * (part + 1) / parts;
        answer.add(scores, from, to);
        for (int i = from; i < to; i++) {
          if (truth[i]) {
            answer.addTrue(scores[i]);
          }
        }

        sum.add(answer.counts(), answer.scores());
      }

      search.take(question, sum);
      passes++;
    }

    return passes;
  }

  @Property(tries = 400)
  void everyPlaceIsThatOfTheSort(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 400) int count,
      @ForAll @IntRange(min = 0, max = 4) int kind,
      @ForAll @IntRange(min = 2, max = 30) int bins,
      @ForAll @IntRange(min = 1, max = 60) int few,
      @ForAll @IntRange(min = 1, max = 4) int parts) {
    Random random = new Random(seed);
    double[] scores = scores(random, count, kind);
    boolean[] truth = new boolean[count];
    for (int i = 0; i < count; i++) {
      truth[i] = random.nextInt(3) == 0;
    }
    long[] places = random.longs(5, 1, count + 1).sorted().distinct().toArray();

    PairSearch search = new PairSearch(places, ScoreBins.of(-3, 3, bins), few);
    search(search, scores, truth, parts);

    for (int i = 0; i < places.length; i++) {
      assertThat(search.hits(i))
          .isCloseTo(ReferencePairs.hits(scores, truth, places[i]), within(1e-9));
    }
  }

  @Test
  void aTieCountsByTheMeanOverItsOrders() {
    // By hand: 9 first; of the four pairs at 5 two are true; three of the four places are cut off.
    double[] scores = {9, 5, 5, 5, 5, 1};
    boolean[] truth = {true, true, false, false, true, false};

    PairSearch search = new PairSearch(new long[] {1, 2, 5, 6}, -10, 10);
    search(search, scores, truth, 1);

    assertThat(search.hits(0)).isEqualTo(1);
    assertThat(search.hits(1)).isEqualTo(1 + 1 * 2 / 4.0);
    assertThat(search.hits(2)).isEqualTo(3);
    assertThat(search.hits(3)).isEqualTo(3);
  }

  @Test
  void twoPassesAreEnoughWhereFewPairsAreAlike() {
    Random random = new Random(1);
    double[] scores = random.doubles(50_000).toArray();
    boolean[] truth = new boolean[scores.length];
    for (int i = 0; i < truth.length; i += 2) {
      truth[i] = true;
    }

    PairSearch search = new PairSearch(new long[] {10, 100, 500}, -2, 2);

    assertThat(search(search, scores, truth, 3)).isEqualTo(2);
    assertThat(search.hits(2)).isEqualTo(ReferencePairs.hits(scores, truth, 500));
  }

  @Test
  void hitsOfAnOpenPlaceAreRefused() {
    PairSearch search = new PairSearch(new long[] {7}, 0, 1);

    assertThatThrownBy(() -> search.hits(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Place 7 is not decided yet");
  }

  @Test
  void cutoffsArePowersOfTenAndTheEdges() {
    assertThat(PairCutoffs.of(78)).containsExactly(1L, 10L, 78L);
    assertThat(PairCutoffs.of(100)).containsExactly(1L, 10L, 100L);
    assertThat(PairCutoffs.of(1)).containsExactly(1L);
    assertThat(PairCutoffs.of(0)).isEmpty();
  }

  @Test
  void aSamplesPlaceIsTheSameShareOfItsPairs() {
    assertThat(PairCutoffs.place(1000, 500, 50_000)).isEqualTo(10);
    assertThat(PairCutoffs.place(949, 500, 50_000)).isZero();
    assertThat(PairCutoffs.place(7, 50_000, 50_000)).isEqualTo(7);
  }
}
