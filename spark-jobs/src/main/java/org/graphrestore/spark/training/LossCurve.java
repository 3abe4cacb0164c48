package org.graphrestore.spark.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.graphrestore.report.TrainingFacts.LossPoint;
import org.graphrestore.spark.store.StoreManifest;

/**
 * The loss over a training, one point an episode, as the manifest of the embeddings keeps it: the
 * fact {@code loss_curve} is a JSON array of {@code [pairs so far, mean loss of a pair, rate]}.
 */
public final class LossCurve {
  static final String FACT = "loss_curve";

  private LossCurve() {}

  /** Reads the curve of a store; empty where the method has none. */
  public static List<LossPoint> of(StoreManifest manifest) {
    List<LossPoint> points = new ArrayList<>();
    try {
      for (JsonNode point : new ObjectMapper().readTree(manifest.fact(FACT).orElse("[]"))) {
        points.add(
            new LossPoint(point.get(0).asLong(), point.get(1).asDouble(), point.get(2).asDouble()));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The manifest's " + FACT + " is not JSON", e);
    }

    return points;
  }

  static String json(List<LossPoint> points) {
    StringJoiner json = new StringJoiner(", ", "[", "]");
    points.forEach(
        p -> json.add("[" + p.pairs() + ", " + p.loss() + ", " + p.learningRate() + "]"));
    return json.toString();
  }
}
