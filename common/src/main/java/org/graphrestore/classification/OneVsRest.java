package org.graphrestore.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One split of the labelled nodes: trains a classifier a label, and tests them together. A node of
 * the test with m labels is given the m labels of highest score, as DeepWalk's evaluation does.
 */
public final class OneVsRest {
  private static final double TOLERANCE = 1e-4;
  private static final int TEST_ROWS = 256;

  private final LabelledNodes nodes;
  private final int[] order;
  private final int training;

  /**
   * A classifier of one label, in a form that travels.
   *
   * @param label the label
   * @param converged whether the optimum was reached
   * @param weights one a dimension, and the intercept last
   */
  public record Classifier(int label, boolean converged, double[] weights) {
    /** Returns the classifier as an array. */
    public double[] packed() {
      double[] packed = new double[weights.length + 2];
      packed[0] = label;
      packed[1] = converged ? 1 : 0;
      System.arraycopy(weights, 0, packed, 2, weights.length);
      return packed;
    }

    /** Reads what {@link #packed} returned. */
    public static Classifier unpacked(double[] packed) {
      return new Classifier(
          (int) packed[0], packed[1] == 1, Arrays.copyOfRange(packed, 2, packed.length));
    }
  }

  /**
   * Takes a split.
   *
   * @param order the nodes in the order of the repeat
   * @param training how many of them train; at least 1 and not all
   */
  public OneVsRest(LabelledNodes nodes, int[] order, int training) {
    if (training < 1 || training >= order.length) {
      throw new IllegalArgumentException(
          "Cannot train on "
              + training
              + " of "
              + order.length
              + " nodes (needs at least 1 to train and 1 to test)");
    }

    this.nodes = nodes;
    this.order = order;
    this.training = training;
  }

  /**
   * Trains the classifiers of the labels {@code from .. to - 1}. A label that all training nodes
   * have, or none, gets an infinite score, the same for every node.
   */
  public List<Classifier> train(int from, int to, double cost) {
    TrainingRows rows = nodes.rows(order, 0, training);
    LogisticRegression regression = new LogisticRegression(rows, cost, TOLERANCE);
    List<Classifier> classifiers = new ArrayList<>();
    for (int label = from; label < to; label++) {
      boolean[] positive = nodes.having(label, order, training);
      int members = members(positive);
      if (members == 0 || members == training) {
        double[] weights = new double[rows.weights()];
        weights[nodes.dim()] = members == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        classifiers.add(new Classifier(label, true, weights));
      } else {
        LogisticRegression.Model model = regression.fit(positive);
        classifiers.add(new Classifier(label, model.converged(), model.weights()));
      }
    }

    return classifiers;
  }

  /**
   * Tests on the nodes that did not train.
   *
   * @param classifiers one for every label, in the order of labels
   */
  public SplitScore test(List<Classifier> classifiers) {
    int labels = nodes.labelCount();
    for (int label = 0; label < labels; label++) {
      if (classifiers.size() != labels || classifiers.get(label).label() != label) {
        throw new IllegalStateException(
            "Got " + classifiers.size() + " classifiers of " + labels + " labels, or not in order");
      }
    }

    F1Counts counts = new F1Counts(labels);
    TopLabels top = new TopLabels(labels);
    double[] scores = new double[labels * TEST_ROWS];
    double[] ofLabel = new double[TEST_ROWS];
    for (int from = training; from < order.length; from += TEST_ROWS) {
      int to = Math.min(order.length, from + TEST_ROWS);
      TrainingRows rows = nodes.rows(order, from, to);
      for (int label = 0; label < labels; label++) {
        rows.times(classifiers.get(label).weights(), ofLabel);
        System.arraycopy(ofLabel, 0, scores, label * TEST_ROWS, to - from);
      }

      for (int i = from; i < to; i++) {
        count(order[i], top.choose(scores, TEST_ROWS, i - from, nodes.labelsOf(order[i])), counts);
      }
    }

    F1Counts majority = majority(top);
    int unconverged = (int) classifiers.stream().filter(c -> !c.converged()).count();
    return new SplitScore(
        counts.micro(),
        counts.macro(),
        counts.accuracy(),
        majority.micro(),
        majority.macro(),
        majority.accuracy(),
        unconverged);
  }

  /** Gives every node of the test the labels that are most frequent among the training nodes. */
  private F1Counts majority(TopLabels top) {
    double[] frequencies = new double[nodes.labelCount()];
    for (int i = 0; i < training; i++) {
      for (int l = nodes.offsets()[order[i]]; l < nodes.offsets()[order[i] + 1]; l++) {
        frequencies[nodes.labels()[l]]++;
      }
    }

    F1Counts counts = new F1Counts(frequencies.length);
    for (int i = training; i < order.length; i++) {
      count(order[i], top.choose(frequencies, 1, 0, nodes.labelsOf(order[i])), counts);
    }

    return counts;
  }

  private void count(int node, int[] predicted, F1Counts counts) {
    counts.add(
        nodes.labels(),
        nodes.offsets()[node],
        nodes.offsets()[node + 1],
        predicted,
        nodes.labelsOf(node));
  }

  private static int members(boolean[] positive) {
    int members = 0;
    for (boolean member : positive) {
      members += member ? 1 : 0;
    }

    return members;
  }
}
