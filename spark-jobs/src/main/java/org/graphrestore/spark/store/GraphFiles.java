package org.graphrestore.spark.store;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.AdjacencyBuilder;
import org.graphrestore.walk.Relations;

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
  private final TableFiles relationFiles;
  private final boolean typed;
  private final SerializableConfiguration conf;

  /**
   * Describes the tables of a store.
   *
   * @param path the store's folder
   * @param manifest its manifest; while a store is being written, one with fewer tables
   * @param conf the file system's configuration
   */
  public GraphFiles(Path path, StoreManifest manifest, Configuration conf) {
    this.path = path.toString();
    this.nodes = manifest.counts().get("nodes");
    this.directed = Boolean.parseBoolean(manifest.facts().get("directed"));
    this.weighted = Boolean.parseBoolean(manifest.facts().get("weighted"));
    this.fingerprint = manifest.fingerprint();
    this.conf = new SerializableConfiguration(conf);
    this.nodeFiles = TableFiles.of(manifest.tables().get(GraphStore.NODES));
    this.arcFiles = TableFiles.of(manifest.tables().get(GraphStore.ARCS));
    this.relationFiles = TableFiles.of(manifest.tables().get(GraphStore.RELATIONS));
    StoreManifest.Table nodeTable = manifest.tables().get(GraphStore.NODES);
    this.typed = nodeTable != null && nodeTable.schema().contains("type STRING");
    this.inArcFiles =
        directed ? TableFiles.of(manifest.tables().get(GraphStore.IN_ARCS)) : arcFiles;
  }

  /** Returns the number of nodes. */
  public long nodes() {
    return nodes;
  }

  /** Returns whether an edge leads one way only. */
  public boolean directed() {
    return directed;
  }

  /** Returns whether edges have weights. */
  public boolean weighted() {
    return weighted;
  }

  /** Returns whether nodes may have types. */
  public boolean typed() {
    return typed;
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
   * Cuts all nodes where the files of arcs are cut, so that reading the pieces reads every file
   * once.
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
    return outNeighbours(firstIndex, rows, weighted);
  }

  /**
   * Reads out-neighbours as {@link #outNeighbours(long, int)}, with or without their weights.
   *
   * @param withWeights false where nobody asks for weights, which then are not read; a graph
   *     without weights has none either way
   */
  public AdjacencyBlock outNeighbours(long firstIndex, int rows, boolean withWeights) {
    return neighbours(arcFiles, "src", "dst", firstIndex, rows, withWeights && weighted);
  }

  /** Reads the in-neighbours, as {@link #outNeighbours}; the same in an undirected graph. */
  public AdjacencyBlock inNeighbours(long firstIndex, int rows) {
    return directed
        ? neighbours(inArcFiles, "dst", "src", firstIndex, rows, weighted)
        : outNeighbours(firstIndex, rows);
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

  /** Reads the relations: 100,000 at most; none in a graph without relations. */
  public Relations relations() {
    List<String> names = new ArrayList<>();
    List<Long> edges = new ArrayList<>();
    for (int f = 0; f < relationFiles.count(); f++) {
      read(
          relationFiles.path(f),
          null,
          0,
          0,
          List.of("name", "edges"),
          (count, columns) -> {
            for (long i = 0; i < count; i++) {
              names.add(new String(columns[0].nextBytes(), StandardCharsets.UTF_8));
              edges.add(columns[1].nextLong());
            }
          });
    }

    return new Relations(names, edges.stream().mapToLong(Long::longValue).toArray());
  }

  /** Takes the types of nodes. */
  @FunctionalInterface
  public interface TypeVisitor {
    /**
     * Takes a node's type.
     *
     * @param row place in the range
     * @param type its type, or null
     */
    void type(int row, String type);
  }

  /**
   * Visits the types of a range's nodes.
   *
   * @throws IllegalStateException if the graph has no types
   */
  public void visitTypes(long firstIndex, int rows, TypeVisitor visitor) {
    if (!typed) {
      throw new IllegalStateException("The nodes of the graph " + path + " have no types");
    }

    eachNode(
        "type",
        firstIndex,
        rows,
        (row, column) -> {
          byte[] type = column.nextBytes();
          visitor.type(row, type == null ? null : new String(type, StandardCharsets.UTF_8));
        });
  }

  /** Takes arcs with all that is known of them. */
  @FunctionalInterface
  public interface RelationVisitor {
    /**
     * Takes an arc.
     *
     * @param row place of its node in the range
     * @param neighbour the node at its other end
     * @param weight 1 in a graph without weights, or where weights are not read
     * @param relation its relation's number
     * @param inverse whether it runs against its relation's direction
     */
    void arc(int row, int neighbour, float weight, int relation, boolean inverse);
  }

  /**
   * Visits the out-arcs of a range in the order of the table, parallel ones and loops included.
   *
   * @param withWeights whether weights are read
   */
  public void visitOut(long firstIndex, int rows, boolean withWeights, RelationVisitor visitor) {
    visit(arcFiles, List.of("src", "dst"), firstIndex, rows, withWeights, visitor);
  }

  /** Visits the in-arcs of a range in a directed graph, as {@link #visitOut}, without weights. */
  public void visitIn(long firstIndex, int rows, RelationVisitor visitor) {
    visitIn(firstIndex, rows, false, visitor);
  }

  /** Visits the in-arcs of a range in a directed graph, as {@link #visitOut}. */
  public void visitIn(long firstIndex, int rows, boolean withWeights, RelationVisitor visitor) {
    visit(inArcFiles, List.of("dst", "src"), firstIndex, rows, withWeights, visitor);
  }

  private void visit(
      TableFiles files,
      List<String> ends,
      long firstIndex,
      int rows,
      boolean withWeights,
      RelationVisitor visitor) {
    checkHeld();
    boolean reads = withWeights && weighted;
    List<String> columns = new ArrayList<>(ends);
    columns.addAll(List.of("relation", "inverse"));
    if (reads) {
      columns.add("weight");
    }

    eachArc(
        files,
        columns,
        firstIndex,
        rows,
        (row, neighbour, cursors) -> {
          int relation = cursors[2].nextInt();
          boolean inverse = cursors[3].nextBoolean();
          float weight = reads ? cursors[4].nextFloat() : 1;
          visitor.arc(row, (int) neighbour, weight, relation, inverse);
        });
  }

  /** Counts the distinct out-neighbours of {@code rows} nodes from the arcs. */
  public int[] countOut(long firstIndex, int rows) {
    return count(arcFiles, "src", "dst", firstIndex, rows);
  }

  /** Counts the distinct in-neighbours of {@code rows} nodes from the arcs. */
  public int[] countIn(long firstIndex, int rows) {
    return directed
        ? count(inArcFiles, "dst", "src", firstIndex, rows)
        : count(arcFiles, "src", "dst", firstIndex, rows);
  }

  /** Takes arcs. */
  @FunctionalInterface
  public interface ArcVisitor {
    /** Takes an arc by the indices of its nodes. */
    void arc(long src, long dst) throws IOException;
  }

  /**
   * Visits the out-arcs of {@code rows} nodes in the order of the table, parallel ones and loops
   * included. Holds no more than a row group's pages.
   */
  public void visitArcs(long firstIndex, int rows, ArcVisitor visitor) {
    eachArc(
        arcFiles,
        List.of("src", "dst"),
        firstIndex,
        rows,
        (row, neighbour, cursors) -> visitor.arc(firstIndex + row, neighbour));
  }

  private AdjacencyBlock neighbours(
      TableFiles files, String from, String to, long firstIndex, int rows, boolean withWeights) {
    checkHeld();
    AdjacencyBuilder builder = new AdjacencyBuilder(firstIndex, rows, withWeights);
    eachArc(
        files,
        withWeights ? List.of(from, to, "weight") : List.of(from, to),
        firstIndex,
        rows,
        (row, neighbour, cursors) ->
            builder.add(row, (int) neighbour, withWeights ? cursors[2].nextFloat() : 1));
    return builder.build();
  }

  private int[] count(TableFiles files, String from, String to, long firstIndex, int rows) {
    int[] counts = new int[rows];
    long[] last = {-1, -1};
    eachArc(
        files,
        List.of(from, to),
        firstIndex,
        rows,
        (row, neighbour, cursors) -> {
          if (row != last[0] || neighbour != last[1]) {
            counts[row]++;
            last[0] = row;
            last[1] = neighbour;
          }
        });
    return counts;
  }

  private interface Arc {
    /** Takes an arc, and one value of every cursor after the second. */
    void take(int row, long neighbour, ParquetColumns.Column[] cursors) throws IOException;
  }

  /**
   * Visits the arcs of a range in order.
   *
   * @param columns this end, the other one, and what else is asked for
   */
  private void eachArc(TableFiles files, List<String> columns, long firstIndex, int rows, Arc arc) {
    check(firstIndex, rows);
    long last = firstIndex + rows - 1;
    for (int f : files.overlapping(firstIndex, last)) {
      read(
          files.path(f),
          columns.get(0),
          firstIndex,
          last,
          columns,
          (count, cursors) -> {
            for (long i = 0; i < count; i++) {
              long node = cursors[0].nextLong();
              if (node > last) {
                break;
              }

              if (node >= firstIndex) {
                arc.take((int) (node - firstIndex), cursors[1].nextLong(), cursors);
              } else {
                for (int c = 1; c < cursors.length; c++) {
                  cursors[c].skip(1);
                }
              }
            }
          });
    }
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
          "Nodes "
              + firstIndex
              + " .. "
              + (firstIndex + rows - 1)
              + " are not all in a graph of "
              + nodes
              + " nodes");
    }
  }

  private void checkHeld() {
    if (nodes > Integer.MAX_VALUE) {
      throw new UserMistakeException(
          "The graph in "
              + path
              + " has "
              + nodes
              + " nodes (at most "
              + Integer.MAX_VALUE
              + " can be held in memory)");
    }
  }
}
