package org.graphrestore.spark.training;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;
import org.graphrestore.skipgram.ObjectiveParams;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.TableChoice;
import org.graphrestore.skipgram.WarmParams;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * LINE: skip-gram with negative sampling whose pairs are the arcs. Of first order on one table, so
 * that neighbours are near; of second order on two, so that nodes with the same neighbours are.
 */
final class Line implements EmbeddingMethod {
  private final int order;

  /**
   * Makes the method.
   *
   * @param order 1 or 2
   */
  Line(int order) {
    this.order = order;
  }

  @Override
  public String name() {
    return "line-" + order;
  }

  @Override
  public String about() {
    return "skip-gram with negative sampling on arcs by weight, "
        + (order == 1 ? "first order: one table" : "second order: two tables")
        + " (Tang et al., WWW 2015)";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return Stream.of(SkipGramParams.KEYS, ObjectiveParams.KEYS, WarmParams.KEYS)
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
    boolean one = order == 1;
    checkTables(objective, one);
    DrawnPairs.check(objective, name());
    return SkipGramStage.run(
        graph,
        new Objective(
            name(),
            new ArcPairs(graph.files(), objective.samples(), run.seed()),
            one,
            0,
            objective.adagrad(),
            objective.drawnTexts(one, false),
            new TreeMap<>()),
        params,
        WarmParams.from(settings),
        run);
  }

  private void checkTables(ObjectiveParams objective, boolean one) {
    if (objective.tables() != TableChoice.AUTO && objective.oneTable(one) != one) {
      throw new UserMistakeException(
          "train.method="
              + name()
              + " has "
              + (one ? "one table" : "two tables")
              + " by definition, but train.tables is "
              + (one ? "two" : "one")
              + "; leave it at auto, or choose line-"
              + (3 - order));
    }
  }
}
