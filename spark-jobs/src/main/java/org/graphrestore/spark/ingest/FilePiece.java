package org.graphrestore.spark.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file that one task reads: what begins in a range of bytes.
 *
 * @param file number of the file in the order of the input's files
 * @param path the file
 * @param start first byte of the range
 * @param length bytes of the range
 */
record FilePiece(int file, String path, long start, long length) {
  private static final String END = "\0";

  /** Returns the first byte behind the range. */
  long end() {
    return start + length;
  }

  /** Writes pieces as text, since Kryo does not take records. */
  static String write(List<FilePiece> pieces) {
    StringBuilder text = new StringBuilder();
    for (FilePiece p : pieces) {
      text.append(p.file).append(' ').append(p.start).append(' ').append(p.length).append(' ');
      // No path holds a NUL.
      text.append(p.path).append(END);
    }

    return text.toString();
  }

  /** Reads what {@link #write} wrote. */
  static List<FilePiece> parse(String text) {
    List<FilePiece> pieces = new ArrayList<>();
    for (String piece : text.split(END)) {
      String[] parts = piece.split(" ", 4);
      pieces.add(
          new FilePiece(
              Integer.parseInt(parts[0]),
              parts[3],
              Long.parseLong(parts[1]),
              Long.parseLong(parts[2])));
    }

    return pieces;
  }
}
