package org.graphrestore.report;

import java.util.List;
import org.graphrestore.reconstruction.ReconstructionSummary;

/** What the numbers 1 .. K stand for: hops, or bands of weighted distance. */
final class HopNames {
  private final List<Double> bands;

  HopNames(ReconstructionSummary summary) {
    this.bands = summary.parts().bands();
  }

  boolean weighted() {
    return !bands.isEmpty();
  }

  /** "2 hops", or "Distance 1 to 2.5". */
  String title(int k) {
    return weighted() ? "Distance " + from(k) + " to " + end(k) : Figures.hops(k);
  }

  /** What the nodes are, as a line of its own. */
  String what(int k) {
    if (weighted()) {
      return "Nodes at a weighted distance above " + from(k) + ", up to " + end(k);
    }

    return switch (k) {
      case 1 -> "Direct neighbours";
      case 2 -> "Neighbours of neighbours";
      default -> "Nodes " + k + " hops away";
    };
  }

  private String from(int k) {
    return k == 1 ? "0" : end(k - 1);
  }

  private String end(int k) {
    double end = bands.get(k - 1);
    return end == Math.rint(end) && end < 1e15 ? Long.toString((long) end) : Double.toString(end);
  }
}
