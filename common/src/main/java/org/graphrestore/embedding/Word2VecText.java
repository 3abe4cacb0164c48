package org.graphrestore.embedding;

import java.util.Optional;

/**
 * One line of the text format of word2vec: an id and its values, parted by single spaces. The first
 * line of a file may be a header: the number of vectors and their dimension. (GloVe's files are the
 * same without it; lines may be parted by tabs.)
 *
 * <pre>
 * 2 3
 * cat 0.5 -1.25 3.0E-4
 * dog 1.0 0.0 0.25
 * </pre>
 *
 * @param id the original id
 * @param vector its values, all finite
 */
public record Word2VecText(String id, float[] vector) {
  /**
   * What the first line of a file may say.
   *
   * @param vectors number of vectors
   * @param dim their dimension
   */
  public record Header(long vectors, int dim) {}

  /**
   * Reads a header.
   *
   * @param line the first line of a file
   * @param where how messages call the line, for example {@code "Line 1 of a.txt"}
   * @return nothing where the line is no header: not two whole numbers
   * @throws IllegalArgumentException if it is one that cannot be true
   */
  public static Optional<Header> header(String line, String where) {
    String[] words = line.trim().split("[ \t]+");
    if (words.length == 2 && isNoCount(words[0]) && isWhole(words[1])) {
      throw new IllegalArgumentException(
          where
              + " says that there are "
              + words[0]
              + " vectors of dimension "
              + words[1]
              + " (must be 0 .. 999999999999999999); correct the header, or leave it out");
    }

    if (words.length != 2 || !isWhole(words[0]) || !isWhole(words[1])) {
      return Optional.empty();
    }

    long dim = Long.parseLong(words[1]);
    VectorChecks.dim(dim, where);
    return Optional.of(new Header(Long.parseLong(words[0]), (int) dim));
  }

  /**
   * Reads a line.
   *
   * @param line the line, without its end
   * @param dim the dimension that it must have, or 0 where any will do
   * @param where how messages call the line
   * @throws IllegalArgumentException if it has another dimension or a value that is no finite
   *     number
   */
  public static Word2VecText parse(String line, int dim, String where) {
    int end = trimmedEnd(line);
    int idEnd = wordEnd(line, 0, end);
    if (idEnd == 0 || idEnd == end) {
      throw new IllegalArgumentException(
          where
              + " is not an id and its values: "
              + VectorChecks.quote(line)
              + "; each line must be an id, a space, and the values parted by spaces");
    }

    int count = words(line, idEnd, end);
    if (count > VectorReader.MAX_DIM || (dim > 0 && count != dim)) {
      throw new IllegalArgumentException(
          where
              + " has "
              + count
              + " values after the id "
              + VectorChecks.quote(line.substring(0, idEnd))
              + " (must be "
              + (dim > 0 ? dim : "1 .. " + VectorReader.MAX_DIM)
              + "); ids must not hold spaces, and all vectors have one dimension");
    }

    String id = line.substring(0, idEnd);
    float[] vector = new float[count];
    int from = idEnd;
    for (int i = 0; i < count; i++) {
      from = wordStart(line, from, end);
      int to = wordEnd(line, from, end);
      vector[i] = value(line.substring(from, to), i, id, where);
      from = to;
    }

    VectorChecks.finite(vector, id, where);
    return new Word2VecText(id, vector);
  }

  private static float value(String word, int i, String id, String where) {
    try {
      return Float.parseFloat(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          where
              + " has "
              + VectorChecks.quote(word)
              + " as value "
              + (i + 1)
              + " of the vector of "
              + VectorChecks.quote(id)
              + " (must be a finite number)",
          e);
    }
  }

  /** A whole number, but negative, or longer than a count can be. */
  private static boolean isNoCount(String word) {
    return word.matches("-\\d+|\\d{19,}");
  }

  private static boolean isWhole(String word) {
    return !word.isEmpty()
        && word.length() <= 18
        && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static int trimmedEnd(String line) {
    int end = line.length();
    while (end > 0 && (isGap(line.charAt(end - 1)) || line.charAt(end - 1) == '\r')) {
      end--;
    }

    return end;
  }

  private static int words(String line, int from, int end) {
    int count = 0;
    int at = wordStart(line, from, end);
    while (at < end) {
      count++;
      at = wordStart(line, wordEnd(line, at, end), end);
    }

    return count;
  }

  private static int wordStart(String line, int from, int end) {
    int at = from;
    while (at < end && isGap(line.charAt(at))) {
      at++;
    }

    return at;
  }

  private static int wordEnd(String line, int from, int end) {
    int at = from;
    while (at < end && !isGap(line.charAt(at))) {
      at++;
    }

    return at;
  }

  private static boolean isGap(char c) {
    return c == ' ' || c == '\t';
  }
}
