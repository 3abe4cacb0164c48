package org.graphrestore.spark.training;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.spark.store.DiskFull;

/**
 * The scratch folder of a training as tasks see it. Model blocks are raw little-endian floats,
 * padded rows one after the other. Names are given by the caller, who makes them attempt-unique; a
 * file is never changed.
 */
final class ScratchFiles implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER_BYTES = 1 << 20;

  private final String folder;
  private final SerializableConfiguration conf;

  ScratchFiles(Path folder, Configuration conf) {
    this.folder = folder.toString();
    this.conf = new SerializableConfiguration(conf);
  }

  /** Writes a block, of one array or of several one after the other. */
  void writeFloats(String name, float[]... parts) throws IOException {
    ByteBuffer bytes = buffer();
    long floats = 0;
    try (FSDataOutputStream out = create(name)) {
      for (float[] values : parts) {
        floats += values.length;
        for (int from = 0; from < values.length; from += BUFFER_BYTES / Float.BYTES) {
          int n = Math.min(BUFFER_BYTES / Float.BYTES, values.length - from);
          bytes.asFloatBuffer().put(values, from, n);
          out.write(bytes.array(), 0, n * Float.BYTES);
        }
      }
    } catch (IOException | FSError e) {
      throw explained(e, name, floats * Float.BYTES);
    }
  }

  /** Returns what to throw where a file cannot be written. */
  IOException explained(Throwable failure, String name, long bytesToWrite) {
    return DiskFull.explained(failure, new Path(folder, name), bytesToWrite, conf.value());
  }

  /**
   * Reads a part of a block.
   *
   * @param from first float of the part
   * @param into what is filled
   */
  void readFloats(String name, long from, float[] into) throws IOException {
    ByteBuffer bytes = buffer();
    try (FSDataInputStream in = open(name)) {
      in.seek(from * Float.BYTES);
      for (int at = 0; at < into.length; at += BUFFER_BYTES / Float.BYTES) {
        int n = Math.min(BUFFER_BYTES / Float.BYTES, into.length - at);
        in.readFully(bytes.array(), 0, n * Float.BYTES);
        FloatBuffer floats = bytes.asFloatBuffer();
        floats.get(into, at, n);
      }
    } catch (EOFException e) {
      throw new IOException("Scratch file " + name + " in " + folder + " is too short", e);
    }
  }

  FSDataOutputStream create(String name) throws IOException {
    Path path = new Path(folder, name);
    return fileSystem().create(path, true);
  }

  FSDataInputStream open(String name) throws IOException {
    return fileSystem().open(new Path(folder, name));
  }

  long length(String name) throws IOException {
    return fileSystem().getFileStatus(new Path(folder, name)).getLen();
  }

  /** Returns whether a file is there and has so many bytes; no name, no file. */
  boolean has(String name, long bytes) throws IOException {
    try {
      return name != null && length(name) == bytes;
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /** Reads a small text. */
  String readText(String name) throws IOException {
    try (FSDataInputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Deletes everything but some files and folders right below the scratch folder. */
  void deleteAllBut(Set<String> kept) throws IOException {
    try {
      for (FileStatus status : fileSystem().listStatus(new Path(folder))) {
        if (!kept.contains(status.getPath().getName())) {
          fileSystem().delete(status.getPath(), true);
        }
      }
    } catch (FileNotFoundException e) {
      // Nothing was written yet.
    }
  }

  /** Deletes a file or a folder with all that is in it; absent is fine. */
  void delete(String name) throws IOException {
    fileSystem().delete(new Path(folder, name), true);
  }

  /** Deletes the whole scratch folder. */
  void deleteAll() throws IOException {
    fileSystem().delete(new Path(folder), true);
  }

  /** Writes a small text under another name, then renames it. */
  void writeText(String name, String text) throws IOException {
    FileSystem fs = fileSystem();
    Path temporary = new Path(folder, "." + name + ".tmp");
    try (FSDataOutputStream out = fs.create(temporary, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    Path path = new Path(folder, name);
    fs.delete(path, false);
    if (!fs.rename(temporary, path)) {
      throw new IOException("Cannot rename " + temporary + " to " + path);
    }
  }

  private FileSystem fileSystem() throws IOException {
    return new Path(folder).getFileSystem(conf.value());
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }
}
