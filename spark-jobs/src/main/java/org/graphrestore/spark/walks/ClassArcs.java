package org.graphrestore.spark.walks;

import java.util.List;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.AdjacencyBuilder;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.JvmGraph;
import org.graphrestore.walk.ArcClasses;
import org.graphrestore.walk.Metapath;

/**
 * Reads arcs by the classes of a path: one block a class, of the same rows. An arc that several
 * classes take is in several blocks, and one that none takes in none.
 */
final class ClassArcs {
  private final GraphFiles files;
  private final int classes;
  private final ArcClasses byRelation;
  private final byte[] types;
  private final long[][] byType;

  private ClassArcs(
      GraphFiles files, int classes, ArcClasses byRelation, byte[] types, long[][] byType) {
    this.files = files;
    this.classes = classes;
    this.byRelation = byRelation;
    this.types = types;
    this.byType = byType;
  }

  /** Prepares to read the arcs of a path; over types, reads the types of all nodes. */
  static ClassArcs of(GraphFiles files, Metapath path) {
    int classes = path.classes().size();
    return path.over() == Metapath.Over.RELATIONS
        ? new ClassArcs(
            files, classes, path.ofRelations(files.relations(), files.directed()), null, null)
        : new ClassArcs(files, classes, null, types(files, path.distinctNames()), path.ofTypes());
  }

  /** Reads the rows of a range. */
  AdjacencyBlock[] read(long first, int rows) {
    AdjacencyBlock[] blocks = out(first, rows);
    if (types == null && files.directed() && byRelation.anyAgainst()) {
      AdjacencyBlock[] in = in(first, rows);
      for (int c = 0; c < classes; c++) {
        blocks[c] = union(blocks[c], in[c]);
      }
    }

    return blocks;
  }

  private AdjacencyBlock[] out(long first, int rows) {
    AdjacencyBuilder[] builders = builders(first, rows);
    if (types == null) {
      files.visitOut(
          first,
          rows,
          false,
          (row, neighbour, weight, relation, inverse) ->
              add(builders, row, neighbour, taken(first + row, neighbour, relation, inverse)));
    } else {
      files.visitOut(
          first,
          rows,
          false,
          (row, neighbour, weight, relation, inverse) ->
              add(
                  builders,
                  row,
                  neighbour,
                  byType[0][types[(int) first + row]] & byType[1][types[neighbour]]));
    }

    return build(builders);
  }

  /**
   * An edge from a node to itself is one arc that leads both ways, unless the graph is directed.
   */
  private long taken(long node, int neighbour, int relation, boolean inverse) {
    if (node == neighbour && !files.directed()) {
      return byRelation.along(relation) | byRelation.against(relation);
    }

    return inverse ? byRelation.against(relation) : byRelation.along(relation);
  }

  private AdjacencyBlock[] in(long first, int rows) {
    AdjacencyBuilder[] builders = builders(first, rows);
    files.visitIn(
        first,
        rows,
        (row, neighbour, weight, relation, inverse) ->
            add(builders, row, neighbour, byRelation.against(relation)));
    return build(builders);
  }

  private AdjacencyBuilder[] builders(long first, int rows) {
    AdjacencyBuilder[] builders = new AdjacencyBuilder[classes];
    for (int c = 0; c < classes; c++) {
      builders[c] = new AdjacencyBuilder(first, rows, false);
    }

    return builders;
  }

  private static void add(AdjacencyBuilder[] builders, int row, int neighbour, long mask) {
    for (long left = mask; left != 0; left &= left - 1) {
      builders[Long.numberOfTrailingZeros(left)].add(row, neighbour, 1);
    }
  }

  private static AdjacencyBlock[] build(AdjacencyBuilder[] builders) {
    AdjacencyBlock[] blocks = new AdjacencyBlock[builders.length];
    for (int c = 0; c < builders.length; c++) {
      blocks[c] = builders[c].build();
    }

    return blocks;
  }

  /** Merges the rows of two blocks of the same range. */
  private static AdjacencyBlock union(AdjacencyBlock left, AdjacencyBlock right) {
    if (left.arcs() == 0 || right.arcs() == 0) {
      return left.arcs() == 0 ? right : left;
    }

    AdjacencyBuilder builder = new AdjacencyBuilder(left.firstIndex(), left.rows(), false);
    for (int row = 0; row < left.rows(); row++) {
      int l = left.offsets()[row];
      int r = right.offsets()[row];
      while (l < left.offsets()[row + 1] || r < right.offsets()[row + 1]) {
        boolean takesLeft =
            r == right.offsets()[row + 1]
                || (l < left.offsets()[row + 1] && left.targets()[l] <= right.targets()[r]);
        builder.add(row, takesLeft ? left.targets()[l++] : right.targets()[r++], 1);
      }
    }

    return builder.build();
  }

  /** Returns for every node the place of its type among the names, from 1, or 0: 1 byte a node. */
  private static byte[] types(GraphFiles files, List<String> names) {
    return JvmGraph.once(
        files,
        "types " + names,
        byte[].class,
        () -> {
          byte[] types = new byte[Math.toIntExact(files.nodes())];
          files.visitTypes(
              0, types.length, (row, type) -> types[row] = (byte) (names.indexOf(type) + 1));
          return types;
        });
  }
}
