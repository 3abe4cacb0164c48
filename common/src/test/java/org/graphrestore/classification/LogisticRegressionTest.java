package org.graphrestore.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  /** Vectors of a size and labels that depend on them a little; both classes occur. */
  private record Case(double[][] rows, float[] values, boolean[] positive) {
    static Case of(long seed, int rows, int dim, double scale, int members) {
      long key = Seeds.key(seed, Purpose.QUERY);
      double[][] all = new double[rows][dim];
      float[] values = new float[rows * dim];
      boolean[] positive = new boolean[rows];
      for (int i = 0; i < rows; i++) {
        positive[i] = i < members;
        for (int k = 0; k < dim; k++) {
          double draw = Seeds.unit(Seeds.draw(key, (long) i * dim + k)) - 0.5;
          values[i * dim + k] = (float) (scale * (draw + (positive[i] && k % 3 == 0 ? 0.2 : 0)));
          all[i][k] = values[i * dim + k];
        }
      }

      return new Case(all, values, positive);
    }

    LogisticRegression regression(double cost, double tolerance) {
      return new LogisticRegression(
          new TrainingRows(values, rows.length, rows[0].length), cost, tolerance);
    }
  }

  /** Strong convexity: the distance to the optimum is at most the norm of the gradient. */
  @Property(tries = 150)
  void findsTheOptimum(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 60) int rows,
      @ForAll @IntRange(min = 1, max = 9) int dim,
      @ForAll @IntRange(min = -2, max = 3) int scale,
      @ForAll @IntRange(min = -2, max = 2) int cost) {
    int members = 1 + (int) Math.floorMod(seed, (long) rows - 1);
    Case made = Case.of(seed, rows, dim, Math.pow(10, scale), members);
    double c = Math.pow(10, cost);
    LogisticRegression.Model model = made.regression(c, 1e-8).fit(made.positive);
    double[] reference = ReferenceLogisticRegression.optimum(made.rows, made.positive, c);

    double first =
        ReferenceLogisticRegression.norm(
            ReferenceLogisticRegression.gradient(made.rows, made.positive, c, new double[dim + 1]));
    double[] gradient =
        ReferenceLogisticRegression.gradient(made.rows, made.positive, c, model.weights());
    double norm = ReferenceLogisticRegression.norm(gradient);
    assertThat(model.converged()).isTrue();
    assertThat(norm).isLessThanOrEqualTo(1.01e-8 * first + 1e-12);
    // The reference is as near to the optimum as its own gradient says, and no nearer.
    double left =
        ReferenceLogisticRegression.norm(
            ReferenceLogisticRegression.gradient(made.rows, made.positive, c, reference));
    assertThat(left).isLessThanOrEqualTo(1e-6 * first);
    for (int k = 0; k <= dim; k++) {
      assertThat(model.weights()[k]).isCloseTo(reference[k], within(norm + left + 1e-9));
    }
  }

  /** Two rows, +1 at x = 1 and -1 at x = -1: by symmetry no intercept, and w = 2 C / (1 + e^w). */
  @Test
  void twoRowsByHand() {
    LogisticRegression regression =
        new LogisticRegression(new TrainingRows(new float[] {1, -1}, 2, 1), 1, 1e-12);
    double[] weights = regression.fit(new boolean[] {true, false}).weights();
    assertThat(weights[1]).isCloseTo(0, within(1e-12));
    assertThat(weights[0]).isCloseTo(2 / (1 + Math.exp(weights[0])), within(1e-10));
    assertThat(weights[0]).isCloseTo(0.6748316143418432, within(1e-10));
  }

  @Test
  void scratchOfOneLabelDoesNotChangeTheNext() {
    Case made = Case.of(7, 40, 5, 1, 12);
    boolean[] other = new boolean[40];
    other[3] = true;
    LogisticRegression regression = made.regression(1, 1e-6);
    double[] alone = regression.fit(made.positive).weights();
    double[] between = regression.fit(other).weights();
    assertThat(regression.fit(made.positive).weights()).containsExactly(alone);
    assertThat(between).doesNotContain(alone);
    assertThat(regression.gradientNorm(alone, made.positive)).isLessThan(1e-3);
  }

  @Test
  void hugeVectorsDoNotOverflow() {
    float[] values = {1e18f, -1e18f, 2e18f, -3e18f};
    LogisticRegression regression = new LogisticRegression(new TrainingRows(values, 4, 1), 1, 1e-4);
    LogisticRegression.Model model = regression.fit(new boolean[] {true, false, true, false});
    assertThat(model.weights()[0]).isFinite().isPositive();
  }
}
