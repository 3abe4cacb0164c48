package org.graphrestore.walk;

/**
 * Walkers that step together, in flat arrays of which the first {@link #count()} places are used: a
 * key, the number of the step to make, the node before the current one, the current one, and the
 * next one, which a {@link TransitionLaw} writes.
 *
 * <p>A place is not a walk: when a walker ends, another one takes its place. Walkers of a group may
 * be at different steps. Not thread-safe.
 */
public final class Walkers {
  /** What stands in {@link #previous()} before a walker's first step, and after a restart. */
  public static final int NO_NODE = -1;

  private final long[] keys;
  private final int[] steps;
  private final int[] previous;
  private final int[] current;
  private final int[] next;
  private final int[] starts;
  private final int[] rows;
  private final int[] trials;
  private final int[] pending;
  private final double[] heights;
  private final ArcTests tests;
  private final double[] surpluses;
  private final int[] positions;
  private int count;

  /** Makes room for {@code capacity} walkers, at least 1, on a graph whose row 0 is node 0. */
  public Walkers(int capacity) {
    this(capacity, false);
  }

  /**
   * Makes room for walkers on a block, which are told the row of their node by {@link #rows()}.
   *
   * @param capacity at least 1
   */
  public static Walkers onBlock(int capacity) {
    return new Walkers(capacity, true);
  }

  private Walkers(int capacity, boolean onBlock) {
    if (capacity < 1) {
      throw new IllegalArgumentException("Cannot make room for " + capacity + " walkers");
    }

    this.keys = new long[capacity];
    this.steps = new int[capacity];
    this.previous = new int[capacity];
    this.current = new int[capacity];
    this.next = new int[capacity];
    this.starts = new int[capacity];
    // In a whole graph a node is its row.
    this.rows = onBlock ? new int[capacity] : current;
    this.trials = new int[capacity];
    this.pending = new int[capacity];
    this.heights = new double[capacity];
    this.tests = new ArcTests(capacity);
    this.surpluses = new double[capacity];
    this.positions = new int[capacity];
  }

  /** Returns the number of walkers. */
  public int count() {
    return count;
  }

  /** Returns the number of walkers that there is room for. */
  public int capacity() {
    return keys.length;
  }

  /** Returns the key of every walker's draws. */
  public long[] keys() {
    return keys;
  }

  /** Returns the number of the step that every walker makes next, from 0. */
  public int[] steps() {
    return steps;
  }

  /** Returns the node where every walker was before, or {@link #NO_NODE}. */
  public int[] previous() {
    return previous;
  }

  /** Returns the node where every walker is. */
  public int[] current() {
    return current;
  }

  /** Returns where every walker goes next: what a law writes. */
  public int[] next() {
    return next;
  }

  /** Returns where every walker started. */
  public int[] starts() {
    return starts;
  }

  /**
   * Returns the row of every walker's current node in the graph at hand; written by who moves the
   * walkers, and in a whole graph the same as {@link #current()}.
   */
  public int[] rows() {
    return rows;
  }

  /** Returns how many candidates every walker has drawn in this step. */
  int[] trials() {
    return trials;
  }

  /** Returns the places of the walkers that have to try (again). */
  int[] pending() {
    return pending;
  }

  /** Returns the height of every walker's last trial, which its candidate's bias has to reach. */
  double[] heights() {
    return heights;
  }

  /** Returns room for a law's questions about arcs. */
  ArcTests tests() {
    return tests;
  }

  /** Returns room for a law's area of the return arc, a walker. */
  double[] surpluses() {
    return surpluses;
  }

  /** Returns room for the positions of arcs that a law draws, a pending walker. */
  int[] positions() {
    return positions;
  }

  /** Adds a walker at a node, before its first step, in the last place. */
  public void add(long key, int node) {
    set(count++, key, node);
  }

  /** Puts another walker, before its first step, in a place. */
  public void set(int place, long key, int node) {
    keys[place] = key;
    steps[place] = 0;
    previous[place] = NO_NODE;
    current[place] = node;
    starts[place] = node;
  }

  /** Adds a walker that is on its way, in the last place. */
  void add(long key, int step, int before, int node, int start, int row) {
    keys[count] = key;
    steps[count] = step;
    previous[count] = before;
    current[count] = node;
    starts[count] = start;
    rows[count] = row;
    count++;
  }

  /** Removes a walker; the last one takes its place, with its next node. */
  public void remove(int place) {
    int last = --count;
    keys[place] = keys[last];
    steps[place] = steps[last];
    previous[place] = previous[last];
    current[place] = current[last];
    next[place] = next[last];
    starts[place] = starts[last];
    rows[place] = rows[last];
  }

  /** Moves a walker to its next node. */
  public void advance(int place) {
    previous[place] = current[place];
    current[place] = next[place];
    steps[place]++;
  }
}
