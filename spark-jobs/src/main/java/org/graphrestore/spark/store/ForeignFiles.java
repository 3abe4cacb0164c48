package org.graphrestore.spark.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files in a store's folder that are not ours: nothing is written beside them unless forced. */
final class ForeignFiles {
  private static final Pattern OURS =
      Pattern.compile(
          "data-[0-9a-f]{8}|manifest\\.json|\\.manifest-[0-9a-f]{8}\\.json|\\..*\\.crc");

  private ForeignFiles() {}

  /**
   * Looks through a folder, which need not exist.
   *
   * @throws UserMistakeException naming the first file that is not ours
   */
  static void refuse(Path dir, FileSystem fs) {
    try {
      FileStatus[] found = fs.listStatus(dir);
      Arrays.sort(found);
      for (FileStatus status : found) {
        if (!OURS.matcher(status.getPath().getName()).matches()) {
          throw new UserMistakeException(
              "Found "
                  + status.getPath().getName()
                  + " in "
                  + dir
                  + ", which GraphRestore did not"
                  + " write; nothing is written there (use another --output, or --force to write"
                  + " beside it)");
        }
      }
    } catch (FileNotFoundException e) {
      // Not there yet: nothing to refuse.
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + dir, e);
    }
  }
}
