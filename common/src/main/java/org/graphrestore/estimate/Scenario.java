package org.graphrestore.estimate;

import java.util.List;

/**
 * A run on a graph on a cluster: what a change changes.
 *
 * @param graph the graph
 * @param request what is asked for
 * @param resources what there is
 */
public record Scenario(GraphSize graph, RunRequest request, Resources resources) {
  /** Estimates it; times are of no interest where only the fit is asked for. */
  RunEstimate estimate() {
    return Estimator.of(graph, request, resources, Rates.reference(request.train().dim()));
  }

  /** Returns the reasons why it does not fit. */
  public List<Misfit> misfits() {
    return Misfit.of(estimate(), resources);
  }

  Scenario with(RunRequest newRequest) {
    return new Scenario(graph, newRequest, resources);
  }

  Scenario with(Resources newResources) {
    return new Scenario(graph, request, newResources);
  }
}
