package org.graphrestore.walk;

import java.io.Serializable;
import org.graphrestore.graph.BlockLayout;

/**
 * Which walks are made together, and the number of each among them. A <em>home</em> is a contiguous
 * range of starts; a <em>wave</em> takes one contiguous part of every home, with all walks of its
 * starts. So the walks of a wave that have a common home lie together in the walk store, and the
 * nodes of their paths are gathered there.
 *
 * <pre>
 * 10 starts, 2 homes, 2 waves, 3 walks a node        home 0        home 1
 *                                          wave 0    0 1           5 6
 *                                          wave 1    2 3 4         7 8 9
 * number of walk 2 of start 6 in wave 0    1 * 9 + 1 * 3 + 2       (9 = 3 walks of 3 starts)
 * </pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class WaveLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  private final BlockLayout homes;
  private final int walksPerNode;
  private final int wave;
  private final int waves;
  private final int width;

  /**
   * Describes a wave.
   *
   * @param homes the starts of the graph, cut into homes
   * @param walksPerNode walks of every start
   * @param wave number of this wave, from 0
   * @param waves number of waves
   * @throws IllegalArgumentException if the wave has more than 2<sup>31</sup>-1 places for walks
   */
  public WaveLayout(BlockLayout homes, int walksPerNode, int wave, int waves) {
    if (walksPerNode < 1 || waves < 1 || wave < 0 || wave >= waves) {
      throw new IllegalArgumentException(
          "Invalid wave " + wave + " of " + waves + ", " + walksPerNode + " walks a node");
    }

    long most = (homes.rowsPerBlock() + waves - 1L) / waves * walksPerNode;
    if (most * Math.max(1, homes.blocks()) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "A wave of "
              + most * homes.blocks()
              + " walks is too large (at most "
              + Integer.MAX_VALUE
              + "); use more than "
              + waves
              + " waves");
    }

    this.homes = homes;
    this.walksPerNode = walksPerNode;
    this.wave = wave;
    this.waves = waves;
    this.width = (int) most;
  }

  /** Returns the fewest waves in which a wave has at most so many walks. */
  public static int wavesFor(BlockLayout homes, int walksPerNode, long mostWalks) {
    long walks = Math.multiplyExact(homes.nodes(), (long) walksPerNode);
    long waves = (walks + Math.max(1, mostWalks) - 1) / Math.max(1, mostWalks);
    return (int) Math.max(1, Math.min(waves, homes.rowsPerBlock()));
  }

  /** Returns the number of homes. */
  public int homes() {
    return homes.blocks();
  }

  /** Returns the index of the first start of a home in this wave. */
  public long firstStart(int home) {
    return homes.firstIndex(home) + cut(home, wave);
  }

  /** Returns the number of starts of a home in this wave; 0 in some waves of a small home. */
  public int starts(int home) {
    return cut(home, wave + 1) - cut(home, wave);
  }

  /** Returns the number of walks of every start. */
  public int walksPerNode() {
    return walksPerNode;
  }

  /** Returns the places for walks of a home: walks are numbered {@code home * width + place}. */
  public int width() {
    return width;
  }

  /**
   * Returns the number of a walk in this wave.
   *
   * @param row the start's row among those of the home in this wave
   * @param number the walk's number among those of its start
   */
  public int walk(int home, int row, int number) {
    return home * width + row * walksPerNode + number;
  }

  /** Returns the home of a walk. */
  public int homeOf(int walk) {
    return walk / width;
  }

  /** Returns the place of a walk among those of its home. */
  public int placeOf(int walk) {
    return walk % width;
  }

  private int cut(int home, int part) {
    return (int) ((long) homes.rows(home) * part / waves);
  }
}
