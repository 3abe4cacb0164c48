package org.graphrestore.estimate;

import java.util.List;

/**
 * The estimates of a run on a graph whose size is known, or lies between bounds.
 *
 * @param origin how the size is known, for people
 * @param low for the smallest graph that it can be
 * @param likely for the graph that it probably is
 * @param high for the largest graph that it can be
 * @param resources what there is to run on
 * @param rates how fast it is
 */
public record Outlook(
    String origin,
    RunEstimate low,
    RunEstimate likely,
    RunEstimate high,
    Resources resources,
    Rates rates) {

  /**
   * The sizes that a graph may have.
   *
   * @param origin how they are known, for people
   * @param low the smallest
   * @param likely the most probable
   * @param high the largest
   */
  public record Bounds(String origin, GraphSize low, GraphSize likely, GraphSize high) {
    /** The bounds of a graph that was counted. */
    public static Bounds exact(String origin, GraphSize size) {
      return new Bounds(origin, size, size, size);
    }
  }

  /** Estimates a run. */
  public static Outlook of(Bounds graph, RunRequest request, Resources resources, Rates rates) {
    return new Outlook(
        graph.origin(),
        Estimator.of(graph.low(), request, resources, rates),
        Estimator.of(graph.likely(), request, resources, rates),
        Estimator.of(graph.high(), request, resources, rates),
        resources,
        rates);
  }

  /** Returns whether the graph's size is known. */
  public boolean exact() {
    return low.graph().equals(high.graph());
  }

  /** Returns why the run does not fit, however small the graph may be. */
  public List<Misfit> certain() {
    return Misfit.of(low, resources);
  }

  /** Returns why it may not fit: for the largest graph that it may be. */
  public List<Misfit> possible() {
    return Misfit.of(high, resources);
  }

  /** Returns the shortest wall time to expect, in seconds. */
  public double leastSeconds() {
    return low.seconds() * rates.least();
  }

  /** Returns the longest wall time to expect, in seconds. */
  public double mostSeconds() {
    return high.seconds() * rates.most();
  }
}
