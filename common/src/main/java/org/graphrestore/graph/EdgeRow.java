package org.graphrestore.graph;

/**
 * One row of an input as it was read: ids as they came, nothing merged. Filled again and again by
 * {@link EdgeLineParser}; not thread-safe.
 */
public final class EdgeRow {
  private static final int SHOWN_CHARS = 60;

  private String src;
  private String dst;
  private String relation;
  private double weight;
  private String srcLabel;
  private String dstLabel;
  private String source;
  private String type;

  /** Returns the id of the first node, not empty; plain decimal if ids are numbers. */
  public String src() {
    return src;
  }

  /**
   * Returns the id of the second node, not empty, plain decimal if ids are numbers; null if the row
   * is one node.
   */
  public String dst() {
    return dst;
  }

  /** Returns the name of the relation, or null if the input has none. */
  public String relation() {
    return relation;
  }

  /** Returns the weight: positive and finite as a float; 1 if the input has none. */
  public double weight() {
    return weight;
  }

  /** Returns the first of the first node's labels, or null. */
  public String srcLabel() {
    return srcLabel;
  }

  /** Returns the first of the second node's labels, or null. */
  public String dstLabel() {
    return dstLabel;
  }

  /** Returns where the edge comes from, several joined by a bar, or null. */
  public String source() {
    return source;
  }

  /** Returns the type of a row that is one node, or null. */
  public String type() {
    return type;
  }

  /** Returns whether both nodes are one. */
  public boolean loop() {
    return src.equals(dst);
  }

  /** Fills the row with an edge. */
  public void set(
      String newSrc,
      String newDst,
      String newRelation,
      double newWeight,
      String newSrcLabel,
      String newDstLabel) {
    this.src = newSrc;
    this.dst = newDst;
    this.relation = newRelation;
    this.weight = newWeight;
    this.srcLabel = firstLabel(newSrcLabel);
    this.dstLabel = firstLabel(newDstLabel);
    this.source = null;
    this.type = null;
  }

  /** Fills the row with one node. */
  public void setNode(String id, String label, String newType) {
    set(id, null, null, 1, label, null);
    this.type = newType == null || newType.isEmpty() ? null : newType;
  }

  /** Says where the edge comes from. */
  public void source(String newSource) {
    this.source = newSource;
  }

  /** Turns an edge into a mention of one of its nodes. */
  public void keepOne(End end) {
    if (end == End.SECOND) {
      this.src = dst;
      this.srcLabel = dstLabel;
    }

    this.dst = null;
    this.dstLabel = null;
    this.relation = null;
    this.weight = 1;
  }

  /** An end of an edge. */
  public enum End {
    /** The first node. */
    FIRST,
    /** The second node. */
    SECOND
  }

  /** Returns the first of several labels joined by a bar; one that begins with a bar is whole. */
  private static String firstLabel(String labels) {
    if (labels == null || labels.isEmpty()) {
      return null;
    }

    int bar = labels.indexOf('|');
    return bar <= 0 ? labels : labels.substring(0, bar);
  }

  /** Reads a weight: a decimal number whose float is positive and finite. */
  static double parseWeight(String cell) throws BadRowException {
    String text = cell.trim();
    for (int i = 0; i < text.length(); i++) {
      // Double.parseDouble also takes 1f, 0x1p3 and NaN.
      if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
        throw new BadRowException(
            BadRowReason.WEIGHT,
            "weight " + shown(cell) + " is no number (must be > 0 and finite)");
      }
    }

    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new BadRowException(
          BadRowReason.WEIGHT, "weight " + shown(cell) + " is no number (must be > 0 and finite)");
    }

    checkWeight(value);
    return value;
  }

  /**
   * Checks a weight.
   *
   * @throws BadRowException unless it is positive and finite as a float
   */
  public static void checkWeight(double value) throws BadRowException {
    float stored = (float) value;
    if (!(stored > 0 && stored <= Float.MAX_VALUE)) {
      throw new BadRowException(
          BadRowReason.WEIGHT,
          "weight " + value + " is out of range (must be > 0 and at most " + Float.MAX_VALUE + ")");
    }
  }

  /**
   * Reads a numeric id: plain decimal, so that what comes back is what came.
   *
   * @throws BadRowException if it has a plus sign, leading zeros, or does not fit 64 bits
   */
  public static long parseLong(String id) throws BadRowException {
    try {
      long value = Long.parseLong(id);
      if (Long.toString(value).equals(id)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }

    throw new BadRowException(
        BadRowReason.ID,
        "id "
            + shown(id)
            + " is no plain decimal number of 64 bits; leave ingest.id-type as string");
  }

  static String shown(String text) {
    return "\"" + cut(text) + "\"";
  }

  static String cut(String text) {
    return cut(text, SHOWN_CHARS);
  }

  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "...";
  }
}
