package org.graphrestore.spark.store;

/**
 * The user's mistake: a missing file, a bad row, a setting that cannot be. The message says what,
 * where, the bound and the fix; the front door prints it without a stack trace and exits with 2.
 */
public final class UserMistakeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Wraps a message for people. */
  public UserMistakeException(String message) {
    super(message);
  }

  /** Wraps a message for people and the exception behind it. */
  public UserMistakeException(String message, Throwable cause) {
    super(message, cause);
  }
}
