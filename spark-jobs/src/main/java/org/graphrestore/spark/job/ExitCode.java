package org.graphrestore.spark.job;

import org.apache.spark.SparkThrowable;
import org.graphrestore.config.InvalidSettingsException;
import org.graphrestore.spark.store.UserMistakeException;

/** How a process ends, for schedulers and scripts. */
public final class ExitCode {
  /** The work is done. */
  public static final int DONE = 0;

  /** The work failed while it ran: a bug, or a machine. */
  public static final int FAILED = 1;

  /** The user's mistake: the message says what to change. */
  public static final int USER_MISTAKE = 2;

  /** The work is done, and a condition of {@code --fail-if} holds back its result. */
  public static final int HELD_BACK = 3;

  private ExitCode() {}

  private static UserMistakeException damaged(Throwable failure, String path) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }

    String why = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    int detail = why.indexOf('!');
    return new UserMistakeException(
        "Cannot read "
            + path
            + ": "
            + (detail < 0 ? why : why.substring(0, detail))
            + "; it is damaged: fetch it again, or leave it out",
        failure);
  }

  /** Returns the user's mistake that lies behind a failure, or null where there is none. */
  public static Throwable userMistake(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserMistakeException || cause instanceof InvalidSettingsException) {
        return cause;
      }

      // What a reader of Parquet throws differs; Spark wraps all of it in this condition.
      if (cause instanceof SparkThrowable spark
          && String.valueOf(spark.getCondition()).startsWith("FAILED_READ_FILE")) {
        return damaged(cause, spark.getMessageParameters().get("path"));
      }
    }

    return null;
  }
}
