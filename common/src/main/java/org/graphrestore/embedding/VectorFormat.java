package org.graphrestore.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.graphrestore.config.DidYouMean;

/** The file formats that vectors are exchanged in. */
public enum VectorFormat {
  /** The text format of word2vec: {@link Word2VecText}. */
  WORD2VEC,
  /** The binary format of word2vec.c. */
  WORD2VEC_BINARY,
  /** A NumPy array, and a file of ids beside it. */
  NUMPY,
  /** What TensorBoard's projector loads: vectors, and metadata beside them. */
  TENSORBOARD;

  /** Returns the name in commands: {@code word2vec-binary}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the format of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static VectorFormat of(String text) {
    List<String> names = Arrays.stream(values()).map(VectorFormat::text).toList();
    int found = names.indexOf(text);
    if (found < 0) {
      throw new IllegalArgumentException(
          "Unknown format of vectors: "
              + text
              + " (must be one of "
              + String.join(", ", names)
              + ")"
              + DidYouMean.hint(text, names));
    }

    return values()[found];
  }

  /**
   * Returns the format that a file's name says, for reading: {@code .npy} is NumPy, {@code .bin} is
   * word2vec binary, and everything else is text.
   */
  public static VectorFormat ofName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      return NUMPY;
    }

    return name.endsWith(".bin") ? WORD2VEC_BINARY : WORD2VEC;
  }

  /**
   * Returns the name of the second file of a format, which lies beside the first one: {@code
   * v.ids.txt} for {@code v.npy}, {@code v.metadata.tsv} for {@code v.tsv}.
   *
   * @throws IllegalStateException if the format has one file
   */
  public String companion(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String stem = dot > 0 ? fileName.substring(0, dot) : fileName;
    return switch (this) {
      case NUMPY -> stem + ".ids.txt";
      case TENSORBOARD -> stem + ".metadata.tsv";
      default -> throw new IllegalStateException("Vectors as " + text() + " are one file");
    };
  }
}
