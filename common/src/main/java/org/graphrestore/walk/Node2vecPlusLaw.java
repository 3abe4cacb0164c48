package org.graphrestore.walk;

import org.graphrestore.graph.AdjacencyBlock;

/**
 * node2vec+, exactly: second order that looks at the weights of arcs where {@link Node2vecLaw} asks
 * only whether they are there (Liu, Hirn and Krishnan, "Accurately modeling biased random walks on
 * weighted networks using node2vec+", Bioinformatics 2023, section 2.2; {@code --extend} of
 * PecanPy). With the threshold τ of {@link NoiseThresholds} an arc is <em>tight</em> if it weighs
 * at least the τ of the node that it is compared at; on the way from {@code t} to {@code v},
 *
 * <pre>
 * P(x | t, v)  is proportional to  w(v, x) · α
 * α = 1/p                               if x = t
 *     1                                 if t → x is tight:  w(t, x) ≥ τ(x)
 *     min(1, 1/q)                       if neither is:      w(v, x) &lt; τ(v)
 *     1/q + (1 - 1/q) · w(t, x)/τ(x)    otherwise, w(t, x) being 0 where there is no arc
 * </pre>
 *
 * <p>On a graph whose weights are all alike, or that has none, it is node2vec, draw for draw.
 *
 * <p>The smallest and the largest α are those of node2vec, and so are candidates and heights: the
 * same trials, another decision. A candidate that is itself noise is accepted, of the heights at
 * which anything is looked up, exactly if t → x is tight: where far nodes are preferred it is
 * rejected at once, and otherwise its height is raised to just below 1, which nothing less than
 * tight reaches. So whoever holds the arc t → x needs to know nothing of v.
 *
 * <p>Memory: 16 bytes an arc, and 4 a node <em>of the whole graph</em> for τ, in a block too.
 */
public final class Node2vecPlusLaw implements TransitionLaw {
  /** No arc that is less than tight has an α above this, unless all α are 1 but for rounding. */
  private static final double JUST_BELOW_ONE = Math.nextDown(1.0);

  private final Node2vecLaw plain;
  private final double far;
  private final double gamma;

  /**
   * Makes the law.
   *
   * @param p how unlikely a return is, above 0
   * @param q how unlikely it is to go away, above 0
   * @param gamma deviations above the mean up to which an arc is noise
   */
  public Node2vecPlusLaw(double p, double q, double gamma) {
    this.plain = new Node2vecLaw(p, q);
    this.far = 1 / q;
    this.gamma = gamma;
  }

  /** Computes the thresholds of the block's own rows; see {@link WalkGraph#withThresholds}. */
  @Override
  public WalkGraph prepare(AdjacencyBlock adjacency, boolean symmetric) {
    if (adjacency.weights() == null) {
      return plain.prepare(adjacency, symmetric);
    }

    float[] thresholds = new float[(int) adjacency.firstIndex() + adjacency.rows()];
    NoiseThresholds.write(adjacency, gamma, thresholds, (int) adjacency.firstIndex());
    return WalkGraph.weighted(adjacency, symmetric, true).withThresholds(thresholds);
  }

  @Override
  public int begin(WalkGraph graph, Walkers walkers) {
    return plain.begin(graph, walkers);
  }

  @Override
  public void again(WalkGraph graph, Walkers walkers, int place) {
    plain.again(graph, walkers, place);
  }

  @Override
  public int attempt(WalkGraph graph, Walkers walkers, int count) {
    int left = plain.attempt(graph, walkers, count);
    float[] thresholds = graph.thresholds();
    if (thresholds == null) {
      return left;
    }

    int[] rows = walkers.rows();
    int[] current = walkers.current();
    int[] next = walkers.next();
    int[] pending = walkers.pending();
    double[] heights = walkers.heights();
    float[] weights = graph.adjacency().weights();
    ArcTests tests = walkers.tests();
    int asked = tests.count();
    tests.clear();
    for (int j = 0; j < asked; j++) {
      // What is added again lies at or before the place that is read.
      int i = tests.walker(j);
      boolean noise = weights[graph.arc(rows[i], next[i])] < thresholds[current[i]];
      if (noise && far > 1) {
        pending[left++] = i;
        continue;
      }

      heights[i] = noise ? JUST_BELOW_ONE : heights[i];
      tests.add(i);
    }

    return left;
  }

  @Override
  public boolean accepts(WalkGraph graph, Walkers walkers, int place, int arc) {
    float[] thresholds = graph.thresholds();
    if (thresholds == null) {
      return plain.accepts(graph, walkers, place, arc);
    }

    double bias = far;
    if (arc >= 0) {
      float weight = graph.adjacency().weights()[arc];
      float threshold = thresholds[walkers.next()[place]];
      bias = weight >= threshold ? 1 : far + (1 - far) * weight / threshold;
    }

    return walkers.heights()[place] < bias;
  }

  @Override
  public boolean prefersNoArc() {
    return plain.prefersNoArc();
  }
}
