package org.graphrestore.graph;

import org.graphrestore.random.Seeds;

/**
 * A checksum of a graph's content: the wrapping sum of one mix for every node, arc and relation, so
 * that parts may be added in any order and the same graph has the same checksum whatever files,
 * splits and formats it came in.
 */
public final class GraphChecksum {
  private static final long NODE = 0x6e6f6465L;
  private static final long TYPE = 0x74797065L;
  private static final long ARC = 0x617263L;
  private static final long RELATION = 0x72656c6174696f6eL;

  private GraphChecksum() {}

  /**
   * Returns the mix of a node.
   *
   * @param hash hash of its id
   * @param labelHash hash of its label, 0 without one
   */
  public static long node(long index, long hash, long labelHash) {
    return Seeds.absorb(Seeds.absorb(Seeds.absorb(NODE, index), hash), labelHash);
  }

  /** Returns the mix of a node's type, added only where it has one. */
  public static long nodeType(long index, long typeHash) {
    return Seeds.absorb(Seeds.absorb(TYPE, index), typeHash);
  }

  /** Returns the mix of an arc. */
  public static long arc(long src, long dst, float weight, int relation, boolean inverse) {
    long ends = Seeds.absorb(Seeds.absorb(ARC, src), dst);
    long kind = (long) relation << 1 | (inverse ? 1 : 0);
    return Seeds.absorb(Seeds.absorb(ends, kind), Float.floatToIntBits(weight));
  }

  /** Returns the mix of a relation. */
  public static long relation(int relation, String name) {
    return Seeds.absorb(Seeds.absorb(RELATION, relation), NodeHash.of(name));
  }

  /** Returns the mix of a graph's kind. */
  public static long kind(boolean directed, boolean weighted, boolean relational, IdType idType) {
    return Seeds.mix(
        (directed ? 1 : 0)
            | (weighted ? 2 : 0)
            | (relational ? 4 : 0)
            | (idType == IdType.LONG ? 8 : 0));
  }
}
