package org.graphrestore.spark.training;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;
import org.graphrestore.skipgram.ObjectiveParams;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.WarmParams;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.walks.Endpoints;
import org.graphrestore.walk.WalkParams;

/**
 * VERSE with personalised PageRank as the similarity: pairs are a node and the end of a walk with
 * restart, the same number a node; on one table. Negatives and their loss are those of skip-gram,
 * not the noise-contrastive estimation of the paper.
 */
final class Verse implements EmbeddingMethod {
  static final String NAME = "verse";

  /** The settings of walks that change its pairs. */
  private static final List<String> READ = List.of("walk.law", "walk.relation-weights");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "negative sampling on pairs of personalised PageRank, one table (after Tsitsulin et al.,"
        + " WWW 2018)";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return Stream.of(WalkParams.KEYS, SkipGramParams.KEYS, ObjectiveParams.KEYS, WarmParams.KEYS)
        .<ConfigKey<?>>flatMap(List::stream)
        .toList();
  }

  @Override
  public boolean drawsPairs() {
    return true;
  }

  @Override
  public EmbeddingStore train(GraphStore graph, Settings settings, RunContext run) {
    SkipGramParams params = SkipGramParams.from(settings);
    ObjectiveParams objective = ObjectiveParams.from(settings);
    WalkParams walks = WalkParams.from(settings);
    DrawnPairs.check(objective, NAME);
    Endpoints endpoints = new Endpoints(graph, walks, objective.alpha(), run.seed());
    SortedMap<String, String> texts = objective.drawnTexts(true, true);
    walks
        .texts()
        .forEach(
            (path, value) -> {
              if (READ.contains(path)) {
                texts.put(path, value);
              }
            });
    PairSource pairs = new EndpointPairs(endpoints, graph.nodes(), objective.samples());
    try {
      return SkipGramStage.run(
          graph,
          new Objective(
              NAME,
              pairs,
              objective.oneTable(true),
              0,
              objective.adagrad(),
              texts,
              new TreeMap<>()),
          params,
          WarmParams.from(settings),
          run);
    } finally {
      pairs.release();
    }
  }
}
