package org.graphrestore.vector;

/** One group in double precision, one pair of rows at a time, as the formula is written. */
final class ReferenceSkipGram {
  final double[] input;
  final double[] context;

  private ReferenceSkipGram(GroupCase group) {
    this.input = doubles(group.input);
    this.context = doubles(group.context);
  }

  static ReferenceSkipGram train(GroupCase group) {
    ReferenceSkipGram result = new ReferenceSkipGram(group);
    for (int a = 0; a < group.inputs; a++) {
      for (int t = 0; t < group.targets; t++) {
        double score = 0;
        for (int c = 0; c < group.dim; c++) {
          score +=
              (double) group.input[group.inputAt[a] + c] * group.context[group.targetAt[t] + c];
        }

        double sigma = 1 / (1 + Math.exp(-score));
        double step = t == 0 ? group.positiveRate * (1 - sigma) : -group.negativeRate * sigma;
        for (int c = 0; c < group.dim; c++) {
          result.input[group.inputAt[a] + c] += step * group.context[group.targetAt[t] + c];
          result.context[group.targetAt[t] + c] += step * group.input[group.inputAt[a] + c];
        }
      }
    }

    return result;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }

    return doubles;
  }
}
