package org.graphrestore.reconstruction.global;

import java.util.Arrays;
import java.util.TreeMap;
import org.graphrestore.reconstruction.restored.ScoreBins;
import org.graphrestore.reconstruction.restored.ScoreBracket;

/**
 * Finds how many true pairs stand among the first c of all pairs by descending score, for several c
 * at once, without sorting the pairs. A pass counts all pairs, and the true ones, in bins of their
 * scores. The bin of a place c is known then, and what stands above it; a second pass looks into
 * those few bins, and collects their scores where they are no more than {@value #FEW}. Where more
 * pairs than that lie in a bin, because vectors are very much alike, further passes narrow it by 16
 * of the 64 bits of a number each.
 *
 * <p>Where c cuts through t pairs of one score, h of them true, s of its places count {@code h s /
 * t}: the expectation of a random order of the tie. A bin in which all pairs are true, or none, is
 * never looked into.
 *
 * <p>Exact, and independent of how the passes are cut. Lives on the driver; memory 1 MB a place.
 */
public final class PairSearch {
  /** Scores of a range that are collected. */
  static final int FEW = 1 << 17;

  private final Cut[] cuts;
  private final long few;
  private final ScoreBins first;

  /** What is known of a place: the range in which its score lies, and the pairs above and in it. */
  private static final class Cut {
    private final long place;
    private double from = -Double.MAX_VALUE;
    private double to = Double.MAX_VALUE;
    private long above;
    private long aboveTrue;
    private long inside;
    private long insideTrue;

    Cut(long place) {
      this.place = place;
    }

    boolean decided() {
      return inside > 0
          && (from == to || insideTrue == 0 || insideTrue == inside || above + inside == place);
    }
  }

  /**
   * Starts.
   *
   * @param places places from the top, at least 1 and at most the number of pairs
   * @param low a score that is hardly ever fallen short of, finite
   * @param high a score that is hardly ever exceeded, finite, not below {@code low}
   */
  public PairSearch(long[] places, double low, double high) {
    this(places, new ScoreBins(low, high), FEW);
  }

  PairSearch(long[] places, ScoreBins first, long few) {
    this.cuts = Arrays.stream(places).mapToObj(Cut::new).toArray(Cut[]::new);
    this.first = first;
    this.few = few;
  }

  /** Returns what the next pass shall count, or null where everything is known. */
  public PairQuestion next() {
    TreeMap<Double, Cut> open = new TreeMap<>();
    for (Cut cut : cuts) {
      if (!cut.decided()) {
        open.put(cut.from, cut);
      }
    }

    if (open.isEmpty()) {
      return null;
    }

    Cut[] ranges = open.values().toArray(Cut[]::new);
    return new PairQuestion(
        Arrays.stream(ranges).mapToDouble(cut -> cut.from).toArray(),
        Arrays.stream(ranges).mapToDouble(cut -> cut.to).toArray(),
        Arrays.stream(ranges).map(this::bins).toArray(ScoreBins[]::new));
  }

  private ScoreBins bins(Cut cut) {
    if (cut.inside == 0) {
      return first;
    }

    return cut.inside <= few
        ? null
        : new ScoreBracket(cut.from, cut.to, cut.above, cut.inside).bins();
  }

  /** Takes the answer to the last question. */
  public void take(PairQuestion question, PairQuestion.Answer answer) {
    double[][] scores = answer.scores();
    Arrays.stream(scores).forEach(Arrays::sort);
    for (int range = 0; range < question.ranges(); range++) {
      for (Cut cut : cuts) {
        if (!cut.decided() && question.has(range, cut.from, cut.to)) {
          ScoreBins bins = question.bins(range);
          if (bins == null) {
            narrow(cut, scores[2 * range], scores[2 * range + 1]);
          } else {
            narrow(cut, bins, answer.counts()[2 * range], answer.counts()[2 * range + 1]);
          }
        }
      }
    }
  }

  private static void narrow(Cut cut, ScoreBins bins, long[] counts, long[] trueCounts) {
    ScoreBracket bracket = bins.find(counts, cut.place - cut.above);
    int slot = bins.slot(bracket.from());
    cut.above += bracket.above();
    for (int higher = slot + 1; higher < trueCounts.length; higher++) {
      cut.aboveTrue += trueCounts[higher];
    }

    cut.from = bracket.from();
    cut.to = bracket.to();
    cut.inside = bracket.inside();
    cut.insideTrue = trueCounts[slot];
  }

  private static void narrow(Cut cut, double[] sorted, double[] sortedTrue) {
    double score = sorted[sorted.length - (int) (cut.place - cut.above)];
    int above = sorted.length - end(sorted, score);
    int aboveTrue = sortedTrue.length - end(sortedTrue, score);
    cut.from = score;
    cut.to = score;
    cut.above += above;
    cut.aboveTrue += aboveTrue;
    cut.inside = (long) end(sorted, score) - start(sorted, score);
    cut.insideTrue = (long) end(sortedTrue, score) - start(sortedTrue, score);
  }

  /** Returns the number of scores below one. */
  private static int start(double[] sorted, double score) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }

    return low;
  }

  /** Returns the number of scores that are not above one. */
  private static int end(double[] sorted, double score) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }

    return low;
  }

  /**
   * Returns the number of true pairs among the first pairs up to a place, in expectation over the
   * orders of a tie.
   *
   * @param i number of the place
   * @throws IllegalStateException if a question is open
   */
  public double hits(int i) {
    Cut cut = cuts[i];
    if (!cut.decided()) {
      throw new IllegalStateException("Place " + cut.place + " is not decided yet");
    }

    double places = cut.place - cut.above;
    return cut.aboveTrue
        + (places == cut.inside ? cut.insideTrue : cut.insideTrue * places / cut.inside);
  }
}
