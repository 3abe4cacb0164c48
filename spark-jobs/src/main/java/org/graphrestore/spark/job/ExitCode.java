package org.graphrestore.spark.job;

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

  private ExitCode() {}

  /** Returns the user's mistake that lies behind a failure, or null where there is none. */
  public static Throwable userMistake(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserMistakeException || cause instanceof InvalidSettingsException) {
        return cause;
      }
    }

    return null;
  }
}
