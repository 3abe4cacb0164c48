package org.graphrestore.spark.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a stage measured, whole, as one text in its store, so that the same measurement is read
 * again and not made again; and the small files beside the stores that people read. Bounded texts,
 * on the driver; written whole or not at all.
 */
public final class ResultFile {
  /** Name of the table in a store's manifest: stores consist of tables. */
  public static final String TABLE = "result";

  private static final String NAME = "result.json";
  private static final String SCHEMA = "value STRING";

  private ResultFile() {}

  /**
   * Writes the result into an attempt.
   *
   * @return the table that the manifest lists
   * @throws UncheckedIOException naming the file, where it cannot be written
   */
  public static StoreManifest.Table save(Path attempt, String text, Configuration conf) {
    write(new Path(attempt, NAME), text, conf);
    long bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return new StoreManifest.Table(
        SCHEMA,
        List.of(new StoreManifest.TableFile(attempt.getName() + "/" + NAME, 1, bytes, 0, 0)));
  }

  /**
   * Reads the result that a store keeps.
   *
   * @param manifest the manifest of the store in {@code folder}
   * @throws UncheckedIOException naming the file, where it cannot be read
   */
  public static String read(StoreFolder folder, StoreManifest manifest, Configuration conf) {
    Path file = new Path(folder.path(), manifest.table(TABLE).files().get(0).path());
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /**
   * Writes a small file; what was there before stays until it is whole.
   *
   * @throws UncheckedIOException naming the file, where it cannot be written
   */
  public static void write(Path file, String text, Configuration conf) {
    try {
      WholeFile.replace(file, text.getBytes(StandardCharsets.UTF_8), conf);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /**
   * Deletes a small file, if there is one.
   *
   * @throws UncheckedIOException naming the file, where it cannot be deleted
   */
  public static void delete(Path file, Configuration conf) {
    try {
      file.getFileSystem(conf).delete(file, false);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + file, e);
    }
  }
}
