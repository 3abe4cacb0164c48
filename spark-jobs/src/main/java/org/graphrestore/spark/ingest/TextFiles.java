package org.graphrestore.spark.ingest;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.graphrestore.graph.BadRowException;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.StrictText;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * Looks into a text file from the driver: its beginning, and the number of the line at an offset.
 */
final class TextFiles {
  private static final int HEAD_BYTES = 1 << 20;
  private static final int CHUNK_BYTES = 1 << 12;
  private static final byte[] PARQUET_MAGIC = {'P', 'A', 'R', '1'};

  private final Configuration conf;

  TextFiles(Configuration conf) {
    this.conf = conf;
  }

  /** Returns whether a file begins as Parquet does. */
  boolean parquet(Path file) {
    return startsWith(raw(file), PARQUET_MAGIC);
  }

  /**
   * Finds the layout from a file's beginning.
   *
   * @throws UserMistakeException if the beginning is no text, or has no edge that fits the settings
   */
  EdgeLayout layout(Path file, IngestParams params) {
    byte[] raw = raw(file);
    refuseOtherEncodings(file, raw);
    try (InputStream in = open(file)) {
      byte[] head = head(in);
      refuseOtherEncodings(file, head);
      List<String> lines = lines(file, head);
      if (lines.isEmpty()) {
        throw new UserMistakeException(
            "Cannot read " + file + ": its first line is longer than " + HEAD_BYTES + " bytes");
      }

      return EdgeLayout.ofText(lines, params);
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("Cannot read " + file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UserMistakeException("Cannot read " + file + ": " + reason(e), e);
    }
  }

  /** Returns the number of the line that begins at an offset of the decompressed file, from 1. */
  long lineAt(Path file, long offset) {
    long lines = 1;
    try (InputStream in = open(file)) {
      byte[] buffer = new byte[1 << 16];
      long at = 0;
      while (at < offset) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, offset - at));
        if (read < 0) {
          return lines;
        }

        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }

        at += read;
      }
    } catch (IOException e) {
      // The file ends badly: what was counted up to there is the answer.
      return lines;
    }

    return lines;
  }

  /** Returns whether an exception means that the file's content is damaged, not its storage. */
  static boolean damaged(Throwable e) {
    if (e instanceof EOFException || e instanceof ZipException) {
      return true;
    }

    StackTraceElement[] trace = e.getStackTrace();
    return e instanceof IOException
        && trace.length > 0
        && trace[0].getClassName().startsWith("org.apache.hadoop.io.compress.");
  }

  /** Says for people why a file cannot be read. */
  static String reason(Throwable e) {
    return damaged(e)
        ? "its compressed data is damaged or cut off (" + e.getMessage() + ")"
        : String.valueOf(e.getMessage());
  }

  /** Reads the beginning; of a damaged file, what there is before the damage. */
  private static byte[] head(InputStream in) throws IOException {
    byte[] head = new byte[HEAD_BYTES];
    int size = 0;
    try {
      int read = 0;
      while (read >= 0 && size < HEAD_BYTES) {
        size += read;
        read = in.read(head, size, Math.min(CHUNK_BYTES, HEAD_BYTES - size));
      }
    } catch (IOException e) {
      if (!damaged(e) || size == 0) {
        throw e;
      }
    }

    return Arrays.copyOf(head, size);
  }

  /** Returns the lines up to the first that is neither blank nor a comment. */
  private List<String> lines(Path file, byte[] head) {
    StrictText text = new StrictText();
    List<String> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean whole = head.length < HEAD_BYTES;
    for (int i = 0; i <= head.length; i++) {
      boolean end = i == head.length;
      if (!end && head[i] != '\n') {
        line.write(head[i]);
        continue;
      }

      if (!end || (whole && line.size() > 0)) {
        try {
          lines.add(text.decode(line.toByteArray(), line.size(), lines.isEmpty()));
        } catch (BadRowException e) {
          throw new UserMistakeException(
              "Bad row in " + file + ", line " + (lines.size() + 1) + ": " + e.getMessage(), e);
        }

        String last = lines.get(lines.size() - 1);
        if (!last.isBlank() && !last.startsWith("#")) {
          // What follows is read by tasks, which name the first bad row of all.
          return lines;
        }
      }

      line.reset();
    }

    return lines;
  }

  private void refuseOtherEncodings(Path file, byte[] head) {
    boolean utf16 =
        startsWith(head, new byte[] {(byte) 0xff, (byte) 0xfe})
            || startsWith(head, new byte[] {(byte) 0xfe, (byte) 0xff});
    if (utf16) {
      throw new UserMistakeException(
          "Cannot read "
              + file
              + ": it is UTF-16 (needs UTF-8); convert it, for example with iconv");
    }

    boolean gzip = startsWith(head, new byte[] {0x1f, (byte) 0x8b});
    if (gzip && new CompressionCodecFactory(conf).getCodec(file) == null) {
      throw new UserMistakeException(
          "Cannot read " + file + ": it is gzip, but its name does not end in .gz; rename it");
    }
  }

  private byte[] raw(Path file) {
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      return in.readNBytes(PARQUET_MAGIC.length);
    } catch (IOException e) {
      throw new UserMistakeException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private InputStream open(Path file) throws IOException {
    InputStream in = file.getFileSystem(conf).open(file);
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(file);
    return codec == null ? in : codec.createInputStream(in);
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    if (bytes.length < prefix.length) {
      return false;
    }

    for (int i = 0; i < prefix.length; i++) {
      if (bytes[i] != prefix[i]) {
        return false;
      }
    }

    return true;
  }
}
