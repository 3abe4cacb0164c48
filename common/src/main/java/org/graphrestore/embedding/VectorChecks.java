package org.graphrestore.embedding;

/** What every format refuses, in one voice. */
final class VectorChecks {
  private static final int EXCERPT = 40;

  private VectorChecks() {}

  static void dim(long dim, String where) {
    if (dim < 1 || dim > VectorReader.MAX_DIM) {
      throw new IllegalArgumentException(
          where
              + " says that vectors have dimension "
              + dim
              + " (must be 1 .. "
              + VectorReader.MAX_DIM
              + "); is this file of another format?");
    }
  }

  static void finite(float[] vector, String id, String where) {
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new IllegalArgumentException(
            where
                + " has "
                + vector[i]
                + " as value "
                + (i + 1)
                + " of the vector of "
                + quote(id)
                + " (values must be finite); correct the file or leave the row out");
      }
    }
  }

  /** Checks an id that must be one word of a file whose words are parted by white space. */
  static void oneWord(String id, String format) {
    boolean bad = id.isEmpty();
    for (int i = 0; i < id.length() && !bad; i++) {
      bad = Character.isWhitespace(id.charAt(i));
    }

    if (bad) {
      throw new IllegalArgumentException(
          "Cannot write id "
              + quote(id)
              + " as "
              + format
              + ", where ids must not be empty or hold"
              + " white space; export as numpy, whose ids may be any line of text");
    }
  }

  /** Checks an id that must be one line. */
  static void oneLine(String id, String format) {
    if (id.indexOf('\n') >= 0 || id.indexOf('\r') >= 0 || id.indexOf('\t') >= 0) {
      throw new IllegalArgumentException(
          "Cannot write id "
              + quote(id)
              + " as "
              + format
              + ", where ids must not hold line breaks or tabs");
    }
  }

  /** Quotes a text for a message: cut to a bounded length, control characters made visible. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < Math.min(text.length(), EXCERPT); i++) {
      char c = text.charAt(i);
      quoted.append(Character.isISOControl(c) ? '?' : c);
    }

    return quoted.append(text.length() > EXCERPT ? "...\"" : "\"").toString();
  }
}
