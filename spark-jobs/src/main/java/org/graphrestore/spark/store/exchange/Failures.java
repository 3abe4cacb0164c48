package org.graphrestore.spark.store.exchange;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.zip.ZipException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkThrowable;
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
    boolean unreadable = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserMistakeException mistake) {
        return mistake;
      }

      if (cause instanceof IllegalArgumentException) {
        return new UserMistakeException(cause.getMessage(), failure);
      }

      // Spark wraps whatever a reader of Parquet throws in an exception of this condition.
      unreadable |=
          cause instanceof SparkThrowable spark
              && String.valueOf(spark.getCondition()).startsWith("FAILED_READ_FILE");
      if (unreadable && cause.getCause() == null) {
        return new UserMistakeException(
            "Cannot " + doing + ": " + line(cause) + "; all of its files must be whole and alike",
            failure);
      }

      if (damaged(cause)) {
        return new UserMistakeException(
            "Cannot "
                + doing
                + ": its compressed data is damaged or cut off ("
                + line(cause)
                + "); fetch it again",
            failure);
      }

      if (cause instanceof UnsupportedFileSystemException
          || cause instanceof AccessControlException
          || cause instanceof FileNotFoundException) {
        return new UserMistakeException("Cannot " + doing + ": " + line(cause), failure);
      }
    }

    return new IllegalStateException("Cannot " + doing + ": " + failure.getMessage(), failure);
  }

  private static boolean damaged(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    return cause instanceof EOFException
        || cause instanceof ZipException
        || (cause instanceof IOException
            && trace.length > 0
            && trace[0].getClassName().startsWith("org.apache.hadoop.io.compress."));
  }

  private static String line(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
