package org.graphrestore.reconstruction.comparison;

/**
 * A figure that two rankings of one query are compared by. All are shares, from 0 to 1, but for the
 * corrected mAP, which is a ratio of two sums over the queries.
 */
public enum ComparedMetric {
  /** Mean average precision. */
  MAP(0, "map", "mAP", "ap"),
  /** Precision at the number of true nodes. */
  R_PRECISION(1, "rPrecision", "R-precision", "r_precision"),
  /** Normalized discounted cumulative gain over all ranks. */
  NDCG(2, "ndcg", "NDCG", "ndcg"),
  /** Area under the ROC curve, over the queries that have one. */
  AUC(3, "auc", "AUC", "auc"),
  /** Mean reciprocal rank of the first true node. */
  MRR(4, "mrr", "MRR", "reciprocal_rank"),
  /** Precision among the first candidate. */
  PRECISION_1(5, "precision.1", "P@1", "precision_1"),
  /** Precision among the first 5. */
  PRECISION_5(6, "precision.5", "P@5", "precision_5"),
  /** Precision among the first 10. */
  PRECISION_10(7, "precision.10", "P@10", "precision_10"),
  /** Precision among the first 50. */
  PRECISION_50(8, "precision.50", "P@50", "precision_50"),
  /** Precision among the first 100. */
  PRECISION_100(9, "precision.100", "P@100", "precision_100"),
  /**
   * The mAP corrected for chance: differences of AP over what there is between random and ceiling.
   */
  CORRECTED(10, "corrected", "Corrected mAP", "ceiling_ap");

  /** Metrics that are a mean over queries; all but the last one. */
  static final int MEANS = values().length - 1;

  private final int place;
  private final String label;
  private final String title;
  private final String column;

  ComparedMetric(int place, String label, String title, String column) {
    this.place = place;
    this.label = label;
    this.title = title;
    this.column = column;
  }

  /** Returns the place among the figures of a query, from 0; means come first. */
  int place() {
    return place;
  }

  /** Returns the name in files; a dot parts a name from a cut-off. */
  public String label() {
    return label;
  }

  /** Returns the name on a page. */
  public String title() {
    return title;
  }

  /** Returns the column of the table of queries without which the metric is not known. */
  public String column() {
    return column;
  }
}
