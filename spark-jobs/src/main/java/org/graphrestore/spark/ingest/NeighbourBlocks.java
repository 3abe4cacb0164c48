package org.graphrestore.spark.ingest;

import java.io.Serializable;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.SimpleNeighbours;
import org.graphrestore.spark.store.GraphFiles;

/**
 * The neighbours of each block's nodes in the simple graph without direction: read from the sorted
 * arcs, or from a scratch file where a later step has written fewer. Immutable.
 */
final class NeighbourBlocks implements Serializable {
  private static final long serialVersionUID = 1L;

  private final GraphFiles graph;
  private final BlockLayout layout;
  private final PreparationFiles files;
  private final String[] names;

  private NeighbourBlocks(
      GraphFiles graph, BlockLayout layout, PreparationFiles files, String[] names) {
    this.graph = graph;
    this.layout = layout;
    this.files = files;
    this.names = names;
  }

  static NeighbourBlocks of(GraphFiles graph, BlockLayout layout, PreparationFiles files) {
    return new NeighbourBlocks(graph, layout, files, new String[layout.blocks()]);
  }

  NeighbourBlocks with(String[] newNames) {
    return new NeighbourBlocks(graph, layout, files, newNames);
  }

  /** Returns the name of a block's scratch file, or null where it is read from the arcs. */
  String name(int block) {
    return names[block];
  }

  AdjacencyBlock read(int block) {
    if (names[block] != null) {
      return files.readBlock(names[block]);
    }

    long first = layout.firstIndex(block);
    AdjacencyBlock out = graph.outNeighbours(first, layout.rows(block));
    return graph.directed()
        ? SimpleNeighbours.union(out, graph.inNeighbours(first, layout.rows(block)))
        : SimpleNeighbours.withoutLoops(out);
  }
}
