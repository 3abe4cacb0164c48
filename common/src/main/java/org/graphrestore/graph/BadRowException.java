package org.graphrestore.graph;

/**
 * A row of an input that is no edge and no node. The message says why, in words that follow "line
 * 17: "; file and line are known to the caller only. Has no stack trace, since it is an answer and
 * not a defect.
 */
public final class BadRowException extends Exception {
  private static final long serialVersionUID = 1L;

  private final BadRowReason reason;

  /** Gives the kind of reason and the reason itself. */
  public BadRowException(BadRowReason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** Returns the kind of reason. */
  public BadRowReason reason() {
    return reason;
  }
}
