package org.graphrestore.spark.walks;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.graphrestore.spark.store.DiskFull;

/** Writes one file of {@link ExchangeFiles}. Deletes it unless it was finished. */
final class ExchangeWriter implements Closeable {
  private final FileSystem fileSystem;
  private final Path file;
  private final int targets;
  private final Configuration conf;
  private OutputStream out;
  private ByteBuffer room = ExchangeFiles.room(1 << 16);
  private long bytes;
  private boolean finished;

  ExchangeWriter(FileSystem fileSystem, Path file, int targets, Configuration conf) {
    this.fileSystem = fileSystem;
    this.file = file;
    this.targets = targets;
    this.conf = conf;
  }

  /** Puts a section. */
  @FunctionalInterface
  interface Section {
    /** Puts the section of a target at the buffer's position. */
    void put(int target, ByteBuffer buffer);
  }

  /**
   * Writes a segment; one without any bytes is left out.
   *
   * @param length bytes of the section of a target, 0 for none
   * @param section puts just so many
   */
  void segment(IntUnaryOperator length, Section section) throws IOException {
    int header = (1 + targets) * Integer.BYTES;
    ByteBuffer head = ExchangeFiles.room(header).putInt(targets);
    long all = 0;
    for (int target = 0; target < targets; target++) {
      int sectionBytes = length.applyAsInt(target);
      head.putInt(sectionBytes);
      all += sectionBytes;
    }

    if (all == 0) {
      return;
    }

    write(head.array(), header);
    for (int target = 0; target < targets; target++) {
      int sectionBytes = head.getInt((1 + target) * Integer.BYTES);
      if (sectionBytes > 0) {
        if (room.capacity() < sectionBytes) {
          this.room = ExchangeFiles.room(sectionBytes + (sectionBytes >> 1));
        }

        section.put(target, room.clear());
        write(room.array(), sectionBytes);
      }
    }
  }

  /**
   * Ends the file.
   *
   * @return its bytes; 0 where nothing was written and there is no file
   */
  long finish() throws IOException {
    if (out != null) {
      write(ExchangeFiles.room(Integer.BYTES).putInt(ExchangeFiles.END).array(), Integer.BYTES);
      try {
        out.close();
      } catch (IOException | FSError e) {
        throw DiskFull.explained(e, file, bytes, conf);
      }
    }

    this.finished = true;
    return bytes;
  }

  @Override
  public void close() throws IOException {
    if (finished || out == null) {
      return;
    }

    try {
      out.close();
    } catch (FSError e) {
      throw new IOException(e);
    } finally {
      fileSystem.delete(file, false);
    }
  }

  private void write(byte[] from, int count) throws IOException {
    try {
      if (out == null) {
        this.out = ExchangeFiles.open(fileSystem, file);
      }

      out.write(from, 0, count);
    } catch (IOException | FSError e) {
      throw DiskFull.explained(e, file, bytes + count, conf);
    }

    bytes += count;
  }
}
