package org.graphrestore.estimate;

/**
 * How fast one core does the work of a stage, all included, and how sure that is.
 *
 * @param rows rows ingested a core-second
 * @param steps steps walked and stored a core-second
 * @param pairs pairs made and trained a core-second
 * @param flops floating point operations of scores a core-second
 * @param least the shortest time to expect, as a share of what these rates give
 * @param most the longest time to expect, likewise
 * @param origin where the figures are from, for people
 */
public record Rates(
    double rows,
    double steps,
    double pairs,
    double flops,
    double least,
    double most,
    String origin) {
  /** Checks signs. */
  public Rates {
    if (!(rows > 0 && steps > 0 && pairs > 0 && flops > 0 && least > 0 && most >= least)) {
      throw new IllegalArgumentException(
          "Invalid rates: " + rows + ", " + steps + ", " + pairs + ", " + flops + " (must be > 0)");
    }
  }

  /**
   * Returns the rates of what a probe of the kernels alone found, and of the shares that whole
   * stages keep of them (docs/estimate.md).
   *
   * @param keys keys hashed and sorted a core-second
   * @param steps steps walked in memory
   * @param pairs pairs trained in cache
   * @param flops floating point operations of scores
   */
  public static Rates ofKernels(
      double keys, double steps, double pairs, double flops, String origin) {
    return new Rates(
        keys * StageCosts.ROWS_PER_KEY,
        1 / (1 / steps + StageCosts.TOKEN_SECONDS),
        1 / (1 / pairs * StageCosts.TRAIN_SHARE + StageCosts.PAIR_SECONDS),
        flops * StageCosts.FLOPS_SHARE,
        StageCosts.LEAST,
        StageCosts.MOST,
        origin);
  }

  /** Returns the rates of the machine on which the shares were measured. */
  public static Rates reference(int dim) {
    return ofKernels(
        StageCosts.REFERENCE_KEYS,
        StageCosts.REFERENCE_STEPS,
        StageCosts.REFERENCE_PAIRS * 128 / Math.max(16, dim),
        StageCosts.REFERENCE_FLOPS,
        "rates of the machine in docs/estimate.md, not of this one");
  }
}
