package org.graphrestore.spark.ingest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.graphrestore.graph.BadRowException;
import org.graphrestore.graph.IngestParams.Format;
import org.graphrestore.graph.StrictText;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * Looks into a text file from the driver: its beginning, and the number of the line at an offset.
 */
final class TextFiles {
  private static final int MOST_COMMENTS = 100_000;
  private static final byte[] PARQUET_MAGIC = {'P', 'A', 'R', '1'};
  private static final byte[] ORC_MAGIC = {'O', 'R', 'C'};

  private final Configuration conf;

  TextFiles(Configuration conf) {
    this.conf = conf;
  }

  /** Returns what a file is by its first bytes: PARQUET, ORC, or AUTO for text. */
  Format kind(Path file) {
    byte[] raw = raw(file);
    return startsWith(raw, PARQUET_MAGIC)
        ? Format.PARQUET
        : startsWith(raw, ORC_MAGIC) ? Format.ORC : Format.AUTO;
  }

  /**
   * Reads the first line, and on to the first that is neither blank nor a comment.
   *
   * @param mostBytes the most bytes of a line
   * @throws UserMistakeException if the beginning is no text
   */
  List<String> beginning(Path file, int mostBytes) {
    refuseOtherEncodings(file, raw(file));
    List<String> found = new ArrayList<>();
    try (LineReader lines = new LineReader(PieceReader.open(file, conf), 0, mostBytes)) {
      while (lines.next()) {
        if (lines.start() == 0) {
          refuseOtherEncodings(file, Arrays.copyOf(lines.bytes(), Math.min(4, lines.length())));
        }

        if (add(file, lines, mostBytes, found)) {
          return found;
        }
      }
    } catch (IOException e) {
      if (!damaged(e) || found.isEmpty()) {
        throw new UserMistakeException("Cannot read " + file + ": " + reason(e), e);
      }
    }

    if (found.isEmpty()) {
      boolean packed = new CompressionCodecFactory(conf).getCodec(file) != null;
      throw new UserMistakeException(
          "Found no edges in "
              + file
              + ": the file is empty"
              + (packed ? " once unpacked; is it what its name says?" : ""));
    }

    return found;
  }

  /** Adds a line; returns whether it is neither blank nor a comment. */
  private static boolean add(Path file, LineReader lines, int mostBytes, List<String> found) {
    String where = "Bad row in " + file + ", line " + (found.size() + 1) + ": ";
    if (lines.tooLong()) {
      throw new UserMistakeException(
          where + "it is longer than " + mostBytes + " bytes (ingest.max-row-bytes)");
    }

    if (found.size() == MOST_COMMENTS) {
      throw new UserMistakeException(
          "Cannot read "
              + file
              + ": its first "
              + MOST_COMMENTS
              + " lines are blank or comments, and hold no edge");
    }

    try {
      found.add(new StrictText().decode(lines.bytes(), lines.length(), found.isEmpty()));
    } catch (BadRowException e) {
      throw new UserMistakeException(where + e.getMessage(), e);
    }

    String last = found.get(found.size() - 1);
    // What follows is read by tasks, which name the first bad row of all.
    return !last.isBlank() && !last.startsWith("#");
  }

  /**
   * Returns the numbers of the lines that begin at offsets of the decompressed file, from 1.
   *
   * @param offsets ascending
   */
  List<Long> linesAt(Path file, List<Long> offsets) {
    List<Long> numbers = new ArrayList<>();
    long lines = 1;
    long at = 0;
    try (InputStream in = PieceReader.open(file, conf)) {
      byte[] buffer = new byte[1 << 16];
      for (long offset : offsets) {
        while (at < offset) {
          int read = in.read(buffer, 0, (int) Math.min(buffer.length, offset - at));
          if (read < 0) {
            break;
          }

          for (int i = 0; i < read; i++) {
            lines += buffer[i] == '\n' ? 1 : 0;
          }

          at += read;
        }

        numbers.add(lines);
      }
    } catch (IOException e) {
      // The file ends badly: what was counted up to there is the answer.
    }

    while (numbers.size() < offsets.size()) {
      numbers.add(lines);
    }

    return numbers;
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
        ? "its compressed data is damaged or cut off (" + e.getMessage() + "); fetch it again"
        : String.valueOf(e.getMessage());
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
