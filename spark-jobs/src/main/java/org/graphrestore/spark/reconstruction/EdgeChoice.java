package org.graphrestore.spark.reconstruction;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.reconstruction.restored.PairCut;
import org.graphrestore.reconstruction.restored.RestoreWay;
import org.graphrestore.reconstruction.restored.ScoreBins;
import org.graphrestore.reconstruction.restored.ScoreBracket;

/**
 * Chooses the pairs that become edges, exactly and without sorting all scores (decision 23): one
 * pass counts the scores of all pairs in bins, which tells between which two scores the wanted
 * place lies; a second one writes the pairs above, and the few between, of which the cut is found.
 * Where vectors are so alike that many pairs lie between, further passes narrow the range.
 */
final class EdgeChoice {
  /** Pairs that the driver may sort. */
  private static final long FEW = 1 << 17;

  private final PairJob pairs;
  private final ScratchFiles scratch;
  private final long few;

  /**
   * What was chosen.
   *
   * @param files pairs, cut by
   * @param cut where the list ends
   * @param threshold lowest score of a pair that was chosen; NaN without one score for all
   */
  record Chosen(List<PairFiles> files, PairCut cut, double threshold) {}

  EdgeChoice(PairJob pairs, ScratchFiles scratch) {
    this(pairs, scratch, FEW);
  }

  EdgeChoice(PairJob pairs, ScratchFiles scratch, long few) {
    this.pairs = pairs;
    this.scratch = scratch;
    this.few = few;
  }

  /**
   * Chooses.
   *
   * @param edges edges of the original, at least 1
   */
  Chosen choose(RestoreWay way, long edges) {
    if (way == RestoreWay.DEGREE) {
      return new Chosen(pairs.writeRows(), PairCut.noneAt(Double.NaN), Double.NaN);
    }

    ScoreBins bins = pairs.bins();
    ScoreBracket bracket = bins.find(pairs.count(bins, "scores of all pairs"), edges);
    while (!bracket.single() && bracket.inside() > few) {
      ScoreBins narrower = bracket.bins();
      bracket = narrower.find(pairs.count(narrower, "scores near the threshold"), edges);
    }

    long needed = edges - bracket.above();
    // Of equal pairs in excess, all are wanted only where they are less than twice as many.
    long keep = bracket.single() ? 2 * needed : bracket.inside();
    List<PairFiles> files = pairs.write(bracket, keep);
    PairCut last = bracket.single() ? lastOfEqual(files, needed) : lastOfFew(files, needed);
    PairCut cut = way == RestoreWay.THRESHOLD ? whole(files, bracket, last.score(), edges) : last;
    return new Chosen(files, cut, threshold(files, bracket, cut));
  }

  /** All scores inside are equal, and the files are in the order of the pairs. */
  private PairCut lastOfEqual(List<PairFiles> files, long needed) {
    long before = 0;
    for (PairFiles file : files) {
      if (before + file.opened() >= needed) {
        return file.openedAt(scratch, needed - before - 1);
      }

      before += file.opened();
    }

    throw new IllegalStateException("Found " + before + " pairs where " + needed + " were counted");
  }

  private PairCut lastOfFew(List<PairFiles> files, long needed) {
    return all(files).get(Math.toIntExact(needed - 1));
  }

  private List<PairCut> all(List<PairFiles> files) {
    List<PairCut> all = new ArrayList<>();
    for (PairFiles file : files) {
      all.addAll(file.opened(scratch, file.opened()));
    }

    all.sort(PairCut.order());
    return all;
  }

  /** Takes all pairs of the last score or none of them: what is nearer to the number of edges. */
  private PairCut whole(List<PairFiles> files, ScoreBracket bracket, double score, long edges) {
    long above = bracket.above();
    long equal = bracket.inside();
    if (!bracket.single()) {
      List<PairCut> all = all(files);
      above += all.stream().filter(pair -> pair.score() > score).count();
      equal = all.stream().filter(pair -> pair.score() == score).count();
    }

    return above + equal - edges <= edges - above ? PairCut.allAt(score) : PairCut.noneAt(score);
  }

  private double threshold(List<PairFiles> files, ScoreBracket bracket, PairCut cut) {
    double lowest = files.stream().mapToDouble(PairFiles::lowest).min().orElse(Double.NaN);
    if (bracket.single()) {
      lowest = cut.u() < 0 ? lowest : cut.score();
    } else {
      for (PairCut pair : all(files)) {
        boolean taken = cut.takes(pair.score(), pair.u(), pair.v());
        lowest = taken ? Math.min(lowest, pair.score()) : lowest;
      }
    }

    return Double.isInfinite(lowest) ? Double.NaN : lowest;
  }
}
