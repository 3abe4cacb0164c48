package org.graphrestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a text with the file that is kept of it. With {@code UPDATE_GOLDEN=1} in the environment
 * the file is written instead, to be read in the diff.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  /**
   * Compares with {@code src/test/resources/golden/name}.
   *
   * @param name file name of the golden
   * @param actual the text as the code writes it today
   */
  public static void check(String name, String actual) {
    check(FOLDER.resolve(name), actual);
  }

  /** Compares with any file, relative to the module's folder. */
  public static void check(Path file, String actual) {
    try {
      if ("1".equals(System.getenv("UPDATE_GOLDEN"))) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, actual);
      }

      assertThat(file).as("UPDATE_GOLDEN=1 writes it").exists();
      assertThat(actual)
          .as("%s is kept in another form; UPDATE_GOLDEN=1 rewrites it", file)
          .isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
