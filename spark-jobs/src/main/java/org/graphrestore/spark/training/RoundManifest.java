package org.graphrestore.spark.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrestore.skipgram.TrainingPlan;

/**
 * {@code round.json} in the scratch folder: the files that hold the model after the last round that
 * is done. Written when all of them are; what it does not list does not count.
 */
final class RoundManifest {
  private static final String NAME = "round.json";

  private RoundManifest() {}

  static void write(
      ScratchFiles files, TrainingPlan plan, int epoch, int episode, int round, ModelState model)
      throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", plan.roundNumber(epoch, episode, round));
    fields.put("epoch", epoch);
    fields.put("episode", episode);
    fields.put("round", round);
    fields.put("inputs", model.inputs());
    fields.put("contexts", model.contexts());
    try {
      files.writeText(NAME, new ObjectMapper().writeValueAsString(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Names and numbers are always JSON", e);
    }
  }
}
