package org.graphrestore.reconstruction;

/**
 * The discount of a rank in NDCG, {@code 1 / log2(rank + 1)}, and its sums over ranges of ranks (K.
 * Järvelin, J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20, 2002,
 * section 2.2, in the form that discounts the second rank too).
 *
 * <p>Ranks up to 131,072 come from a table of 2 MB, made once a JVM. Beyond it sums are those of
 * Euler and Maclaurin: the integral by Gauss and Legendre's rule of ten points on pieces whose ends
 * are a factor of two apart, half of both ends, and a twelfth of the difference of slopes; what is
 * left out is below 1e-15 there. Only {@code StrictMath}, so the bits are the same on every
 * machine. Stateless and thread-safe.
 */
final class RankDiscount {
  private static final int TABLE = 1 << 17;

  /** Shorter ranges are added up: the difference of two prefix sums has fewer digits. */
  private static final int SHORT = 64;

  private static final double LN2 = StrictMath.log(2);

  private static final double[] NODES = {
    0.14887433898163122,
    0.4333953941292472,
    0.6794095682990244,
    0.8650633666889845,
    0.9739065285171717
  };
  private static final double[] WEIGHTS = {
    0.29552422471475287,
    0.26926671930999635,
    0.21908636251598204,
    0.1494513491505806,
    0.06667134430868814
  };

  private RankDiscount() {}

  /** Returns the discount of a rank of at least 1. */
  static double at(long rank) {
    return rank <= TABLE ? Tables.DISCOUNTS[(int) rank] : LN2 / StrictMath.log(rank + 1.0);
  }

  /**
   * Returns the sum of the discounts of the ranks {@code after + 1 .. after + count}.
   *
   * @param after at least 0
   * @param count at least 0
   */
  static double sum(long after, long count) {
    long last = after + count;
    if (count <= SHORT) {
      double sum = 0;
      for (long rank = last; rank > after; rank--) {
        sum += at(rank);
      }
      return sum;
    }

    if (last <= TABLE) {
      return Tables.SUMS[(int) last] - Tables.SUMS[(int) after];
    }

    if (after < TABLE) {
      return Tables.SUMS[TABLE] - Tables.SUMS[(int) after] + sum(TABLE, last - TABLE);
    }

    return far(after + 1.0, (double) last);
  }

  /** Sums over {@code from .. to}, both above the table. */
  private static double far(double from, double to) {
    double integral = 0;
    for (double low = from; low < to; ) {
      double high = Math.min(2 * low, to);
      integral += piece(low, high);
      low = high;
    }
    double ends = (LN2 / StrictMath.log(from + 1) + LN2 / StrictMath.log(to + 1)) / 2;
    return integral + ends + (slope(to) - slope(from)) / 12;
  }

  private static double piece(double low, double high) {
    double centre = (low + high) / 2;
    double half = (high - low) / 2;
    double sum = 0;
    for (int i = 0; i < NODES.length; i++) {
      double left = 1 / StrictMath.log(centre - half * NODES[i] + 1);
      double right = 1 / StrictMath.log(centre + half * NODES[i] + 1);
      sum += WEIGHTS[i] * (left + right);
    }
    return sum * half * LN2;
  }

  private static double slope(double rank) {
    double log = StrictMath.log(rank + 1);
    return -LN2 / (log * log * (rank + 1));
  }

  /** Made when first used. */
  private static final class Tables {
    static final double[] DISCOUNTS = new double[TABLE + 1];
    static final double[] SUMS = new double[TABLE + 1];

    static {
      for (int rank = 1; rank <= TABLE; rank++) {
        DISCOUNTS[rank] = LN2 / StrictMath.log(rank + 1.0);
        SUMS[rank] = SUMS[rank - 1] + DISCOUNTS[rank];
      }
    }

    private Tables() {}
  }
}
