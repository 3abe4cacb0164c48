package org.graphrestore.random;

/**
 * Counter-based random numbers: a draw is a pure function of what it is for, never of when or where
 * it is made.
 *
 * <p>A <em>key</em> is {@code key(seed, purpose, parts...)}: each part is absorbed by an
 * exclusive-or followed by a bijective finalizer (Stafford's variant 13, the mixer of SplitMix64;
 * Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). A
 * <em>draw</em> is the n-th output of SplitMix64 started at that key, addressed by its counter, so
 * that draws may be skipped, repeated or made in any order.
 *
 * <p>Stateless and thread-safe. The functions are frozen: changing one changes every result.
 */
public final class Seeds {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /** Returns the key for draws that only depend on the run's seed and a purpose. */
  public static long key(long seed, Purpose purpose) {
    return mix(mix(seed + GOLDEN_GAMMA) ^ (purpose.code() * GOLDEN_GAMMA));
  }

  /** Returns the key for draws that depend on one part, for example the hash of a node's id. */
  public static long key(long seed, Purpose purpose, long part) {
    return absorb(key(seed, purpose), part);
  }

  /** Returns the key for draws that depend on two parts, in order. */
  public static long key(long seed, Purpose purpose, long part1, long part2) {
    return absorb(key(seed, purpose, part1), part2);
  }

  /** Returns the key for draws that depend on three parts, in order. */
  public static long key(long seed, Purpose purpose, long part1, long part2, long part3) {
    return absorb(key(seed, purpose, part1, part2), part3);
  }

  /** Returns a key that depends on {@code key} and on one more part. */
  public static long absorb(long key, long part) {
    return mix((key + GOLDEN_GAMMA) ^ (part * 0xD1342543DE82EF95L));
  }

  /** Returns the {@code counter}-th draw of a key: 64 uniform bits. */
  public static long draw(long key, long counter) {
    return mix(key + (counter + 1) * GOLDEN_GAMMA);
  }

  /**
   * Maps a draw to {@code [0, bound)} by multiplication.
   *
   * @param draw 64 uniform bits
   * @param bound at least 1
   * @return a value whose probability differs from {@code 1 / bound} by less than 2<sup>-63</sup>
   */
  public static int bounded(long draw, int bound) {
    return (int) Math.multiplyHigh(draw >>> 1, 2L * bound);
  }

  /** Maps a draw to a double in {@code [0, 1)}, a multiple of 2<sup>-53</sup>. */
  public static double unit(long draw) {
    return (draw >>> 11) * 0x1.0p-53;
  }

  /** Maps a draw to a float in {@code [0, 1)}, a multiple of 2<sup>-24</sup>. */
  public static float unitFloat(long draw) {
    return (draw >>> 40) * 0x1.0p-24f;
  }

  /** The finalizer: a bijection of 64 bits in which every input bit reaches every output bit. */
  public static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
