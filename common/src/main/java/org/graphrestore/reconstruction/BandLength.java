package org.graphrestore.reconstruction;

/** How long an edge is, where distances are weighted. */
public enum BandLength {
  /** As long as its weight says. */
  WEIGHT,
  /** One over its weight: the weight says how strong an edge is. */
  INVERSE;

  /** Returns the length of an edge. */
  public double of(double weight) {
    return this == WEIGHT ? weight : 1 / weight;
  }
}
