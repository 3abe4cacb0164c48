package org.graphrestore.walk;

/**
 * Where walkers go from a block of the partitioned engine: on in it, to another one, or out; and
 * which arcs are known in it. Not thread-safe.
 */
final class BlockMoves {
  private final WalkGraph graph;
  private final ArcFilter filter;
  private final BlockRows rows;
  private final Placement placement;
  private final WaveLayout wave;
  private final TransitionLaw law;
  private final int length;
  private final WalkCounts counts;
  private final Travellers ready;

  /** Makes it for one block and one wave. */
  BlockMoves(
      WalkGraph graph, BlockRows rows, Placement placement, WaveLayout wave, WalkParams params) {
    this.graph = graph;
    this.filter = graph.filter();
    this.rows = rows;
    this.placement = placement;
    this.wave = wave;
    this.law = params.transitions();
    this.length = params.length();
    this.counts = new WalkCounts(length);
    this.ready = new Travellers(params.restart() > 0);
  }

  WalkGraph graph() {
    return graph;
  }

  TransitionLaw law() {
    return law;
  }

  WalkCounts counts() {
    return counts;
  }

  /** Returns the walkers that go on in this block. */
  Travellers ready() {
    return ready;
  }

  /** Returns the row of a node, or -1 where it is not of this block. */
  int rowOf(int node) {
    return rows.rowOf(node);
  }

  /** Returns the walkers on their way to the block of a node. */
  Travellers towards(int node, Outbox out) {
    return out.to(placement.blockOf(node));
  }

  /** Returns whether a walk goes on after so many steps. */
  boolean goesOn(int steps) {
    return steps < length - 1;
  }

  /** Returns whether it is known here if there is an arc from a node to another. */
  boolean isKnown(int before, int candidate) {
    return rows.rowOf(before) >= 0 || (graph.symmetric() && rows.rowOf(candidate) >= 0);
  }

  /** Says where an arc that is known here is looked for. The row has arcs: a walker came by one. */
  void search(ArcTests questions, int question, int before, int candidate) {
    int[] offsets = graph.adjacency().offsets();
    int row = rows.rowOf(before);
    int value = candidate;
    if (row < 0) {
      row = rows.rowOf(candidate);
      value = before;
    }

    int from = offsets[row];
    int end = offsets[row + 1];
    boolean perhaps =
        filter == null || end - from < ArcFilter.LEAST_DEGREE || filter.mayHave(from, end, value);
    questions.range(question, from, end, value, perhaps);
  }

  /** Returns the walkers on their way to where an arc that is not known here is asked for. */
  Travellers toAsk(int before, int candidate, Outbox out) {
    return towards(graph.symmetric() && law.prefersNoArc() ? candidate : before, out);
  }

  /** Leaves a node of a walk for its home. */
  void leaveNode(int walk, int place, int node, Outbox out) {
    out.of(wave.homeOf(walk)).add(wave.placeOf(walk) * length + place, node);
  }

  /** Lets a walker go on from its node, here or in the node's block. */
  void go(long key, int walk, int step, int before, int node, int start, Outbox out) {
    boolean here = rows.rowOf(node) >= 0;
    Travellers box = here ? ready : towards(node, out);
    box.add(key, walk, step, before, node, start);
    counts.localMoves(here ? 1 : 0);
    counts.journeys(here ? 0 : 1);
  }
}
