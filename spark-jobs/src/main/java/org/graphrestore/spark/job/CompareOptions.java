package org.graphrestore.spark.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrestore.config.Settings;
import org.graphrestore.reconstruction.FailCondition;
import org.graphrestore.spark.store.UserMistakeException;
import picocli.CommandLine.Option;

/** The options of a comparison. */
final class CompareOptions implements SettingOptions {
  private final Map<String, String> assignments = new LinkedHashMap<>();

  @Option(
      names = "--score",
      paramLabel = "NAMES",
      description =
          "What is compared, separated by commas: a score or baseline that both have, or"
              + " SCORE_OF_A:SCORE_OF_B (default: all scores that both have).")
  private void score(String value) {
    assignments.put("compare.scores", value);
  }

  @Option(
      names = "--names",
      paramLabel = "A,B",
      description = "What the report calls the two (default: the names of their folders).")
  private void names(String value) {
    assignments.put("compare.names", value);
  }

  @Option(
      names = "--fail-if",
      paramLabel = "'FIGURE < X'",
      description =
          "End with exit code 3 if the comparison is so, for example"
              + " 'cosine.hop1.shell.map.difference < -0.01'; may be given several times.")
  private List<String> failIf = new ArrayList<>();

  /** Returns the conditions under which the run is held back. */
  List<FailCondition> conditions() {
    return failIf.stream().map(FailCondition::parse).toList();
  }

  @Override
  public void check(Settings settings) {
    try {
      conditions();
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("--fail-if: " + e.getMessage(), e);
    }
  }

  @Override
  public Map<String, String> assignments() {
    return assignments;
  }
}
