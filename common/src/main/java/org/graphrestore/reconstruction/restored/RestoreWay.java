package org.graphrestore.reconstruction.restored;

import java.util.Locale;

/** How scores become edges. */
public enum RestoreWay {
  /** No graph is restored. */
  NONE,
  /** As many pairs as the original has edges, those with the highest scores. */
  TOP_EDGES,
  /** Every node takes as many first candidates as it has neighbours; one end is enough. */
  DEGREE,
  /** Every pair at or above one score, chosen so that there are about as many as edges. */
  THRESHOLD;

  /** Returns the name as settings and files write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
