package org.graphrestore.spark.store.exchange;

import org.graphrestore.spark.store.UserMistakeException;

/** Tells the user's mistakes from failures of the run, also where a task found them. */
final class Failures {
  private Failures() {}

  /**
   * Returns what to throw: what a reader or writer of a format refuses is the user's mistake.
   *
   * @param failure an exception, perhaps one of Spark's checked ones, which its methods do not
   *     declare
   * @param doing what was being done, for people: {@code "import a.txt"}
   */
  static RuntimeException of(Exception failure, String doing) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserMistakeException mistake) {
        return mistake;
      }

      if (cause instanceof IllegalArgumentException) {
        return new UserMistakeException(cause.getMessage(), failure);
      }
    }

    return new IllegalStateException("Cannot " + doing + ": " + failure.getMessage(), failure);
  }
}
