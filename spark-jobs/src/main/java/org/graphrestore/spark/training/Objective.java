package org.graphrestore.spark.training;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphrestore.skipgram.ObjectiveParams;
import org.graphrestore.skipgram.Optimizer;
import org.graphrestore.skipgram.PairRule;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.TableChoice;
import org.graphrestore.skipgram.WindowKind;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.walks.WalkSource;

/**
 * What a training minimises: the pairs, and on how many tables. Lives on the driver.
 *
 * @param method name of the method
 * @param pairs where pairs come from
 * @param oneTable whether a node has one vector as input and as target
 * @param subsample share of all tokens above which nodes lose some, or 0
 * @param adagrad whether rows follow their gradients by Adagrad
 * @param config settings beside {@link SkipGramParams} on which the vectors depend, by key
 * @param upstream fingerprints of the stores that the pairs are made of, beside the graph, by name
 */
record Objective(
    String method,
    PairSource pairs,
    boolean oneTable,
    double subsample,
    boolean adagrad,
    SortedMap<String, String> config,
    SortedMap<String, String> upstream) {

  /** Pairs of nodes near one another in walks. */
  static Objective walks(
      GraphStore graph, WalkSource walks, SkipGramParams params, ObjectiveParams objective) {
    PairSource pairs = new WalkPairs(walks, graph.nodes(), objective.walkRule(params.window()));
    return new Objective(
        DeepWalk.NAME,
        pairs,
        objective.oneTable(false),
        objective.subsample(),
        objective.adagrad(),
        objective.walkTexts(),
        new TreeMap<>(Map.of("walks", walks.fingerprint())));
  }

  /** Returns the settings in tiles where windows cannot train this. */
  SkipGramParams scheduled(SkipGramParams params, boolean freeze) {
    PairRule.Kind kind = pairs.rule().kind();
    ObjectiveParams asked =
        new ObjectiveParams(
            kind == PairRule.Kind.FULL ? WindowKind.FULL : WindowKind.DYNAMIC,
            subsample,
            oneTable ? TableChoice.ONE : TableChoice.TWO,
            1,
            0,
            adagrad ? Optimizer.ADAGRAD : Optimizer.SGD);
    return asked.scheduled(params, method, kind == PairRule.Kind.ARC, freeze);
  }

  /** Returns the same objective on other pairs. */
  Objective on(PairSource other) {
    return new Objective(method, other, oneTable, subsample, adagrad, config, upstream);
  }

  /** Returns the settings of the pairs and of the training together. */
  SortedMap<String, String> with(SortedMap<String, String> texts) {
    SortedMap<String, String> all = new TreeMap<>(texts);
    all.putAll(config);
    if (!method.equals(DeepWalk.NAME)) {
      all.put("train.method", method);
      all.remove(SkipGramParams.WINDOW.path());
    }

    return all;
  }
}
