package org.graphrestore.spark.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrestore.config.Settings;
import org.graphrestore.reconstruction.FailCondition;
import org.graphrestore.reconstruction.MetricTree;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.global.GlobalFiles;
import org.graphrestore.reconstruction.global.GlobalParams;
import org.graphrestore.reconstruction.global.GlobalSummary;
import org.graphrestore.reconstruction.restored.RestoreParams;
import org.graphrestore.reconstruction.restored.RestoreWay;
import org.graphrestore.reconstruction.restored.RestoredFiles;
import org.graphrestore.reconstruction.restored.RestoredSummary;
import org.graphrestore.spark.store.UserMistakeException;
import picocli.CommandLine.Option;

/** The options of the second job. */
final class ReconstructOptions implements SettingOptions {
  private final Map<String, String> assignments = new LinkedHashMap<>();

  @Option(
      names = "--fail-if",
      paramLabel = "'METRIC < X'",
      description =
          "End with exit code 3 if the result is so, for example 'cosine.hop1.shell.map < 0.4'; may"
              + " be given several times (docs/evaluation.md).")
  private List<String> failIf = new ArrayList<>();

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
      description =
          "Scores, separated by commas: dot, cosine, l2 (default: these three), source-target, fitted.")
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

  @Option(
      names = "--relations",
      paramLabel = "GROUPS",
      description =
          "Evaluate the edges of some relations alone, too: relations or groups NAME=A|B, separated"
              + " by commas.")
  private void relations(String value) {
    assignments.put("reconstruct.relations", value);
  }

  @Option(
      names = "--by",
      paramLabel = "NAMES",
      description =
          "Tell every figure by groups of query nodes, too: relation, component, community, type or"
              + " label, separated by commas.")
  private void by(String value) {
    assignments.put("reconstruct.by", value);
  }

  @Option(
      names = "--by-labels",
      paramLabel = "PATH",
      description = "Labels of nodes for --by label: lines with a node and a label.")
  private void labels(String value) {
    assignments.put("reconstruct.labels", value);
  }

  @Option(
      names = "--bands",
      paramLabel = "ENDS",
      description =
          "Instead of hops, bands of weighted distance by their upper ends: 1,2,4 (weighted"
              + " graphs).")
  private void bands(String value) {
    assignments.put("reconstruct.bands", value);
  }

  @Option(
      names = "--restore",
      paramLabel = "WAY",
      description =
          "Restore a graph too, and compare it with the original: top-edges, degree or threshold"
              + " (docs/evaluation.md).")
  private void restore(String value) {
    assignments.put("reconstruct.restore", value);
  }

  @Option(
      names = "--restore-score",
      paramLabel = "NAME",
      description = "What its pairs are scored by: dot, cosine or l2 (default: cosine).")
  private void restoreScore(String value) {
    assignments.put("reconstruct.restore-score", value);
  }

  @Option(
      names = "--restore-nodes",
      paramLabel = "all|N",
      description = "Restore among all nodes, or among a seeded sample of N (default: all).")
  private void restoreNodes(String value) {
    assignments.put("reconstruct.restore-nodes", value);
  }

  /** Returns the conditions under which the run is held back. */
  List<FailCondition> conditions() {
    return failIf.stream().map(FailCondition::parse).toList();
  }

  @Override
  public void check(Settings settings) {
    ReconstructionParams params;
    try {
      params = ReconstructionParams.from(settings);
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(e.getMessage(), e);
    }

    try {
      MetricTree names = MetricTree.expected(params);
      RestoreParams restore = RestoreParams.from(settings);
      MetricTree all =
          restore.way() == RestoreWay.NONE
              ? names
              : names.with("restored", RestoredFiles.json(RestoredSummary.expected(restore)));
      MetricTree known = global(settings, all);
      conditions().forEach(condition -> condition.check(known));
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("--fail-if: " + e.getMessage(), e);
    }
  }

  private static MetricTree global(Settings settings, MetricTree names) {
    GlobalParams params = GlobalParams.from(settings);
    return params.wanted()
        ? names.with(
            "global", GlobalFiles.metrics(GlobalSummary.expected(params.scores(), params.gem())))
        : names;
  }

  @Override
  public Map<String, String> assignments() {
    return assignments;
  }
}
