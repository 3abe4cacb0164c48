package org.graphrestore.spark.job;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of training. */
final class TrainOptions implements SettingOptions {
  private final Map<String, String> assignments = new LinkedHashMap<>();

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description = "Embedding method (default: deepwalk).")
  private void method(String value) {
    assignments.put("train.method", value);
  }

  @Option(names = "--dim", paramLabel = "N", description = "Numbers in a vector (default: 128).")
  private void dim(String value) {
    assignments.put("train.dim", value);
  }

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Largest distance of a pair in a walk (default: 10).")
  private void window(String value) {
    assignments.put("train.window", value);
  }

  @Option(
      names = "--negatives",
      paramLabel = "N",
      description = "Negative samples a positive (default: 5).")
  private void negatives(String value) {
    assignments.put("train.negatives", value);
  }

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the walks (default: 1).")
  private void epochs(String value) {
    assignments.put("train.epochs", value);
  }

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Learning rate at the start (default: 0.025).")
  private void learningRate(String value) {
    assignments.put("train.learning-rate", value);
  }

  @Override
  public Map<String, String> assignments() {
    return assignments;
  }
}
