package org.graphrestore.reconstruction.comparison;

import java.util.Arrays;
import org.graphrestore.reconstruction.PoissonBootstrap;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;

/** A difference and its values in the bootstrap replicates; those that are not known are NaN. */
final class Replicates {
  private final double observed;
  private final double[] values;
  private final double error;

  Replicates(double observed, double[] values) {
    this.observed = observed;
    this.values = values;
    this.error = deviation(values);
  }

  /** Returns the interval of percentiles, or null where no replicate is known. */
  Interval interval(double level) {
    double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    return PoissonBootstrap.percentiles(known, known.length, level);
  }

  /** Returns an interval of so many standard errors on both sides. */
  Interval within(double errors, double level) {
    return new Interval(observed - errors * error, observed + errors * error, level);
  }

  /**
   * Returns how many standard errors a replicate is away from what was observed; 0 where there is
   * no spread.
   */
  double errorsAway(int replicate) {
    double away = Math.abs(values[replicate] - observed) / error;
    return error > 0 && !Double.isNaN(away) ? away : 0;
  }

  /**
   * Returns the number of standard errors within which all of a family stay in a share of the
   * replicates: the quantile of their largest (P. H. Westfall, S. S. Young, "Resampling-Based
   * Multiple Testing", 1993, chapter 2; J. L. Montiel Olea, M. Plagborg-Møller, "Simultaneous
   * confidence bands", Journal of Applied Econometrics 34, 2019: the sup-t band).
   */
  static double critical(Iterable<Replicates> family, int replicates, double level) {
    double[] largest = new double[replicates];
    for (Replicates member : family) {
      for (int r = 0; r < replicates; r++) {
        largest[r] = Math.max(largest[r], member.errorsAway(r));
      }
    }

    Arrays.sort(largest);
    int place = (int) Math.ceil(level * replicates);
    return largest[Math.max(0, Math.min(replicates, place) - 1)];
  }

  private static double deviation(double[] values) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }

    for (double value : values) {
      if (!Double.isNaN(value)) {
        double away = value - sum / count;
        squares += away * away;
      }
    }

    return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
  }
}
