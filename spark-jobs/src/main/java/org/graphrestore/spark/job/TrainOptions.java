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
      description =
          "Embedding method: deepwalk, line-1, line-2 or verse (default: deepwalk;"
              + " docs/training.md).")
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

  @Option(
      names = "--window-kind",
      paramLabel = "KIND",
      description = "dynamic (drawn from 1 to the window) or full (default: dynamic).")
  private void windowKind(String value) {
    assignments.put("train.window-kind", value);
  }

  @Option(
      names = "--subsample",
      paramLabel = "T",
      description =
          "Leave out tokens of nodes whose share of all tokens is above this, as word2vec does"
              + " (default: 0, never).")
  private void subsample(String value) {
    assignments.put("train.subsample", value);
  }

  @Option(
      names = "--tables",
      paramLabel = "N",
      description = "Vectors of a node while it is trained: one, two or auto (default: auto).")
  private void tables(String value) {
    assignments.put("train.tables", value);
  }

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "line-1, line-2, verse: pairs a node and epoch (default: 2000).")
  private void samples(String value) {
    assignments.put("train.samples", value);
  }

  @Option(
      names = "--alpha",
      paramLabel = "A",
      description = "verse: probability that a walk goes on (default: 0.85).")
  private void alpha(String value) {
    assignments.put("train.alpha", value);
  }

  @Option(
      names = "--trainer",
      paramLabel = "NAME",
      description =
          "Who trains: blocks, or mllib (Spark MLlib's Word2Vec, for comparison; default: blocks).")
  private void trainer(String value) {
    assignments.put("train.trainer", value);
  }

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description =
          "Go on from the vectors of an earlier run; new nodes start from the mean of their"
              + " neighbours.")
  private void from(String value) {
    assignments.put("train.from", value);
  }

  @Option(names = "--freeze", description = "--from: keep its vectors as they are.")
  private void freeze(boolean value) {
    assignments.put("train.freeze", Boolean.toString(value));
  }

  @Option(
      names = "--changed-only",
      description =
          "--from: train only walks that visit a node that is new or has other edges than in the"
              + " graph of that run.")
  private void changedOnly(boolean value) {
    assignments.put("train.changed-only", Boolean.toString(value));
  }

  @Override
  public Map<String, String> assignments() {
    return assignments;
  }
}
