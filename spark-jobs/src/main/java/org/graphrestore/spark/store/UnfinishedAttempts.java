package org.graphrestore.spark.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Attempts that ended before their store was committed, and of which a part is finished: data
 * folders with a manifest of their own, {@code unfinished.json}, that lists that part's files. It
 * has the form of a store's manifest.
 */
final class UnfinishedAttempts {
  /** Name of the manifest in the data folder. */
  static final String FILE = "unfinished.json";

  static final Pattern DATA = Pattern.compile("data-[0-9a-f]{8}");

  private final FileSystem fs;
  private final Path dir;
  private final Configuration conf;

  UnfinishedAttempts(FileSystem fs, Path dir, Configuration conf) {
    this.fs = fs;
    this.dir = dir;
    this.conf = conf;
  }

  /** Writes the manifest of an attempt. */
  void write(Path attempt, StoreManifest manifest) throws IOException {
    WholeFile.replace(
        new Path(attempt, FILE),
        ManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8),
        conf);
  }

  /** Reads the manifest of an attempt; empty where there is none, or it is no manifest. */
  static Optional<StoreManifest> read(FileSystem fs, Path attempt) throws IOException {
    Path file = new Path(attempt, FILE);
    try (InputStream in = fs.open(file)) {
      return Optional.of(
          ManifestJson.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), file));
    } catch (FileNotFoundException | UserMistakeException e) {
      return Optional.empty();
    }
  }

  /**
   * Lists what there is besides the store.
   *
   * @param store the store's manifest, or null where there is none
   */
  Map<Path, StoreManifest> list(StoreManifest store) throws IOException {
    Map<Path, StoreManifest> found = new TreeMap<>();
    try {
      for (FileStatus status : fs.listStatus(dir)) {
        String name = status.getPath().getName();
        if (DATA.matcher(name).matches() && !StoreSweep.lists(store, name)) {
          read(fs, status.getPath()).ifPresent(part -> found.put(status.getPath(), part));
        }
      }
    } catch (FileNotFoundException e) {
      // No folder, nothing in it.
    }

    return found;
  }

  /**
   * Finds the attempt that has come farthest with a store.
   *
   * @param wanted format, stage and fingerprint of the store, and the facts that decide which parts
   *     it is made of
   */
  Optional<Map.Entry<Path, StoreManifest>> find(StoreManifest store, StoreManifest wanted)
      throws IOException {
    return list(store).entrySet().stream()
        .filter(entry -> isPartOf(entry.getValue(), wanted))
        .filter(entry -> StoreReuse.firstLost(entry.getValue(), dir, conf) == null)
        .max(Comparator.comparingLong(entry -> rows(entry.getValue())));
  }

  private static boolean isPartOf(StoreManifest part, StoreManifest wanted) {
    return part.format().equals(wanted.format())
        && part.formatVersion() == wanted.formatVersion()
        && part.stage().equals(wanted.stage())
        && part.fingerprint().equals(wanted.fingerprint())
        && part.facts().entrySet().containsAll(wanted.facts().entrySet());
  }

  private static long rows(StoreManifest manifest) {
    return manifest.tables().values().stream().mapToLong(StoreManifest.Table::rows).sum();
  }
}
