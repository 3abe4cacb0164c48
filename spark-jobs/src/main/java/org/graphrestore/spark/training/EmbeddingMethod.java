package org.graphrestore.spark.training;

import java.util.List;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;

/** One way to turn a graph into vectors: an entry of {@link Methods}. */
public interface EmbeddingMethod {
  /** Returns the name that users give, for example {@code deepwalk}. */
  String name();

  /** Returns one line for people: what it does, after whom. */
  String about();

  /** Returns the keys that it reads. */
  List<ConfigKey<?>> keys();

  /** Returns whether it draws its pairs itself, so that no walks are made. */
  default boolean drawsPairs() {
    return false;
  }

  /**
   * Trains, or reuses what is in {@code run.folder()/embeddings}.
   *
   * @param graph the graph
   * @param settings values of at least {@link #keys()}
   * @param run session, folder, seed and progress
   */
  EmbeddingStore train(GraphStore graph, Settings settings, RunContext run);
}
