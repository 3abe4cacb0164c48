package org.graphrestore.spark.job;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of random walks. */
final class WalkOptions implements SettingOptions {
  private final Map<String, String> assignments = new LinkedHashMap<>();

  @Option(
      names = "--law",
      paramLabel = "NAME",
      description =
          "Transition law: uniform, weighted, node2vec, node2vec-plus or metapath (default:"
              + " uniform; docs/walks.md).")
  private void law(String value) {
    assignments.put("walk.law", value);
  }

  @Option(
      names = "--metapath",
      paramLabel = "PATH",
      description =
          "metapath: the relations that steps take, in turn and again from the first: 'IsA ->"
              + " PartOf'. +NAME only along the edge, ^NAME only against it, A|B either, * all.")
  private void metapath(String value) {
    assignments.put("walk.metapath", value);
  }

  @Option(
      names = "--metapath-over",
      paramLabel = "WHAT",
      description =
          "metapath: whether the names are relations, or types of nodes (default: relations).")
  private void metapathOver(String value) {
    assignments.put("walk.metapath-over", value);
  }

  @Option(
      names = "--relation-weights",
      paramLabel = "LIST",
      description =
          "Laws by weight: an edge's weight is multiplied by that of its relation: 'IsA=2,"
              + " RelatedTo=0.5, *=1'. 0 leaves a relation out.")
  private void relationWeights(String value) {
    assignments.put("walk.relation-weights", value);
  }

  @Option(
      names = "--p",
      paramLabel = "P",
      description = "node2vec: the weight of the edge back is divided by it (default: 1).")
  private void returnParam(String value) {
    assignments.put("walk.p", value);
  }

  @Option(
      names = "--q",
      paramLabel = "Q",
      description = "node2vec: the weight of edges that lead away is divided by it (default: 1).")
  private void inOutParam(String value) {
    assignments.put("walk.q", value);
  }

  @Option(
      names = "--gamma",
      paramLabel = "G",
      description =
          "node2vec-plus: an edge below its node's mean weight and G deviations is noise (default:"
              + " 0).")
  private void gamma(String value) {
    assignments.put("walk.gamma", value);
  }

  @Option(
      names = "--restart",
      paramLabel = "C",
      description = "Probability that a step leads back to the walk's start (default: 0).")
  private void restart(String value) {
    assignments.put("walk.restart", value);
  }

  @Option(
      names = "--walks-per-node",
      paramLabel = "N",
      description = "Walks that start at every node (default: 10).")
  private void walksPerNode(String value) {
    assignments.put("walk.walks-per-node", value);
  }

  @Option(
      names = "--walk-length",
      paramLabel = "N",
      description = "Nodes of a walk, the start included (default: 80).")
  private void walkLength(String value) {
    assignments.put("walk.length", value);
  }

  @Option(
      names = "--walk-stop",
      paramLabel = "RULE",
      description =
          "What ends a walk: fixed, or entropy, which ends it when it brings little that is new, and"
              + " stops to make walks when the visits of nodes settle; the two options before are"
              + " then the most there can be (default: fixed).")
  private void walkStop(String value) {
    assignments.put("walk.stop", value);
  }

  @Option(names = "--walk-ids", description = "Store the walks as original ids too.")
  private void ids(boolean value) {
    assignments.put("walk.ids", Boolean.toString(value));
  }

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "replicated (the graph whole in every executor) or partitioned (in blocks); the walks are"
              + " the same (default: auto).")
  private void engine(String value) {
    assignments.put("walk.engine", value);
  }

  @Override
  public Map<String, String> assignments() {
    return assignments;
  }
}
