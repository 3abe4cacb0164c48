package org.graphrestore.spark.walks;

import java.io.EOFException;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The scratch folder through which tasks of the partitioned engine send walkers and nodes of walks
 * to one another. A file is written by one attempt of one task, under a name that no other attempt
 * has, and never changed; so any attempt may be lost or run twice.
 *
 * <pre>
 * file     one or more segments, then -1                                   (4 bytes, little-endian)
 * segment  number of targets n | n lengths in bytes | n sections           (4 | 4 n | the sections)
 * </pre>
 *
 * <p>A target is a block or a home; what a section holds is its reader's business. Nothing is
 * compressed: the numbers of walks and nodes are as good as random, and walkers are read once.
 */
final class ExchangeFiles implements Serializable {
  /** What stands behind the last segment. */
  static final int END = -1;

  private static final long serialVersionUID = 1L;

  private final String folder;
  private final SerializableConfiguration conf;
  private transient FileSystem fileSystem;

  ExchangeFiles(Path folder, Configuration conf) {
    this.folder = folder.toString();
    this.conf = new SerializableConfiguration(conf);
  }

  /** Takes a section: the buffer's bytes from its position to its limit, little-endian. */
  @FunctionalInterface
  interface SectionReader {
    /** Takes a section; the buffer is used again afterwards. */
    void take(ByteBuffer section);
  }

  /**
   * Begins a file, which comes to be when something is written.
   *
   * @param targets number of targets
   */
  ExchangeWriter create(String name, int targets) throws IOException {
    return new ExchangeWriter(fileSystem(), path(name), targets, conf.value());
  }

  /**
   * Reads the sections of one target.
   *
   * @param buffer room, used if it is large enough
   * @return the room to use for the next file
   * @throws IOException if the file is not there, or too short
   */
  ByteBuffer read(String name, int target, ByteBuffer buffer, SectionReader reader)
      throws IOException {
    ByteBuffer room = buffer;
    try (FSDataInputStream in = fileSystem().open(path(name))) {
      room = fill(in, Integer.BYTES, room);
      long at = Integer.BYTES;
      int targets = room.getInt();
      while (targets != END) {
        room = fill(in, targets * Integer.BYTES, room);
        at += (long) targets * Integer.BYTES;
        long before = 0;
        long all = 0;
        int length = 0;
        for (int t = 0; t < targets; t++) {
          int bytes = room.getInt();
          before += t < target ? bytes : 0;
          length = t == target ? bytes : length;
          all += bytes;
        }

        if (length > 0) {
          in.seek(at + before);
          room = fill(in, length, room);
          reader.take(room);
        }

        at += all;
        in.seek(at);
        room = fill(in, Integer.BYTES, room);
        at += Integer.BYTES;
        targets = room.getInt();
      }
    } catch (EOFException e) {
      throw new IOException("The exchange file " + path(name) + " is too short", e);
    }

    return room;
  }

  /** Deletes a file or a folder with all that is in it; absent is fine. */
  void delete(String name) throws IOException {
    fileSystem().delete(path(name), true);
  }

  /** Deletes the whole scratch folder. */
  void deleteAll() throws IOException {
    fileSystem().delete(new Path(folder), true);
  }

  @Override
  public String toString() {
    return folder;
  }

  /** Returns room for little-endian bytes. */
  static ByteBuffer room(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Opens a file for writing, with its folders. A local one without Hadoop, which starts a program
   * ({@code chmod}) for every file that it makes where its native library is missing.
   */
  static OutputStream open(FileSystem fileSystem, Path path) throws IOException {
    if (fileSystem instanceof RawLocalFileSystem local
        && fileSystem.getClass() == RawLocalFileSystem.class) {
      File file = local.pathToFile(path);
      Files.createDirectories(file.getParentFile().toPath());
      return new FileOutputStream(file);
    }

    return fileSystem.create(path, true);
  }

  private Path path(String name) {
    return new Path(folder, name);
  }

  private static ByteBuffer fill(FSDataInputStream in, int bytes, ByteBuffer buffer)
      throws IOException {
    ByteBuffer room = buffer.capacity() < bytes ? room(bytes + (bytes >> 1)) : buffer;
    in.readFully(room.array(), 0, bytes);
    return room.position(0).limit(bytes);
  }

  /**
   * The file system; the local one without its checksum files, which cost as much as the walking
   * and would guard bytes that live for seconds.
   */
  private FileSystem fileSystem() throws IOException {
    if (fileSystem == null) {
      FileSystem found = new Path(folder).getFileSystem(conf.value());
      this.fileSystem = found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
    }

    return fileSystem;
  }
}
