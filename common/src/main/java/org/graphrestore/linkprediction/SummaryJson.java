package org.graphrestore.linkprediction;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The summary as {@code linkpred.json} (docs/formats/link-prediction.md): more names may be added,
 * none changes its meaning.
 */
public final class SummaryJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private SummaryJson() {}

  /** Returns the summary as indented JSON. */
  public static String write(LinkPredictionSummary summary) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(summary) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A summary is always JSON", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static LinkPredictionSummary read(String json) {
    try {
      return JSON.readValue(json, LinkPredictionSummary.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("No summary of link prediction: " + json, e);
    }
  }
}
