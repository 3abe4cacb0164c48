package org.graphrestore.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the embedding was trained.
 *
 * @param method the method's name, for example {@code deepwalk}
 * @param dim numbers in a node's vector
 * @param settings what else describes the training, name and value as people read them (window,
 *     negatives, epochs, blocks, tiles, episodes), in the order in which they are shown
 * @param pairs pairs (centre, context) trained on, over all epochs
 * @param seconds time spent training
 * @param lossCurve loss over the run, oldest first; empty where the method has none
 */
public record TrainingFacts(
    String method,
    int dim,
    Map<String, String> settings,
    long pairs,
    double seconds,
    List<LossPoint> lossCurve) {

  /** Copies the collections, so that the record cannot change. */
  public TrainingFacts {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    lossCurve = List.copyOf(lossCurve);
  }

  /**
   * One point of the loss curve.
   *
   * @param pairs pairs trained so far
   * @param loss mean loss a pair since the point before
   * @param learningRate learning rate at this point
   */
  public record LossPoint(long pairs, double loss, double learningRate) {}
}
