package org.graphrestore.estimate;

import java.util.Locale;

/** A stage whose cost is estimated, in the order in which stages run. */
public enum Stage {
  /** Edges into a graph store. */
  INGEST,
  /** Walks into a walk store. */
  WALKS,
  /** Walks into vectors. */
  TRAIN,
  /** Vectors back into neighbours. */
  RECONSTRUCT,
  /** Vectors back into a graph. */
  RESTORE;

  /** Returns the stage's name in messages and manifests. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
