package org.graphrestore.spark.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphrestore.report.TrainingFacts.LossPoint;
import org.graphrestore.skipgram.TrainingPlan;

/**
 * {@code round.json} in the scratch folder: the files that hold the model after the last round that
 * is done, and what was counted until then. Written when all of them are; what it does not list
 * does not count. A killed or failed training goes on from it.
 *
 * @param epoch epoch of the round, from 0
 * @param episode episode of the round, from 0
 * @param round the round in its episode, from 0
 * @param model the files
 * @param pairs pairs trained in all rounds so far
 * @param lossSum sum of the sampled losses in the rounds of this episode so far
 * @param lossPairs pairs in that sum
 * @param pairSeconds time spent on making pairs so far
 * @param roundSeconds time spent on training them
 * @param curve the loss, a point a finished episode
 */
record RoundManifest(
    int epoch,
    int episode,
    int round,
    ModelState model,
    long pairs,
    double lossSum,
    long lossPairs,
    double pairSeconds,
    double roundSeconds,
    List<LossPoint> curve) {
  /** Name of the file. */
  static final String NAME = "round.json";

  private static final int VERSION = 1;

  /** Writes it in place of the one before. */
  void write(ScratchFiles files, String fingerprint) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", VERSION);
    fields.put("fingerprint", fingerprint);
    fields.put("epoch", epoch);
    fields.put("episode", episode);
    fields.put("round", round);
    fields.put("inputs", model.inputs());
    fields.put("contexts", model.contexts());
    fields.put("pairs", pairs);
    fields.put("lossSum", lossSum);
    fields.put("lossPairs", lossPairs);
    fields.put("pairSeconds", pairSeconds);
    fields.put("roundSeconds", roundSeconds);
    List<double[]> points = new ArrayList<>();
    curve.forEach(p -> points.add(new double[] {p.pairs(), p.loss(), p.learningRate()}));
    fields.put("curve", points);
    try {
      files.writeText(NAME, new ObjectMapper().writeValueAsString(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Names and numbers are always JSON", e);
    }
  }

  /**
   * Reads what an earlier run has left.
   *
   * @param rowFloats floats that a row has in a file
   * @param fingerprint of the training that wants to go on; another one's rounds are of no use
   * @return nothing where no round was finished, or where the files are not all there
   */
  static Optional<RoundManifest> read(
      ScratchFiles files, TrainingPlan plan, int rowFloats, String fingerprint) throws IOException {
    JsonNode json;
    try {
      json = new ObjectMapper().readTree(files.readText(NAME));
    } catch (FileNotFoundException | JsonProcessingException e) {
      return Optional.empty();
    }

    if (json.path("version").asInt() != VERSION
        || !json.path("fingerprint").asText().equals(fingerprint)) {
      return Optional.empty();
    }

    ModelState model = new ModelState(texts(json.path("inputs")), texts(json.path("contexts")));
    for (int block = 0; block < plan.blocks(); block++) {
      long bytes = (long) plan.layout().rows(block) * rowFloats * Float.BYTES;
      if (!files.has(model.inputs()[block], bytes) || !files.has(model.contexts()[block], bytes)) {
        return Optional.empty();
      }
    }

    List<LossPoint> curve = new ArrayList<>();
    json.path("curve")
        .forEach(
            p ->
                curve.add(
                    new LossPoint(p.get(0).asLong(), p.get(1).asDouble(), p.get(2).asDouble())));
    return Optional.of(
        new RoundManifest(
            json.path("epoch").asInt(),
            json.path("episode").asInt(),
            json.path("round").asInt(),
            model,
            json.path("pairs").asLong(),
            json.path("lossSum").asDouble(),
            json.path("lossPairs").asLong(),
            json.path("pairSeconds").asDouble(),
            json.path("roundSeconds").asDouble(),
            curve));
  }

  /** Returns how many rounds are done. */
  long rounds(TrainingPlan plan) {
    return plan.roundNumber(epoch, episode, round) + 1;
  }

  private static String[] texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.isNull() ? null : text.asText()));
    return texts.toArray(String[]::new);
  }
}
