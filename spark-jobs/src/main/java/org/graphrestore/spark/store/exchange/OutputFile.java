package org.graphrestore.spark.store.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * A file that appears under its name when it is whole: written beside it as {@code name.part}, then
 * renamed. With {@code --force} an older file of that name is replaced at the end.
 */
final class OutputFile implements Closeable {
  private final Path path;
  private final Path part;
  private final FileSystem fs;
  private final OutputStream out;

  private OutputFile(Path path, Path part, FileSystem fs, OutputStream out) {
    this.path = path;
    this.part = part;
    this.fs = fs;
    this.out = out;
  }

  /**
   * Starts a file.
   *
   * @throws UserMistakeException if the path is a folder, or a file that may not be replaced
   */
  static OutputFile create(Path path, RunContext run) throws IOException {
    FileSystem fs = path.getFileSystem(run.spark().sparkContext().hadoopConfiguration());
    if (fs.exists(path) && fs.getFileStatus(path).isDirectory()) {
      throw new UserMistakeException(
          path + " is a folder; name a file, for example " + path + "/vectors.txt");
    }

    if (fs.exists(path) && !run.force()) {
      throw new UserMistakeException(
          path + " exists; name another file, or use --force to replace it");
    }

    Path part = path.suffix(".part");
    return new OutputFile(path, part, fs, fs.create(part, true));
  }

  /** Returns where to write. */
  OutputStream stream() {
    return out;
  }

  /** Gives the file its name, after its stream was closed. */
  void commit() throws IOException {
    fs.delete(path, false);
    if (!fs.rename(part, path)) {
      throw new IOException("Cannot rename " + part + " to " + path);
    }
  }

  /** Closes the stream, and deletes what was not committed. */
  @Override
  public void close() throws IOException {
    try (out) {
      fs.delete(part, false);
    }
  }
}
