package org.graphrestore.spark.job;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of classification, beside the labels. */
final class ClassifyOptions implements SettingOptions {
  private final Map<String, String> assignments = new LinkedHashMap<>();

  @Option(
      names = "--fractions",
      paramLabel = "PERCENTS",
      description =
          "Shares of the labelled nodes that train, in percent, separated by commas (default: 10 to"
              + " 90).")
  private void fractions(String value) {
    assignments.put("classify.fractions", value);
  }

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "Random splits for each share (default: 10).")
  private void repeats(String value) {
    assignments.put("classify.repeats", value);
  }

  @Option(
      names = "--normalize",
      paramLabel = "NAME",
      description = "What is done with vectors first: none or l2 (default: none).")
  private void normalize(String value) {
    assignments.put("classify.normalize", value);
  }

  @Override
  public Map<String, String> assignments() {
    return assignments;
  }
}
