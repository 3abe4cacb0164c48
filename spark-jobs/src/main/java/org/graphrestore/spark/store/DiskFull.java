package org.graphrestore.spark.store;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Says which file could not be written when a disk is full: the system only says that one is. */
public final class DiskFull {
  private static final Pattern FULL =
      Pattern.compile("No space left on device|quota.*exceeded|QuotaExceeded|not enough space");
  private static final double MB = 1 << 20;

  private DiskFull() {}

  /** Returns whether a message tells of a full disk or a used-up quota. */
  public static boolean isTold(String message) {
    return message != null && FULL.matcher(message).find();
  }

  /**
   * Returns what to throw in place of a failure to write.
   *
   * @param failure the failure; Hadoop's local file system throws an error where a disk is full
   * @param file the file
   * @param bytes how much of it was there or was to be written
   */
  public static IOException explained(
      Throwable failure, Path file, long bytes, Configuration conf) {
    if (!isTold(failure.getMessage())) {
      return failure instanceof IOException known ? known : new IOException(failure);
    }

    return new IOException(
        String.format(
            Locale.ROOT,
            "No space left on device: %s (%.1f MB of it to write, %s)",
            file,
            bytes / MB,
            free(file, conf)),
        failure);
  }

  private static String free(Path file, Configuration conf) {
    try {
      long remaining = file.getFileSystem(conf).getStatus(file.getParent()).getRemaining();
      return String.format(Locale.ROOT, "%.1f MB free there", remaining / MB);
    } catch (IOException | RuntimeException e) {
      return "free space unknown";
    }
  }
}
