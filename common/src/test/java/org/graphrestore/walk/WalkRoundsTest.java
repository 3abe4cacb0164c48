package org.graphrestore.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The number of walks a node: by hand, and where it ends. */
class WalkRoundsTest {
  private static final int[] DEGREES = {3, 1, 2, 0};

  private static void add(WalkRounds rounds, long... visits) {
    long all = 0;
    for (long some : visits) {
      all += some;
    }

    rounds.add(new double[] {WalkRounds.panelSum(DEGREES, visits)}, 6, all);
  }

  @Test
  void theDivergenceByHand() {
    WalkRounds rounds = new WalkRounds(5, 0.01);
    // p = 3/6 1/6 2/6 0, q = 1/4 each: ln 4 - H(p).
    add(rounds, 1, 1, 1, 1);
    double hand = 0.5 * Math.log(0.5 / 0.25) + Math.log(4 / 6.0) / 6 + Math.log(8 / 6.0) / 3;
    assertThat(rounds.divergences()[0]).isCloseTo(hand, within(1e-12));
    // q = 6/13 2/13 4/13 1/13 is p, but for a node without neighbours: ln(13/12).
    add(rounds, 6, 2, 4, 1);
    assertThat(rounds.divergences()[1]).isCloseTo(Math.log(13 / 12.0), within(1e-12));
  }

  @Test
  void theFirstRoundThatChangesLittleIsTheLast() {
    WalkRounds rounds = new WalkRounds(5, 0.01);
    assertThat(rounds.undecided()).isTrue();
    assertThat(rounds.walksPerNode()).isEqualTo(5);
    add(rounds, 1, 1, 1, 1);
    assertThat(rounds.undecided()).isTrue();
    add(rounds, 6, 2, 4, 1);
    assertThat(rounds.undecided()).isTrue();
    assertThat(rounds.settled()).isFalse();
    add(rounds, 12, 4, 8, 2);
    assertThat(rounds.undecided()).isFalse();
    assertThat(rounds.settled()).isTrue();
    assertThat(rounds.walksPerNode()).isEqualTo(3);
  }

  @Test
  void theGreatestNumberEndsWhatDoesNotSettle() {
    WalkRounds rounds = new WalkRounds(2, 1e-9);
    add(rounds, 1, 1, 1, 1);
    add(rounds, 6, 2, 4, 1);
    assertThat(rounds.undecided()).isFalse();
    assertThat(rounds.settled()).isFalse();
    assertThat(rounds.walksPerNode()).isEqualTo(2);
    WalkRounds never = new WalkRounds(3, 0);
    add(never, 1, 1, 1, 1);
    add(never, 1, 1, 1, 1);
    assertThat(never.settled()).isFalse();
    assertThat(never.undecided()).isTrue();
  }

  @Test
  void panelsAreAddedInTheirOrder() {
    double[] panels = {1e16, 1, -1e16, 1};
    WalkRounds rounds = new WalkRounds(2, 0);
    rounds.add(panels, 1, 1);
    assertThat(rounds.divergences()[0]).isEqualTo(1e16 + 1 - 1e16 + 1);
  }

  @Test
  void aGraphWithoutArcsSettlesAtOnce() {
    WalkRounds rounds = new WalkRounds(9, 0.001);
    rounds.add(new double[] {0}, 0, 4);
    rounds.add(new double[] {0}, 0, 8);
    assertThat(rounds.walksPerNode()).isEqualTo(2);
  }

  @Test
  void aNodeWithoutVisitsIsAMistake() {
    assertThatThrownBy(() -> WalkRounds.panelSum(DEGREES, new long[] {1, 0, 1, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Row 1 of a panel was never visited, though every node begins a walk");
  }
}
