package org.graphrestore.spark.reconstruction;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.spark.store.DiskFull;

/**
 * Files that live as long as the stage: what one job leaves for the next. Every attempt of a task
 * writes under a name of its own, and only names that came back from a finished task are read, so
 * retries and speculation do no harm. Travels in closures.
 */
final class ScratchFiles implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 16;

  private final String folder;
  private final SerializableConfiguration conf;

  ScratchFiles(Path folder, Configuration conf) {
    this.folder = folder.toString();
    this.conf = new SerializableConfiguration(conf);
  }

  /** What fills a file. */
  interface Content {
    void write(DataOutput out) throws IOException;
  }

  /** Writes a file and returns its name. */
  String write(String prefix, Content content) {
    String name = prefix + "-" + UUID.randomUUID();
    Path path = new Path(folder, name);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(fs().create(path, true), BUFFER))) {
      content.write(out);
    } catch (IOException | FSError e) {
      throw new UncheckedIOException(
          "Cannot write the scratch file " + path, DiskFull.explained(e, path, 0, conf.value()));
    }
    return name;
  }

  /** Opens a file. */
  DataInputStream open(String name) throws IOException {
    return new DataInputStream(new BufferedInputStream(fs().open(new Path(folder, name)), BUFFER));
  }

  /** Returns the path of a subfolder. */
  Path path(String subfolder) {
    return new Path(folder, subfolder);
  }

  /** Deletes a subfolder with all its files. */
  void delete(String subfolder) {
    delete(new Path(folder, subfolder));
  }

  /** Deletes everything. */
  void deleteAll() {
    delete(new Path(folder));
  }

  private void delete(Path path) {
    try {
      fs().delete(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + path, e);
    }
  }

  private FileSystem fs() throws IOException {
    return new Path(folder).getFileSystem(conf.value());
  }
}
