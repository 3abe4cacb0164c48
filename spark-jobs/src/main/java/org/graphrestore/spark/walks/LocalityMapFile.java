package org.graphrestore.spark.walks;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.graphrestore.graph.LocalityMap;

/**
 * A locality map in a scratch file, 2 bytes a node, little-endian, in order of index. Every JVM
 * reads it once and keeps it until {@link #release}. The checksum travels with the name, so that
 * all JVMs have the same map or none.
 */
final class LocalityMapFile implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nodes a segment of the file. */
  private static final int SEGMENT = 1 << 22;

  private static final Map<String, LocalityMap> HELD = new ConcurrentHashMap<>();

  private final ExchangeFiles files;
  private final String name;
  private final int nodes;
  private final int blocks;
  private final long checksum;

  private LocalityMapFile(ExchangeFiles files, String name, int nodes, int blocks, long checksum) {
    this.files = files;
    this.name = name;
    this.nodes = nodes;
    this.blocks = blocks;
    this.checksum = checksum;
  }

  /**
   * Writes a map.
   *
   * @return its checksum
   */
  static long write(ExchangeFiles files, String name, LocalityMap map) throws IOException {
    try (ExchangeWriter writer = files.create(name, 1)) {
      for (int from = 0; from < map.nodes(); from += SEGMENT) {
        int first = from;
        int count = Math.min(SEGMENT, map.nodes() - first);
        writer.segment(
            target -> count * Short.BYTES,
            (target, buffer) -> {
              for (int i = 0; i < count; i++) {
                buffer.putShort((short) map.blockOf(first + i));
              }
            });
      }

      writer.finish();
    }

    CRC32C sum = new CRC32C();
    for (int node = 0; node < map.nodes(); node++) {
      add(sum, map.blockOf(node));
    }

    return sum.getValue();
  }

  /** Describes a map that {@link #write} has written. */
  static LocalityMapFile of(
      ExchangeFiles files, String name, int nodes, int blocks, long checksum) {
    return new LocalityMapFile(files, name, nodes, blocks, checksum);
  }

  /** Returns the number of blocks. */
  int blocks() {
    return blocks;
  }

  /** Returns this JVM's one copy of the map; the first task that asks reads it. */
  LocalityMap map() {
    return HELD.computeIfAbsent(toString(), path -> read());
  }

  /** Lets this JVM's copy go. */
  void release() {
    HELD.remove(toString());
  }

  /** Returns how many maps this JVM holds. */
  static int held() {
    return HELD.size();
  }

  @Override
  public String toString() {
    return files + "/" + name;
  }

  private LocalityMap read() {
    short[] blockOf = new short[nodes];
    int[] at = new int[1];
    CRC32C sum = new CRC32C();
    try {
      files.read(
          name,
          0,
          ExchangeFiles.room(1 << 16),
          section -> {
            while (section.hasRemaining() && at[0] < nodes) {
              short block = section.getShort();
              blockOf[at[0]++] = block;
              add(sum, block);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the locality map " + this, e);
    }

    if (at[0] != nodes || sum.getValue() != checksum) {
      throw new IllegalStateException(
          "The locality map "
              + this
              + " is damaged (found "
              + at[0]
              + " nodes and checksum "
              + sum.getValue()
              + ", needs "
              + nodes
              + " and "
              + checksum
              + "); run the stage again");
    }

    return new LocalityMap(blocks, blockOf);
  }

  private static void add(CRC32C sum, int block) {
    sum.update(block & 0xFF);
    sum.update(block >>> 8);
  }
}
