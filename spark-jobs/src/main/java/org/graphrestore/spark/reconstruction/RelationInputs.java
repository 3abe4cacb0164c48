package org.graphrestore.spark.reconstruction;

import java.util.BitSet;
import java.util.List;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.AdjacencyBuilder;
import org.graphrestore.reconstruction.RelationGroup;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.walk.ArcClasses;
import org.graphrestore.walk.Relations;

/**
 * The edges of some relations alone, and all vectors. An edge between two nodes is one, however
 * many of the relations it has; weights are those of these relations, summed. Travels in closures.
 */
final class RelationInputs implements EvaluationInputs {
  private static final long serialVersionUID = 1L;
  private static final String SETTING = "reconstruct.relations";

  private final GraphFiles graph;
  private final EvaluationInputs all;
  private final BitSet along = new BitSet();
  private final BitSet against = new BitSet();
  private final long edges;

  private RelationInputs(GraphFiles graph, EvaluationInputs all, ArcClasses taken, Relations of) {
    this.graph = graph;
    this.all = all;
    long sum = 0;
    for (int relation = 0; relation < of.size(); relation++) {
      along.set(relation, taken.along(relation) != 0);
      against.set(relation, taken.against(relation) != 0);
      sum += (taken.along(relation) | taken.against(relation)) == 0 ? 0 : of.edges(relation);
    }
    this.edges = sum;
  }

  /**
   * Finds the relations of a group.
   *
   * @param all edges and vectors of the whole graph
   * @throws UserMistakeException if the graph has no relations, or no edge has one of them; then
   *     the message names one that is like it
   */
  static RelationInputs of(GraphStore graph, EvaluationInputs all, RelationGroup group) {
    Relations relations = graph.files().relations();
    return new RelationInputs(graph.files(), all, require(graph, group), relations);
  }

  /** Returns which arcs a group takes, or refuses it as {@link #of} does. */
  static ArcClasses require(GraphStore graph, RelationGroup group) {
    if (!graph.relational()) {
      throw new UserMistakeException(
          SETTING
              + " names "
              + group.text()
              + ", but the edges of "
              + graph.path()
              + " have no relations; ingest them with a column of relations (--relation)");
    }

    Relations relations = graph.files().relations();
    try {
      return ArcClasses.of(List.of(group.relations()), relations, graph.directed(), SETTING);
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(e.getMessage() + " [" + graph.path() + "]", e);
    }
  }

  /** Returns the number of edges that have one of the relations, parallel ones counted each. */
  long edges() {
    return edges;
  }

  @Override
  public AdjacencyBlock incoming(long firstIndex, int rows) {
    // In an undirected graph every edge is two arcs, and the arc v - u tells how u - v runs.
    return graph.directed()
        ? AdjacencyBuilder.union(
            in(firstIndex, rows, along), out(firstIndex, rows, against, against))
        : out(firstIndex, rows, against, along);
  }

  @Override
  public AdjacencyBlock outgoing(long firstIndex, int rows) {
    return graph.directed()
        ? AdjacencyBuilder.union(out(firstIndex, rows, along, along), in(firstIndex, rows, against))
        : out(firstIndex, rows, along, against);
  }

  @Override
  public EmbeddingBlock vectors(long firstIndex, int rows) {
    return all.vectors(firstIndex, rows);
  }

  @Override
  public EmbeddingBlock targets(long firstIndex, int rows) {
    return all.targets(firstIndex, rows);
  }

  @Override
  public boolean missingLast() {
    return all.missingLast();
  }

  /**
   * Reads out-arcs.
   *
   * @param ifAlong relations whose arcs are taken that run along their relation
   * @param ifAgainst relations whose arcs are taken that run against it
   */
  private AdjacencyBlock out(long firstIndex, int rows, BitSet ifAlong, BitSet ifAgainst) {
    AdjacencyBuilder builder = new AdjacencyBuilder(firstIndex, rows, graph.weighted());
    if (!ifAlong.isEmpty() || !ifAgainst.isEmpty()) {
      graph.visitOut(
          firstIndex,
          rows,
          true,
          (row, neighbour, weight, relation, inverse) -> {
            if (inverse ? ifAgainst.get(relation) : ifAlong.get(relation)) {
              builder.add(row, neighbour, weight);
            }
          });
    }
    return builder.build();
  }

  private AdjacencyBlock in(long firstIndex, int rows, BitSet taken) {
    AdjacencyBuilder builder = new AdjacencyBuilder(firstIndex, rows, graph.weighted());
    if (!taken.isEmpty()) {
      graph.visitIn(
          firstIndex,
          rows,
          true,
          (row, neighbour, weight, relation, inverse) -> {
            if (taken.get(relation)) {
              builder.add(row, neighbour, weight);
            }
          });
    }
    return builder.build();
  }
}
