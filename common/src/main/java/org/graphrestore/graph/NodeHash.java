package org.graphrestore.graph;

import java.nio.charset.StandardCharsets;
import net.openhft.hashing.LongHashFunction;

/**
 * The hash of an original node id: XXH64 with seed 42 over the id's UTF-8 bytes, where a number is
 * its decimal text. So the text {@code 5} of an edge list and the integer 5 of a Parquet file are
 * one node, with one hash and one place in the order of nodes.
 *
 * <p>It is the function that Spark SQL calls {@code xxhash64} on a string column. It does not
 * depend on a run's seed: one graph store serves every seed, and the seed enters with each draw
 * (see {@link org.graphrestore.random.Seeds}).
 */
public final class NodeHash {
  private static final LongHashFunction XXH64 = LongHashFunction.xx(42);

  private NodeHash() {}

  /** Returns the hash of a text id. */
  public static long of(String id) {
    return of(id.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the hash of a text id's UTF-8 bytes. */
  public static long of(byte[] utf8) {
    return XXH64.hashBytes(utf8);
  }

  /** Returns the hash of a numeric id: that of its decimal text. */
  public static long of(long id) {
    return of(Long.toString(id));
  }
}
