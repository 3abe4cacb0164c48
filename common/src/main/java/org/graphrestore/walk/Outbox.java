package org.graphrestore.walk;

/**
 * What a task of the partitioned engine leaves for others: walkers on their way, a block, and nodes
 * of walks, a home. Not thread-safe.
 */
public final class Outbox {
  private final Travellers[] travellers;
  private final Fragments[] fragments;

  /**
   * Makes empty boxes.
   *
   * @param blocks number of blocks
   * @param homes number of homes
   * @param withStarts whether walkers remember where they started ({@link WalkParams#restart()}
   *     above 0)
   */
  public Outbox(int blocks, int homes, boolean withStarts) {
    this.travellers = new Travellers[blocks];
    this.fragments = new Fragments[homes];
    for (int block = 0; block < blocks; block++) {
      travellers[block] = new Travellers(withStarts);
    }

    for (int home = 0; home < homes; home++) {
      fragments[home] = new Fragments();
    }
  }

  /** Returns the walkers on their way to a block. */
  public Travellers to(int block) {
    return travellers[block];
  }

  /**
   * Takes the walkers on their way to a block out.
   *
   * @param empty takes their place
   */
  public Travellers exchange(int block, Travellers empty) {
    Travellers taken = travellers[block];
    travellers[block] = empty;
    return taken;
  }

  /** Returns the nodes of walks of a home. */
  public Fragments of(int home) {
    return fragments[home];
  }

  /** Returns the number of blocks. */
  public int blocks() {
    return travellers.length;
  }

  /** Returns the number of homes. */
  public int homes() {
    return fragments.length;
  }

  /** Returns how many bytes all boxes take when they are written. */
  public long bytes() {
    long bytes = 0;
    for (Travellers box : travellers) {
      bytes += box.bytes();
    }

    for (Fragments box : fragments) {
      bytes += box.bytes();
    }

    return bytes;
  }

  /** Empties all boxes; their room stays. */
  public void clear() {
    for (Travellers box : travellers) {
      box.clear();
    }

    for (Fragments box : fragments) {
      box.clear();
    }
  }
}
