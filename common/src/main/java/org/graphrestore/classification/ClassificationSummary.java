package org.graphrestore.classification;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How well labels were told from vectors, over all splits. Bounded in size whatever the graph's.
 *
 * @param nodes labelled nodes that were used
 * @param labelledNodes labelled nodes of the graph; more than {@code nodes} where a sample was used
 * @param labels number of different labels of the nodes that were used
 * @param labelsPerNode mean number of labels of a node
 * @param unknownNodes nodes with labels that are not in the graph and were left out
 * @param repeats splits behind every figure
 * @param fractions results by share of training nodes, the smallest first
 */
public record ClassificationSummary(
    long nodes,
    long labelledNodes,
    int labels,
    double labelsPerNode,
    long unknownNodes,
    int repeats,
    List<Fraction> fractions) {

  /** Copies the list. */
  public ClassificationSummary {
    fractions = List.copyOf(fractions);
  }

  /** Returns whether every node has one label, so that micro-F1 is the accuracy. */
  public boolean singleLabel() {
    return labelsPerNode == 1;
  }

  /**
   * Results at one share of training nodes.
   *
   * @param percent the share, in percent
   * @param train nodes that trained
   * @param test nodes of the test
   * @param micro micro-F1
   * @param macro macro-F1
   * @param accuracy share of test nodes all of whose labels were predicted
   * @param majorityMicro micro-F1 of the most frequent training labels, whatever the vector
   * @param majorityMacro macro-F1 of the same
   * @param unconverged classifiers, over all splits, that did not reach their optimum
   */
  public record Fraction(
      int percent,
      long train,
      long test,
      Figure micro,
      Figure macro,
      Figure accuracy,
      Figure majorityMicro,
      Figure majorityMacro,
      long unconverged) {

    /** Sums up the splits of one share, in the order of repeats. */
    public static Fraction of(int percent, long train, long test, List<SplitScore> splits) {
      return new Fraction(
          percent,
          train,
          test,
          Figure.of(splits, SplitScore::micro),
          Figure.of(splits, SplitScore::macro),
          Figure.of(splits, SplitScore::accuracy),
          Figure.of(splits, SplitScore::majorityMicro),
          Figure.of(splits, SplitScore::majorityMacro),
          splits.stream().mapToLong(SplitScore::unconverged).sum());
    }
  }

  /**
   * A figure over splits, 0 .. 1.
   *
   * @param mean its mean
   * @param deviation its standard deviation (divided by the number of splits, as NumPy does)
   * @param values the figure of every split, in the order of repeats
   */
  public record Figure(double mean, double deviation, List<Double> values) {
    /** Copies the list. */
    public Figure {
      values = List.copyOf(values);
    }

    static Figure of(List<SplitScore> splits, ToDoubleFunction<SplitScore> figure) {
      List<Double> values = splits.stream().map(figure::applyAsDouble).toList();
      double sum = 0;
      for (double value : values) {
        sum += value;
      }

      double mean = sum / values.size();
      double squares = 0;
      for (double value : values) {
        squares += (value - mean) * (value - mean);
      }

      return new Figure(mean, Math.sqrt(squares / values.size()), values);
    }
  }
}
