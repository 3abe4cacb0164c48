package org.graphrestore.spark.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Small files that are there whole or not at all, whenever the writer is killed. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes {@code .NAME-0123abcd.EXTENSION} beside the file and gives it the file's name. What was
   * there before stays until then; after a failure nothing new is left. In one step where the file
   * system can rename over a file, as HDFS and local ones can.
   *
   * @param file where to
   * @param bytes the whole content
   */
  public static void replace(Path file, byte[] bytes, Configuration conf) throws IOException {
    FileSystem fs = file.getFileSystem(conf);
    Path temporary = new Path(file.getParent(), temporaryName(file.getName()));
    boolean renamed = false;
    try {
      try (OutputStream out = fs.create(temporary, true)) {
        out.write(bytes);
      }

      rename(fs, fs.makeQualified(temporary), fs.makeQualified(file), conf);
      renamed = true;
    } catch (IOException | FSError e) {
      throw DiskFull.explained(e, file, bytes.length, conf);
    } finally {
      if (!renamed) {
        fs.delete(temporary, false);
      }
    }
  }

  private static String temporaryName(String name) {
    int dot = name.lastIndexOf('.');
    String hex = UUID.randomUUID().toString().substring(0, 8);
    return dot < 0
        ? "." + name + "-" + hex
        : "." + name.substring(0, dot) + "-" + hex + name.substring(dot);
  }

  private static void rename(FileSystem fs, Path from, Path to, Configuration conf)
      throws IOException {
    try {
      FileContext.getFileContext(to.toUri(), conf).rename(from, to, Options.Rename.OVERWRITE);
    } catch (UnsupportedFileSystemException e) {
      // A file system that only has the older interface cannot replace in one step.
      fs.delete(to, false);
      if (!fs.rename(from, to)) {
        throw new IOException("Cannot rename " + from + " to " + to, e);
      }
    }
  }
}
