package org.graphrestore.walk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@link InformationStop} as its formulas stand in the paper: from scratch after every node. */
final class ReferenceInformationStop {
  private ReferenceInformationStop() {}

  static double entropy(List<Integer> walk) {
    Map<Integer, Integer> counts = new HashMap<>();
    walk.forEach(node -> counts.merge(node, 1, Integer::sum));
    double entropy = 0;
    for (int count : counts.values()) {
      double share = (double) count / walk.size();
      entropy -= share * Math.log(share) / Math.log(2);
    }

    return entropy;
  }

  /** Pearson's R of the points (1, H(1)) .. (L, H(L)), by means and deviations; 0 without any. */
  static double correlation(List<Integer> walk) {
    int n = walk.size();
    double meanLength = (n + 1) / 2.0;
    double[] entropies = new double[n];
    double meanEntropy = 0;
    for (int i = 0; i < n; i++) {
      entropies[i] = entropy(walk.subList(0, i + 1));
      meanEntropy += entropies[i] / n;
    }

    double together = 0;
    double ofLength = 0;
    double ofEntropy = 0;
    for (int i = 0; i < n; i++) {
      double length = i + 1 - meanLength;
      double entropy = entropies[i] - meanEntropy;
      together += length * entropy;
      ofLength += length * length;
      ofEntropy += entropy * entropy;
    }

    return ofEntropy == 0 ? 0 : together / Math.sqrt(ofLength * ofEntropy);
  }

  static int length(List<Integer> walk, double mu, int leastLength) {
    for (int length = leastLength; length < walk.size(); length++) {
      double r = correlation(walk.subList(0, length));
      if (r <= 0 || r * r < mu) {
        return length;
      }
    }

    return walk.size();
  }
}
