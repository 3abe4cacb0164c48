package org.graphrestore.spark.store;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What a reader asks of a store before it begins, so that nothing fails in the middle. */
final class StoreRequirements {
  private static final String REMEDY =
      "; bring it back, or make the store again from what it was made of";

  private StoreRequirements() {}

  /**
   * Checks what a manifest says.
   *
   * @param dir folder of the store
   * @param format what the store must hold
   * @param newestVersion the newest version of that format that is read
   * @param counts names of counts that the manifest must have
   * @throws UserMistakeException if it is another kind of store, a newer one, or has lost counts
   */
  static void check(
      StoreManifest manifest, Path dir, String format, int newestVersion, String... counts) {
    if (!format.equals(manifest.format())) {
      throw new UserMistakeException(
          "Found " + manifest.format() + " in " + dir + " (needs " + format + ")");
    }

    if (manifest.formatVersion() > newestVersion) {
      throw new UserMistakeException(
          dir
              + " is version "
              + manifest.formatVersion()
              + " of "
              + format
              + ", written by GraphRestore "
              + manifest.version()
              + " (this one reads up to version "
              + newestVersion
              + "); use a newer GraphRestore");
    }

    for (String count : counts) {
      if (manifest.count(count).isEmpty()) {
        throw new UserMistakeException(
            "The store "
                + dir
                + " is damaged: "
                + StoreFolder.MANIFEST
                + " has no count "
                + count
                + REMEDY);
      }
    }
  }

  /** A reader would fail in the middle of its work, and name a file that nobody knows. */
  static void refuseLost(StoreManifest manifest, Path dir, Configuration conf) {
    String lost = StoreReuse.firstLost(manifest, dir, conf);
    if (lost != null) {
      throw new UserMistakeException(
          "The store "
              + dir
              + " is damaged: its file "
              + lost
              + " is gone, or is not as long as "
              + StoreFolder.MANIFEST
              + " says"
              + REMEDY);
    }
  }
}
