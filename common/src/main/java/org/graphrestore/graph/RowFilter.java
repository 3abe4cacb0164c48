package org.graphrestore.graph;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;

/**
 * Says which rows become edges, and which nodes are in the sample. A node is in the sample by its
 * id and the seed alone, so that every row and every task agrees. Immutable and thread-safe.
 */
public final class RowFilter {
  private final Patterns keepRelations;
  private final Patterns dropRelations;
  private final Patterns keepSources;
  private final Patterns dropSources;
  private final double minWeight;
  private final double sample;
  private final long seed;

  /** What a row was left out for. */
  public enum Kind {
    /** Its relation. */
    RELATION,
    /** Its sources. */
    SOURCE,
    /** Its weight. */
    WEIGHT
  }

  /** Makes a filter; the seed is that of the run. */
  public RowFilter(FilterParams params, long seed) {
    this.keepRelations = new Patterns(params.keepRelations());
    this.dropRelations = new Patterns(params.dropRelations());
    this.keepSources = new Patterns(params.keepSources());
    this.dropSources = new Patterns(params.dropSources());
    this.minWeight = params.minWeight();
    this.sample = params.sample();
    this.seed = seed;
  }

  /** Returns what a row is left out for, or null where it is kept. */
  public Kind refuses(EdgeRow row) {
    String relation = row.relation();
    if (relation != null
        && ((!keepRelations.none() && !keepRelations.match(relation))
            || dropRelations.match(relation))) {
      return Kind.RELATION;
    }

    if (!keepSources.none() || !dropSources.none()) {
      String[] sources = row.source() == null ? new String[] {""} : row.source().split("\\|", -1);
      boolean wanted = keepSources.none() || Arrays.stream(sources).anyMatch(keepSources::match);
      if (!wanted || Arrays.stream(sources).allMatch(dropSources::match)) {
        return Kind.SOURCE;
      }
    }

    return row.weight() < minWeight ? Kind.WEIGHT : null;
  }

  /** Returns whether a node is in the sample. */
  public boolean samples(String id) {
    return sample >= 1
        || Seeds.unit(Seeds.draw(Seeds.key(seed, Purpose.NODE_SAMPLE, NodeHash.of(id)), 0))
            < sample;
  }

  /** Names, and beginnings of names. */
  private static final class Patterns {
    private final Set<String> names = new HashSet<>();
    private final List<String> beginnings;

    Patterns(List<String> patterns) {
      this.beginnings =
          patterns.stream()
              .filter(p -> p.endsWith("*"))
              .map(p -> p.substring(0, p.length() - 1))
              .toList();
      patterns.stream().filter(p -> !p.endsWith("*")).forEach(names::add);
    }

    boolean none() {
      return names.isEmpty() && beginnings.isEmpty();
    }

    boolean match(String text) {
      return names.contains(text) || beginnings.stream().anyMatch(text::startsWith);
    }
  }
}
