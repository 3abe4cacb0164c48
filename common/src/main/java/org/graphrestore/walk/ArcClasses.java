package org.graphrestore.walk;

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
