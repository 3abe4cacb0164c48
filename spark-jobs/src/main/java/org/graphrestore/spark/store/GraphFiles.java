package org.graphrestore.spark.store;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.AdjacencyBlock;

/**
 * A graph store as tasks see it: reads index ranges straight from the Parquet files, without a
 * session. Reads only the files and row groups that overlap the range.
 *
 * <p>Immutable and thread-safe; serializable with Java's serialization, so it travels in closures.
 */
public final class GraphFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final long nodes;
  private final boolean directed;
  private final boolean weighted;
  private final String fingerprint;
  private final TableFiles nodeFiles;
  private final TableFiles arcFiles;
  private final TableFiles inArcFiles;
  private final SerializableConfiguration conf;

  GraphFiles(Path path, StoreManifest manifest, Configuration conf) {
    this.path = path.toString();
    this.nodes = manifest.counts().get("nodes");
    this.directed = Boolean.parseBoolean(manifest.facts().get("directed"));
    this.weighted = Boolean.parseBoolean(manifest.facts().get("weighted"));
    this.fingerprint = manifest.fingerprint();
    this.conf = new SerializableConfiguration(conf);
    this.nodeFiles = TableFiles.of(manifest.table(GraphStore.NODES));
    this.arcFiles = TableFiles.of(manifest.table(GraphStore.ARCS));
    this.inArcFiles = directed ? TableFiles.of(manifest.table(GraphStore.IN_ARCS)) : arcFiles;
  }

  /** Returns the number of nodes. */
  public long nodes() {
    return nodes;
  }

  /** Returns whether an edge leads one way only. */
  public boolean directed() {
    return directed;
  }

  /** Returns the checksum of the graph's content. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Returns the store's folder and the checksum: the name of this graph in a JVM. */
  String identity() {
    return path + "#" + fingerprint;
  }

  /**
   * Cuts all nodes where the files of arcs are cut, so that reading the pieces reads every file once.
   *
   * @return first indices of the pieces, ascending from 0, and the number of nodes at the end
   */
  long[] pieces() {
    return arcFiles.cuts(nodes);
  }

  /**
   * Reads the out-neighbours of {@code rows} nodes: each once, ascending; the weights of parallel
   * arcs summed in the order of relations, or null in a graph without weights.
   *
   * @throws IllegalArgumentException if the range is not inside the graph
   */
  public AdjacencyBlock outNeighbours(long firstIndex, int rows) {
    return neighbours(arcFiles, "src", "dst", firstIndex, rows);
  }

  /** Reads the in-neighbours, as {@link #outNeighbours}; the same in an undirected graph. */
  public AdjacencyBlock inNeighbours(long firstIndex, int rows) {
    return directed
        ? neighbours(inArcFiles, "dst", "src", firstIndex, rows)
        : neighbours(arcFiles, "src", "dst", firstIndex, rows);
  }

  /** Reads the hashes of the nodes' ids. */
  public long[] hashes(long firstIndex, int rows) {
    long[] hashes = new long[rows];
    eachNode("hash", firstIndex, rows, (row, column) -> hashes[row] = column.nextLong());
    return hashes;
  }

  /**
   * Reads degrees: the number of distinct neighbours, or of distinct out-neighbours plus distinct
   * in-neighbours in a directed graph.
   */
  public int[] degrees(long firstIndex, int rows) {
    int[] degrees = new int[rows];
    eachNode("out_degree", firstIndex, rows, (row, column) -> degrees[row] += column.nextInt());
    if (directed) {
      eachNode("in_degree", firstIndex, rows, (row, column) -> degrees[row] += column.nextInt());
    }

    return degrees;
  }

  private AdjacencyBlock neighbours(
      TableFiles files, String from, String to, long firstIndex, int rows) {
    check(firstIndex, rows);
    if (nodes > Integer.MAX_VALUE) {
      throw new UserMistakeException(
          "The graph in " + path + " has " + nodes + " nodes (at most " + Integer.MAX_VALUE
              + " can be held in memory)");
    }

    AdjacencyBuilder builder = new AdjacencyBuilder(firstIndex, rows, weighted);
    List<String> columns = weighted ? List.of(from, to, "weight") : List.of(from, to);
    long last = firstIndex + rows - 1;
    for (int f : files.overlapping(firstIndex, last)) {
      read(
          files.path(f),
          from,
          firstIndex,
          last,
          columns,
          (count, cursors) -> {
            for (long i = 0; i < count; i++) {
              long node = cursors[0].nextLong();
              if (node > last) {
                break;
              }

              int neighbour = (int) cursors[1].nextLong();
              float weight = weighted ? cursors[2].nextFloat() : 1;
              if (node >= firstIndex) {
                builder.add((int) (node - firstIndex), neighbour, weight);
              }
            }
          });
    }

    return builder.build();
  }

  private interface NodeValue {
    void take(int row, ParquetColumns.Column column);
  }

  private void eachNode(String column, long firstIndex, int rows, NodeValue value) {
    check(firstIndex, rows);
    long last = firstIndex + rows - 1;
    for (int f : nodeFiles.overlapping(firstIndex, last)) {
      read(
          nodeFiles.path(f),
          "index",
          firstIndex,
          last,
          List.of("index", column),
          (count, cursors) -> {
            for (long i = 0; i < count; i++) {
              long index = cursors[0].nextLong();
              if (index >= firstIndex && index <= last) {
                value.take((int) (index - firstIndex), cursors[1]);
              } else {
                cursors[1].skip(1);
              }
            }
          });
    }
  }

  private void read(
      String file,
      String key,
      long firstKey,
      long lastKey,
      List<String> columns,
      ParquetColumns.GroupVisitor visitor) {
    try {
      ParquetColumns.visit(
          conf.value(), new Path(path, file), key, firstKey, lastKey, columns, visitor);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + " of the graph " + path, e);
    }
  }

  private void check(long firstIndex, int rows) {
    if (firstIndex < 0 || rows < 0 || firstIndex + rows > nodes) {
      throw new IllegalArgumentException(
          "Nodes " + firstIndex + " .. " + (firstIndex + rows - 1) + " are not all in a graph of "
              + nodes + " nodes");
    }
  }

  /** Collects sorted arcs into rows, merging parallel ones. */
  private static final class AdjacencyBuilder {
    private final long firstIndex;
    private final int[] offsets;
    private int[] targets = new int[1024];
    private float[] weights;
    private int size;
    private int row;
    private int rowStart;
    private double sum;

    AdjacencyBuilder(long firstIndex, int rows, boolean weighted) {
      this.firstIndex = firstIndex;
      this.offsets = new int[rows + 1];
      this.weights = weighted ? new float[1024] : null;
    }

    void add(int newRow, int target, float weight) {
      while (row < newRow) {
        row++;
        offsets[row] = size;
        rowStart = size;
      }

      if (size > rowStart && targets[size - 1] == target) {
        sum += weight;
      } else {
        if (size == targets.length) {
          grow();
        }

        targets[size] = target;
        size++;
        sum = weight;
      }

      if (weights != null) {
        weights[size - 1] = (float) sum;
      }
    }

    private void grow() {
      if (size > Integer.MAX_VALUE - 1024) {
        throw new UserMistakeException(
            "A block of " + (offsets.length - 1) + " nodes has more than " + size
                + " arcs, more than one block can hold; use more blocks");
      }

      int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, size + (long) (size >> 1));
      this.targets = Arrays.copyOf(targets, capacity);
      if (weights != null) {
        this.weights = Arrays.copyOf(weights, capacity);
      }
    }

    AdjacencyBlock build() {
      Arrays.fill(offsets, row + 1, offsets.length, size);
      return new AdjacencyBlock(
          firstIndex,
          offsets,
          Arrays.copyOf(targets, size),
          weights == null ? null : Arrays.copyOf(weights, size));
    }
  }
}
