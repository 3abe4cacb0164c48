package org.graphrestore.walk;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;

/**
 * Settings that only some laws read.
 *
 * @param metapath the path of {@code walk.law=metapath}
 * @param relationWeights weights of relations, for the laws that draw by weight
 * @param gamma how many standard deviations above the mean of a node's weights its arcs are no
 *     longer noise, for node2vec+; 0 .. 100
 */
public record LawSettings(Metapath metapath, RelationWeights relationWeights, double gamma)
    implements Serializable {
  /** Nothing set. */
  public static final LawSettings NONE = new LawSettings(Metapath.NONE, RelationWeights.NONE, 0);

  private static final double MOST_GAMMA = 100;

  private static final ConfigKey<String> METAPATH =
      ConfigKey.ofString(
          "walk.metapath",
          "",
          "names with -> between them; empty: none",
          "The path of walk.law=metapath, repeated: IsA -> PartOf. Over relations, NAME takes edges"
              + " either way in an undirected graph, +NAME along their direction, ^NAME against it,"
              + " A|B one or the other, * all.",
          text -> new Metapath(Metapath.Over.RELATIONS, text).text());
  private static final ConfigKey<Metapath.Over> OVER =
      ConfigKey.ofEnum(
          "walk.metapath-over",
          Metapath.Over.RELATIONS,
          Metapath.Over.class,
          "What the names of walk.metapath are: relations of edges, or types of nodes"
              + " (ingest.node-type).");
  private static final ConfigKey<String> RELATION_WEIGHTS =
      ConfigKey.ofString(
          "walk.relation-weights",
          "",
          "NAME=WEIGHT with commas between them; empty: all alike",
          "Every edge's weight is multiplied by that of its relation: IsA=2, RelatedTo=0.5, *=1. 0"
              + " leaves a relation out, * is every other one. For the laws that draw by weight.",
          text -> new RelationWeights(text).text());
  private static final ConfigKey<Double> GAMMA =
      ConfigKey.ofDouble(
          "walk.gamma",
          0,
          0,
          MOST_GAMMA,
          "node2vec-plus: an edge is noise if it weighs less than the mean of its node's edges and"
              + " so many standard deviations.");

  /** The keys, in the order of the documentation. */
  static final List<ConfigKey<?>> KEYS = List.of(METAPATH, OVER, RELATION_WEIGHTS, GAMMA);

  /** Checks the range. */
  public LawSettings {
    if (!(gamma >= 0 && gamma <= MOST_GAMMA)) {
      throw new IllegalArgumentException(
          "Invalid walk.gamma: " + gamma + " (must be 0 .. " + MOST_GAMMA + ")");
    }
  }

  /**
   * Checks that a law reads what is set.
   *
   * @throws IllegalArgumentException saying what contradicts what
   */
  void check(WalkLaw law, double restart) {
    String chosen = WalkParams.kebab(law);
    if (law == WalkLaw.METAPATH && metapath.none()) {
      throw new IllegalArgumentException(
          "walk.law=metapath needs a path: set walk.metapath (--metapath), for example to IsA ->"
              + " PartOf");
    }

    if (law != WalkLaw.METAPATH && !metapath.none()) {
      throw new IllegalArgumentException(
          "walk.metapath is read by walk.law=metapath only, but walk.law is "
              + chosen
              + "; leave it empty, or choose metapath");
    }

    if (law == WalkLaw.METAPATH && restart > 0) {
      throw new IllegalArgumentException(
          "walk.law=metapath counts the steps of its path from the start of a walk, so a walk cannot"
              + " restart in the middle; leave walk.restart at 0");
    }

    if (!law.byWeight() && !relationWeights.none()) {
      throw new IllegalArgumentException(
          "walk.relation-weights is read by the laws that draw by weight, but walk.law is "
              + chosen
              + "; leave it empty, or choose weighted, node2vec or node2vec-plus");
    }

    if (law != WalkLaw.NODE2VEC_PLUS && gamma != 0) {
      throw new IllegalArgumentException(
          "walk.gamma is read by walk.law=node2vec-plus only, but walk.law is "
              + chosen
              + "; leave it at 0, or choose node2vec-plus");
    }
  }

  static LawSettings from(Settings settings) {
    return new LawSettings(
        new Metapath(settings.get(OVER), settings.get(METAPATH)),
        new RelationWeights(settings.get(RELATION_WEIGHTS)),
        settings.get(GAMMA));
  }

  static LawSettings of(Map<String, String> texts) {
    return new LawSettings(
        new Metapath(OVER.parse(text(OVER, texts)), text(METAPATH, texts)),
        new RelationWeights(text(RELATION_WEIGHTS, texts)),
        GAMMA.parse(text(GAMMA, texts)));
  }

  /** Returns what is set, by key; what is not is left out, so that older walks keep their names. */
  SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    if (!metapath.none()) {
      texts.put(METAPATH.path(), metapath.text());
      texts.put(OVER.path(), WalkParams.kebab(metapath.over()));
    }

    if (!relationWeights.none()) {
      texts.put(RELATION_WEIGHTS.path(), relationWeights.text());
    }

    if (gamma != 0) {
      texts.put(GAMMA.path(), Double.toString(gamma));
    }

    return texts;
  }

  private static String text(ConfigKey<?> key, Map<String, String> texts) {
    return texts.getOrDefault(key.path(), key.defaultText());
  }
}
