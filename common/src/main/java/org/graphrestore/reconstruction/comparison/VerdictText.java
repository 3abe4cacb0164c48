package org.graphrestore.reconstruction.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.HopComparison;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.MetricComparison;

/** Puts the comparison of two rankings into a sentence, on the mAP of shells. */
public final class VerdictText {
  private final String a;
  private final String b;
  private final int family;

  /**
   * Names the sides.
   *
   * @param a what the first is called
   * @param b what the second is called
   * @param family number of comparisons that are judged together
   */
  public VerdictText(String a, String b, int family) {
    this.a = a;
    this.b = b;
    this.family = family;
  }

  /** Returns the sentence, without its full stop. */
  public String of(List<HopComparison> hops) {
    List<String> parts = new ArrayList<>();
    add(parts, a, hops, Verdict.A, 1);
    add(parts, b, hops, Verdict.B, -1);
    add(parts, a, hops, Verdict.LEANS_A, 1);
    add(parts, b, hops, Verdict.LEANS_B, -1);
    add(parts, "no difference can be told at ", hops, Verdict.OPEN);
    add(parts, "the same for every query at ", hops, Verdict.SAME);
    add(parts, "nothing to compare at ", hops, Verdict.UNKNOWN);
    return String.join("; ", parts);
  }

  private void add(
      List<String> parts, String who, List<HopComparison> hops, Verdict verdict, int sign) {
    boolean sure = verdict == Verdict.A || verdict == Verdict.B;
    StringBuilder part = new StringBuilder();
    for (HopComparison hop : hops) {
      if (verdict(hop) == verdict) {
        MetricComparison map = hop.shell().metric(ComparedMetric.MAP);
        if (part.isEmpty()) {
          part.append(who)
              .append(sure ? " remembers hop " : " leads at hop ")
              .append(hop.hop())
              .append(sure ? " better: " : ": ");
        } else {
          part.append(", hop ").append(hop.hop()).append(": ");
        }
        part.append(figures(map.difference(), map.interval(), sign));
      }
    }

    if (!part.isEmpty()) {
      parts.add(part + (sure ? "" : ", but among " + family + " comparisons that may be chance"));
    }
  }

  /** +0.031 [0.024, 0.038], from the better side. */
  static String figures(double difference, Interval interval, int sign) {
    double low = sign > 0 ? interval.low() : -interval.high();
    double high = sign > 0 ? interval.high() : -interval.low();
    int decimals = decimals(Math.max(Math.abs(high - low), Math.abs(difference)));
    return String.format(
        Locale.ROOT,
        "%+." + decimals + "f [%." + decimals + "f, %." + decimals + "f]",
        sign * difference,
        low,
        high);
  }

  /** Three, or enough to tell small differences from nothing. */
  private static int decimals(double size) {
    return size >= 0.01 || size == 0
        ? 3
        : (int) Math.min(9, 2 - Math.floor(StrictMath.log10(size)));
  }

  private static void add(
      List<String> parts, String what, List<HopComparison> hops, Verdict verdict) {
    List<String> at =
        hops.stream()
            .filter(hop -> verdict(hop) == verdict)
            .map(hop -> Integer.toString(hop.hop()))
            .toList();
    if (!at.isEmpty()) {
      int last = at.size() - 1;
      String others = String.join(", ", at.subList(0, last));
      parts.add(
          what
              + (last == 0 ? "hop " : "hops ")
              + (last == 0 ? at.get(0) : others + " and " + at.get(last)));
    }
  }

  private static Verdict verdict(HopComparison hop) {
    MetricComparison map = hop.shell().metric(ComparedMetric.MAP);
    return map == null ? Verdict.UNKNOWN : map.verdict();
  }
}
