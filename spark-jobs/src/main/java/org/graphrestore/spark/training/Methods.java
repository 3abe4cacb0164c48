package org.graphrestore.spark.training;

import java.util.List;
import java.util.stream.Stream;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.DidYouMean;
import org.graphrestore.config.Settings;
import org.graphrestore.skipgram.ObjectiveParams;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.TrainerParams;
import org.graphrestore.skipgram.WarmParams;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.walks.WalkSource;

/**
 * The table of methods. A method is one class of parameters and arithmetic in {@code common}, one
 * class here, and one entry in this table (docs/howto/add-an-embedding-method.md).
 */
public final class Methods {
  private static final List<EmbeddingMethod> ALL =
      List.of(new DeepWalk(), new Line(1), new Line(2), new Verse());

  private static final ConfigKey<String> METHOD =
      ConfigKey.ofString(
          "train.method",
          "deepwalk",
          String.join(", ", names()),
          "The embedding method.",
          name -> of(name).name());

  /** The keys of training: the choice of method, then those of every family. */
  public static final List<ConfigKey<?>> KEYS =
      Stream.of(
              List.of(METHOD),
              SkipGramParams.KEYS,
              ObjectiveParams.KEYS,
              WarmParams.KEYS,
              TrainerParams.KEYS)
          .<ConfigKey<?>>flatMap(List::stream)
          .toList();

  private Methods() {}

  /** Returns every method, in the order of the documentation. */
  public static List<EmbeddingMethod> all() {
    return ALL;
  }

  /** Returns the names of all methods. */
  public static List<String> names() {
    return ALL.stream().map(EmbeddingMethod::name).toList();
  }

  /**
   * Finds a method.
   *
   * @throws IllegalArgumentException if no method has that name; the message offers a close one
   */
  public static EmbeddingMethod of(String name) {
    return ALL.stream()
        .filter(method -> method.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + String.join(", ", names())
                        + DidYouMean.hint(name, names())));
  }

  /**
   * Checks that who trains knows what is asked for.
   *
   * @throws IllegalArgumentException naming the setting that it does not know
   */
  public static void check(Settings settings) {
    TrainerParams.from(settings)
        .check(of(settings).name(), ObjectiveParams.from(settings), WarmParams.from(settings));
  }

  /**
   * Trains skip-gram on walks that are there, by whom the settings name.
   *
   * @param walks walks on the graph
   * @throws UserMistakeException if the method that they name trains on no walks
   */
  public static EmbeddingStore trainOn(
      GraphStore graph, WalkSource walks, Settings settings, RunContext run) {
    if (of(settings).drawsPairs()) {
      throw new UserMistakeException(
          "train.method="
              + of(settings).name()
              + " draws its pairs itself and trains on no walks; use embed, or leave train.method at"
              + " "
              + DeepWalk.NAME);
    }

    return DeepWalk.trainOn(graph, walks, settings, run);
  }

  /** Returns the method that the settings ask for. */
  public static EmbeddingMethod of(Settings settings) {
    return of(settings.get(METHOD));
  }
}
