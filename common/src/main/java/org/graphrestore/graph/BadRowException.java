package org.graphrestore.graph;

/**
 * A row of an input that is no edge. The message says why, in words that follow "line 17: "; file
 * and line are known to the caller only. Has no stack trace, since it is an answer and not a
 * defect.
 */
public final class BadRowException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Gives the reason. */
  public BadRowException(String reason) {
    super(reason, null, false, false);
  }
}
