package org.graphrestore.walk;

import java.util.Arrays;

/**
 * Puts the walks of one home of a wave together from the nodes that walkers left in many places;
 * starts are known here, and need not be left. Fragments may come in any order; a node that comes
 * twice is the same both times.
 *
 * <p>Memory: 4 bytes a place of a walk of full length. Not thread-safe.
 */
public final class WalkAssembly {
  private static final int NOTHING = -1;

  private final WaveLayout wave;
  private final int home;
  private final int length;
  private final InformationStop stop;
  private final int[] nodes;

  /**
   * Makes room.
   *
   * @param home the home whose walks are put together
   * @param params the settings of the walks; a rule that ends walks is applied when they are whole
   * @throws IllegalArgumentException if the walks of a home have more than 2<sup>31</sup>-9 places
   */
  public WalkAssembly(WaveLayout wave, int home, WalkParams params) {
    int length = params.length();
    long places = (long) wave.starts(home) * wave.walksPerNode() * length;
    if (places > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "The walks of "
              + wave.starts(home)
              + " starts have "
              + places
              + " places (at most "
              + (Integer.MAX_VALUE - 8)
              + " can be put together at once); use more waves");
    }

    this.wave = wave;
    this.home = home;
    this.length = length;
    this.stop = params.stop().byInformation() ? params.stop().ending() : null;
    this.nodes = new int[(int) places];
    Arrays.fill(nodes, NOTHING);
  }

  /** Adds nodes of walks, all of this home. */
  public void add(Fragments fragments) {
    fragments.placeInto(nodes);
  }

  /**
   * Returns the walks, by start and then by number, and counts them.
   *
   * @param startHashes hashes of the original ids of the home's starts in this wave
   * @param selection which walks were made
   * @param counts walks, nodes and lengths are added here
   * @throws IllegalStateException if nodes are missing
   */
  public WalkBatch walks(long[] startHashes, WalkSelection selection, WalkCounts counts) {
    int starts = wave.starts(home);
    int perNode = wave.walksPerNode();
    long[] hashes = new long[starts * perNode];
    int[] numbers = new int[starts * perNode];
    int[] offsets = new int[starts * perNode + 1];
    int walk = 0;
    int end = 0;
    for (int row = 0; row < starts; row++) {
      for (int number = 0; number < perNode; number++) {
        if (!selection.contains(startHashes[row], number)) {
          continue;
        }

        int from = (row * perNode + number) * length;
        nodes[from] = (int) wave.firstStart(home) + row;
        int nodesOfWalk = lengthOf(from, row, number);
        System.arraycopy(nodes, from, nodes, end, nodesOfWalk);
        end += nodesOfWalk;
        counts.walk(nodesOfWalk);
        hashes[walk] = startHashes[row];
        numbers[walk] = number;
        walk++;
        offsets[walk] = end;
      }
    }

    return new WalkBatch(
        Arrays.copyOf(hashes, walk),
        Arrays.copyOf(numbers, walk),
        Arrays.copyOf(offsets, walk + 1),
        Arrays.copyOf(nodes, end));
  }

  private int lengthOf(int from, int row, int number) {
    int count = 1;
    while (count < length && nodes[from + count] != NOTHING) {
      count++;
    }

    for (int place = count; place < length; place++) {
      if (nodes[from + place] != NOTHING) {
        throw new IllegalStateException(
            "Node "
                + count
                + " of walk "
                + number
                + " from start "
                + (wave.firstStart(home) + row)
                + " is missing, but not the one after it; an exchange file is damaged");
      }
    }

    return stop == null ? count : stop.length(nodes, from, count);
  }
}
