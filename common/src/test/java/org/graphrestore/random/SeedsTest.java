package org.graphrestore.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
  /** First outputs of SplitMix64 with seed 0, from the reference implementation (Vigna, 2015). */
  @Test
  void drawsAreSplitMix64() {
    assertThat(Seeds.draw(0, 0)).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(Seeds.draw(0, 1)).isEqualTo(0x6E789E6AA1B965F4L);
    assertThat(Seeds.draw(0, 2)).isEqualTo(0x06C45D188009454FL);
  }

  /** Frozen: a change here changes every result that was ever published. */
  @Test
  void keysAreFrozen() {
    assertThat(Seeds.key(1, Purpose.WALK_STEP)).isEqualTo(0xDDC1ED05282D1D64L);
    assertThat(Seeds.key(1, Purpose.WALK_STEP, 2)).isEqualTo(0x50A035BFEEB4C090L);
    assertThat(Seeds.key(1, Purpose.WALK_STEP, 2, 3)).isEqualTo(0x6E978A2D3CB9A84AL);
    assertThat(Seeds.key(1, Purpose.WALK_STEP, 2, 3, 4)).isEqualTo(0xEA07CC2C0815DB71L);
  }

  @Test
  void purposesPartsAndTheirOrderMakeDistinctKeys() {
    Set<Long> keys = new HashSet<>();
    int made = 0;
    for (Purpose purpose : Purpose.values()) {
      for (long a = 0; a < 20; a++) {
        for (long b = 0; b < 20; b++) {
          keys.add(Seeds.key(7, purpose, a, b));
          made++;
        }
      }
    }

    assertThat(keys).hasSize(made);
  }

  /** Chi-square over 10 cells; 27.88 is the quantile of .999 with 9 degrees of freedom. */
  @Test
  void boundedDrawsAreUniform() {
    int[] counts = new int[10];
    long key = Seeds.key(3, Purpose.QUERY, 99);
    for (int i = 0; i < 100_000; i++) {
      counts[Seeds.bounded(Seeds.draw(key, i), 10)]++;
    }

    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += (count - 10_000.0) * (count - 10_000.0) / 10_000.0;
    }

    assertThat(chiSquare).isLessThan(27.88);
  }

  @Test
  void boundsAreKept() {
    assertThat(Seeds.bounded(-1L, 7)).isEqualTo(6);
    assertThat(Seeds.bounded(0L, 7)).isZero();
    assertThat(Seeds.bounded(-1L, Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE - 1);
    assertThat(Seeds.unit(-1L)).isLessThan(1.0);
    assertThat(Seeds.unitFloat(-1L)).isLessThan(1.0f);
  }
}
