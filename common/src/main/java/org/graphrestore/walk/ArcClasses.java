package org.graphrestore.walk;

import java.util.List;

/**
 * Which classes of a {@link Metapath} take the arcs of every relation: bit {@code c} is class
 * {@code c}. Along an arc or against it, for a relation has a direction in an undirected graph too.
 */
public final class ArcClasses {
  private final long[] along;
  private final long[] against;

  ArcClasses(int relations) {
    this.along = new long[relations];
    this.against = new long[relations];
  }

  /**
   * Says which arcs are taken.
   *
   * @param steps the classes, 64 at most: {@code IsA}, {@code +IsA} along edges, {@code ^IsA}
   *     against them, {@code IsA|PartOf} one or the other, {@code *} all
   * @param relations the graph's relations
   * @param directed whether an edge leads one way only; then a plain name takes edges along their
   *     direction, and otherwise either way
   * @param setting who asks, for the message
   * @throws IllegalArgumentException naming a relation that no edge has, and one that is like it
   */
  public static ArcClasses of(
      List<String> steps, Relations relations, boolean directed, String setting) {
    ArcClasses classes = new ArcClasses(relations.size());
    for (int c = 0; c < steps.size(); c++) {
      for (RelationStep step : RelationStep.of(steps.get(c), relations)) {
        step.mark(classes, c, relations, directed, setting);
      }
    }

    return classes;
  }

  void add(int relation, int number, boolean isAlong, boolean isAgainst) {
    along[relation] |= isAlong ? 1L << number : 0;
    against[relation] |= isAgainst ? 1L << number : 0;
  }

  /** Returns the classes that go along an edge of this relation. */
  public long along(int relation) {
    return along[relation];
  }

  /** Returns the classes that go against an edge of this relation. */
  public long against(int relation) {
    return against[relation];
  }

  /** Returns whether any class goes against edges. */
  public boolean anyAgainst() {
    for (long mask : against) {
      if (mask != 0) {
        return true;
      }
    }

    return false;
  }
}
