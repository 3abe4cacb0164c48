package org.graphrestore.report;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.reconstruction.ReconstructionSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.HopSummary;

/** A score or a baseline with its results by hop: a line of a chart, some rows of a table. */
record RankedLine(String label, List<HopSummary> hops) {
  /** Returns the scores, then the baselines. */
  static List<RankedLine> of(ReconstructionSummary summary) {
    List<RankedLine> lines = new ArrayList<>();
    summary.scores().forEach(s -> lines.add(new RankedLine(s.score().label(), s.hops())));
    summary
        .baselines()
        .forEach(b -> lines.add(new RankedLine(name(b.baseline().label()), b.hops())));
    return lines;
  }

  private static String name(String label) {
    return label.replace('-', ' ');
  }
}
