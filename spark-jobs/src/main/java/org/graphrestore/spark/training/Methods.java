package org.graphrestore.spark.training;

import java.util.List;
import java.util.stream.Stream;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.DidYouMean;
import org.graphrestore.config.Settings;
import org.graphrestore.skipgram.ObjectiveParams;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.WarmParams;

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
      Stream.of(List.of(METHOD), SkipGramParams.KEYS, ObjectiveParams.KEYS, WarmParams.KEYS)
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

  /** Returns the method that the settings ask for. */
  public static EmbeddingMethod of(Settings settings) {
    return of(settings.get(METHOD));
  }
}
