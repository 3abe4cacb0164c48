package org.graphrestore.classification;

import java.util.Arrays;

/** The labels with the highest scores; of equal scores, the lower label. Not thread-safe. */
final class TopLabels {
  private final int[] labels;
  private final double[] scores;

  /** Makes room for the top of {@code labelCount} labels. */
  TopLabels(int labelCount) {
    this.labels = new int[labelCount];
    this.scores = new double[labelCount];
  }

  /**
   * Chooses labels.
   *
   * @param all scores of all labels, none of them NaN
   * @param stride distance between the scores of two labels
   * @param offset place of label 0's score
   * @param count how many labels to choose, at most all
   * @return the labels, ascending, in the first {@code count} places; valid until the next call
   */
  int[] choose(double[] all, int stride, int offset, int count) {
    int kept = 0;
    for (int label = 0; label < labels.length; label++) {
      double score = all[offset + label * stride];
      if (kept == count && !(score > scores[kept - 1])) {
        continue;
      }

      int place = kept < count ? kept++ : kept - 1;
      while (place > 0 && score > scores[place - 1]) {
        scores[place] = scores[place - 1];
        labels[place] = labels[place - 1];
        place--;
      }

      scores[place] = score;
      labels[place] = label;
    }

    Arrays.sort(labels, 0, kept);
    return labels;
  }
}
