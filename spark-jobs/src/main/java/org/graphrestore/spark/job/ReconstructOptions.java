package org.graphrestore.spark.job;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of the second job. */
final class ReconstructOptions implements SettingOptions {
  private final Map<String, String> assignments = new LinkedHashMap<>();

  @Option(
      names = "--hops",
      paramLabel = "K",
      description = "Distances 1 .. K to restore (default: 3).")
  private void hops(String value) {
    assignments.put("reconstruct.hops", value);
  }

  @Option(
      names = "--score",
      paramLabel = "NAMES",
      description = "Scores, separated by commas: dot, cosine, l2 (default: all three).")
  private void score(String value) {
    assignments.put("reconstruct.scores", value);
  }

  @Option(
      names = "--queries",
      paramLabel = "all|N",
      description = "Query nodes: all, or a seeded sample of N (default: see docs).")
  private void queries(String value) {
    assignments.put("reconstruct.queries", value);
  }

  @Override
  public Map<String, String> assignments() {
    return assignments;
  }
}
