package org.graphrestore.graph;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;

/**
 * What is done with a graph between its reading and its store. The steps have one order, whatever
 * is asked for: loops and duplicates, degree cut, core, component (docs/ingest.md).
 *
 * @param duplicates what becomes of the weights of rows that name the same edge
 * @param selfLoops what becomes of edges from a node to itself
 * @param component which components are kept
 * @param core the k of the k-core that is kept, or 0: everything is kept; at least 0
 * @param maxDegree nodes with more neighbours are removed; 0: none is; at least 0
 */
public record PreparationParams(
    Duplicates duplicates, SelfLoops selfLoops, Component component, int core, int maxDegree)
    implements Serializable {

  /** What becomes of the weights of rows that name the same edge. */
  public enum Duplicates {
    /** They are added, in ascending order. */
    SUM,
    /** The largest is taken. */
    MAX,
    /** That of the first row is taken: lowest by (relative path, byte offset). */
    FIRST
  }

  /** What becomes of edges from a node to itself. */
  public enum SelfLoops {
    /** They are dropped; their node stays. */
    DROP,
    /** They are kept, as one arc each. */
    KEEP
  }

  /** Which weakly connected components are kept. */
  public enum Component {
    /** All of them. */
    ALL,
    /** The one with the most nodes; of several, that with the lowest index. */
    LARGEST
  }

  /** Key of {@link #duplicates}. */
  public static final ConfigKey<Duplicates> DUPLICATES =
      ConfigKey.ofEnum(
          "ingest.duplicates",
          Duplicates.SUM,
          Duplicates.class,
          "Weight of an edge that several rows name: their sum, the largest, or that of the first"
              + " row by (path, byte offset).");

  /** Key of {@link #selfLoops}. */
  public static final ConfigKey<SelfLoops> SELF_LOOPS =
      ConfigKey.ofEnum(
          "ingest.self-loops",
          SelfLoops.DROP,
          SelfLoops.class,
          "Whether edges from a node to itself are dropped (their node stays) or kept.");

  /** Key of {@link #component}. */
  public static final ConfigKey<Component> COMPONENT =
      ConfigKey.ofEnum(
          "ingest.component",
          Component.ALL,
          Component.class,
          "Which weakly connected components are kept: all, or the one with the most nodes.");

  /** Key of {@link #core}. */
  public static final ConfigKey<Integer> CORE =
      ConfigKey.ofInt(
          "ingest.core",
          0,
          0,
          Integer.MAX_VALUE,
          "Keep the k-core: the largest part in which every node has at least so many neighbours;"
              + " 0 keeps everything.");

  /** Key of {@link #maxDegree}. */
  public static final ConfigKey<Integer> MAX_DEGREE =
      ConfigKey.ofInt(
          "ingest.max-degree",
          0,
          0,
          Integer.MAX_VALUE,
          "Remove nodes with more neighbours than this, once, before the core is taken; 0 removes"
              + " none.");

  /** All keys of preparation. */
  public static final List<ConfigKey<?>> KEYS =
      List.of(DUPLICATES, SELF_LOOPS, COMPONENT, CORE, MAX_DEGREE);

  /** Checks the ranges. */
  public PreparationParams {
    if (core < 0) {
      throw new IllegalArgumentException("Invalid ingest.core: " + core + " (must be at least 0)");
    }

    if (maxDegree < 0) {
      throw new IllegalArgumentException(
          "Invalid ingest.max-degree: " + maxDegree + " (must be at least 0)");
    }
  }

  /** Reads the keys of preparation. */
  public static PreparationParams from(Settings settings) {
    return new PreparationParams(
        settings.get(DUPLICATES),
        settings.get(SELF_LOOPS),
        settings.get(COMPONENT),
        settings.get(CORE),
        settings.get(MAX_DEGREE));
  }

  /** Returns the settings of a graph about which nothing is said: no node is removed. */
  public static PreparationParams defaults() {
    return new PreparationParams(Duplicates.SUM, SelfLoops.DROP, Component.ALL, 0, 0);
  }

  /** Returns the settings as text, by key: what a manifest records. */
  public SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(DUPLICATES.path(), lower(duplicates));
    texts.put(SELF_LOOPS.path(), lower(selfLoops));
    texts.put(COMPONENT.path(), lower(component));
    texts.put(CORE.path(), Integer.toString(core));
    texts.put(MAX_DEGREE.path(), Integer.toString(maxDegree));
    return texts;
  }

  /** Returns whether loops are kept. */
  public boolean keepsLoops() {
    return selfLoops == SelfLoops.KEEP;
  }

  /** Returns whether nodes may be removed. */
  public boolean removesNodes() {
    return component == Component.LARGEST || core > 0 || maxDegree > 0;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
