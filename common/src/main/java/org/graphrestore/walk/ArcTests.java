package org.graphrestore.walk;

/**
 * Many questions "is there this arc?", answered together: all bisections go on by one halving at a
 * time, without branches, so that the loads of one wait while those of the others are under way. On
 * a graph that leaves the cache that is what a second-order step costs.
 *
 * <p>Room for a group of walkers, used again for every group; not thread-safe.
 */
final class ArcTests {
  private static final int NOWHERE = -1;

  private final int[] walkers;
  private final int[] bases;
  private final int[] values;
  private final int[] openBases;
  private final int[] openLengths;
  private final int[] open;
  private int count;
  private int openCount;

  ArcTests(int capacity) {
    this.walkers = new int[capacity];
    this.bases = new int[capacity];
    this.values = new int[capacity];
    this.openBases = new int[capacity];
    this.openLengths = new int[capacity];
    this.open = new int[capacity];
  }

  /** Forgets all questions. */
  void clear() {
    this.count = 0;
    this.openCount = 0;
  }

  /** Adds the question of a walker. */
  void add(int walker) {
    walkers[count++] = walker;
  }

  /** Returns the number of questions. */
  int count() {
    return count;
  }

  /** Returns whose question it is. */
  int walker(int question) {
    return walkers[question];
  }

  /** Keeps only the first {@code kept} questions, which {@link #move} has gathered. */
  void retain(int kept) {
    this.count = kept;
  }

  /** Moves a question to the front, to a place not after its own. */
  void move(int question, int place) {
    walkers[place] = walkers[question];
  }

  /**
   * Says where a question's value is looked for: in {@code from .. end - 1}, ascending.
   *
   * @param perhaps false where it is known that it is not there
   */
  void range(int question, int from, int end, int value, boolean perhaps) {
    values[question] = value;
    bases[question] = NOWHERE;
    openBases[openCount] = from;
    openLengths[openCount] = end - from;
    open[openCount] = question;
    openCount += perhaps ? 1 : 0;
  }

  /** Finds for every question the one place where its value can be. Every range has a place. */
  void search(int[] ascending) {
    int left = openCount;
    openCount = 0;
    while (left > 0) {
      int kept = 0;
      for (int j = 0; j < left; j++) {
        int question = open[j];
        int base = openBases[j];
        int length = openLengths[j];
        int half = length >>> 1;
        // In a range of one place nothing is halved, and its own value is looked at.
        int probe = ascending[base + half - (half > 0 ? 1 : 0)];
        base += ((probe - values[question]) >> 31) & half;
        length -= half;
        bases[question] = base;
        openBases[kept] = base;
        openLengths[kept] = length;
        open[kept] = question;
        kept += length > 1 ? 1 : 0;
      }

      left = kept;
    }
  }

  /** Returns where the value of a question is, or -1 if it is not in its range. */
  int place(int question, int[] ascending) {
    int place = bases[question];
    return place != NOWHERE && ascending[place] == values[question] ? place : -1;
  }
}
