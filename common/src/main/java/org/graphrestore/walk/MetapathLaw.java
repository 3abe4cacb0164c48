package org.graphrestore.walk;

import java.util.Arrays;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.random.Seeds;

/**
 * First order, along a path (Dong, Chawla and Swami, "metapath2vec: scalable representation
 * learning for heterogeneous networks", KDD 2017, section 3.2, equation 3): step {@code s} of a
 * walk takes an arc of the class of step {@code s mod L} of the {@link Metapath},
 *
 * <pre>
 * P(x | v, s) = 1 / d(v, class of s)   for every node x to which v has an arc of that class
 * </pre>
 *
 * <p>whatever the weights, as in the paper: a node to which several arcs of one class lead counts
 * once. Where there is no arc of the class the walk ends, at its start too.
 *
 * <p>One draw a step, as in {@link UniformLaw}: on a graph of which every arc is of the class, the
 * walks are the same. The graph holds compressed rows a class: 4 bytes an arc and class that takes
 * it, and 4 a node and class. Cost: that of the uniform law, no allocation.
 */
public final class MetapathLaw implements TransitionLaw {
  private final int[] classOfStep;
  private final int classes;

  /** Makes the law of a path, which must not be {@linkplain Metapath#none none}. */
  public MetapathLaw(Metapath path) {
    this.classOfStep = path.classOfStep();
    this.classes = path.classes().size();
  }

  /**
   * Takes every arc as one of all classes: right where nothing is known of relations and types. A
   * graph in which they are known comes from {@link WalkGraph#byClass}.
   */
  @Override
  public WalkGraph prepare(AdjacencyBlock adjacency, boolean symmetric) {
    AdjacencyBlock plain = WalkGraph.unweighted(adjacency, symmetric).adjacency();
    AdjacencyBlock[] all = new AdjacencyBlock[classes];
    Arrays.fill(all, plain);
    return WalkGraph.byClass(all, symmetric);
  }

  @Override
  public int begin(WalkGraph graph, Walkers walkers) {
    AdjacencyBlock[] blocks = graph.classes();
    long[] keys = walkers.keys();
    int[] steps = walkers.steps();
    int[] rows = walkers.rows();
    int[] next = walkers.next();
    int count = walkers.count();
    for (int i = 0; i < count; i++) {
      AdjacencyBlock block = blocks[classOfStep[steps[i] % classOfStep.length]];
      int from = block.offsets()[rows[i]];
      int degree = block.offsets()[rows[i] + 1] - from;
      next[i] =
          degree == 0
              ? DEAD_END
              : block.targets()[from + Seeds.bounded(Seeds.draw(keys[i], steps[i]), degree)];
    }

    return 0;
  }
}
