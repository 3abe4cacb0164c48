package org.graphrestore.linkprediction;

import org.graphrestore.graph.AdjacencyBlock;

/**
 * The scores of two nodes by the neighbours that they share: the usual baselines of link prediction
 * (D. Liben-Nowell and J. Kleinberg, "The link-prediction problem for social networks", CIKM 2003;
 * L. Adamic and E. Adar, "Friends and neighbors on the web", Social Networks 2003).
 */
public final class CommonNeighbours {
  private CommonNeighbours() {}

  /**
   * Scores a pair.
   *
   * @param graph an undirected graph, whole
   * @return the number of common neighbours, and the sum over them, ascending, of 1 / ln(degree)
   */
  public static double[] scores(AdjacencyBlock graph, int u, int v) {
    int[] targets = graph.targets();
    int i = graph.offsets()[u];
    int j = graph.offsets()[v];
    int count = 0;
    double adamicAdar = 0;
    while (i < graph.offsets()[u + 1] && j < graph.offsets()[v + 1]) {
      if (targets[i] < targets[j]) {
        i++;
      } else if (targets[i] > targets[j]) {
        j++;
      } else {
        int shared = targets[i++];
        j++;
        if (shared != u && shared != v) {
          count++;
          adamicAdar += 1 / StrictMath.log((double) graph.degree(shared));
        }
      }
    }
    return new double[] {count, adamicAdar};
  }
}
