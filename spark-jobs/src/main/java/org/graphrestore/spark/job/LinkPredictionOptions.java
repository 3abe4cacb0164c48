package org.graphrestore.spark.job;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of link prediction. */
final class LinkPredictionOptions implements SettingOptions {
  private final Map<String, String> assignments = new LinkedHashMap<>();

  @Option(
      names = "--test-fraction",
      paramLabel = "X",
      description = "Share of the edges to hide and predict (default: 0.1).")
  private void testFraction(String value) {
    assignments.put("linkpred.test-fraction", value);
  }

  @Option(
      names = "--validation-fraction",
      paramLabel = "X",
      description = "Share of the edges to hide besides (default: 0).")
  private void validationFraction(String value) {
    assignments.put("linkpred.validation-fraction", value);
  }

  @Option(
      names = "--non-edges",
      paramLabel = "N",
      description = "Non-edges drawn for a test edge, for AUC (default: 1).")
  private void negatives(String value) {
    assignments.put("linkpred.negatives", value);
  }

  @Option(
      names = "--candidates",
      paramLabel = "N",
      description = "Candidates drawn for a ranking (default: 1000).")
  private void candidates(String value) {
    assignments.put("linkpred.candidates", value);
  }

  @Option(
      names = "--ranked",
      paramLabel = "all|N",
      description = "Test edges that are ranked: all, or a seeded sample (default: 5000).")
  private void ranked(String value) {
    assignments.put("linkpred.ranked", value);
  }

  @Option(
      names = "--score",
      paramLabel = "NAMES",
      description = "Scores, separated by commas: dot, cosine, l2 (default: all three).")
  private void score(String value) {
    assignments.put("linkpred.scores", value);
  }

  @Override
  public Map<String, String> assignments() {
    return assignments;
  }
}
