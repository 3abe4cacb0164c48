package org.graphrestore.spark.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a stage does with the store that lies where it wants to write: uses it again if it is the
 * very thing, refuses if it was made otherwise, replaces it where the user said {@code --force}.
 */
final class StoreReuse {
  private final StoreFolder folder;
  private final Configuration conf;
  private final boolean force;
  private final ProgressSink progress;

  StoreReuse(StoreFolder folder, Configuration conf, boolean force, ProgressSink progress) {
    this.folder = folder;
    this.conf = conf;
    this.force = force;
    this.progress = progress;
  }

  /**
   * Decides.
   *
   * @param wanted what the stage would make; without a fingerprint where only the content tells it
   * @return the store to use again; empty if the stage is to make one
   * @throws UserMistakeException if there is another store and no {@code --force}
   */
  Optional<StoreManifest> decide(StoreManifest wanted) {
    StoreManifest old = folder.manifest().orElse(null);
    if (old == null) {
      return Optional.empty();
    }

    if (old.format().equals(wanted.format()) && old.formatVersion() > wanted.formatVersion()) {
      folder.require(wanted.format(), wanted.formatVersion());
    }

    if (!same(old, wanted)) {
      String differences = String.join(", ", differences(old, wanted));
      if (!force) {
        throw new UserMistakeException(
            "The store "
                + folder.path()
                + " was made otherwise: "
                + differences
                + "; use another --output, or --force to replace it");
      }

      progress.warned("Replacing the store " + folder.path() + ": " + differences);
      return Optional.empty();
    }

    String lost = firstLost(old, folder.path(), conf);
    if (lost != null) {
      progress.warned("The store " + folder.path() + " has lost " + lost + " and is made anew");
      return Optional.empty();
    }

    return Optional.of(old);
  }

  private static boolean same(StoreManifest old, StoreManifest wanted) {
    boolean sameKind =
        old.format().equals(wanted.format())
            && old.formatVersion() == wanted.formatVersion()
            && old.stage().equals(wanted.stage());
    return sameKind
        && (wanted.fingerprint().isEmpty()
            ? old.config().equals(wanted.config()) && old.upstream().equals(wanted.upstream())
            : old.fingerprint().equals(wanted.fingerprint()));
  }

  /** Names what differs, for people: {@code "walk.length 80 -> 40"}. Never empty. */
  private static List<String> differences(StoreManifest old, StoreManifest wanted) {
    List<String> differences = new ArrayList<>();
    change("", "format", old.format(), wanted.format(), differences);
    change("", "stage", old.stage(), wanted.stage(), differences);
    if (!differences.isEmpty()) {
      return differences;
    }

    compare("", old.config(), wanted.config(), differences);
    if (!wanted.fingerprint().isEmpty() && old.seed() != wanted.seed()) {
      differences.add("run.seed " + old.seed() + " -> " + wanted.seed());
    }

    List<String> inputs =
        wanted.input().isEmpty() ? List.of() : InputChanges.between(old.input(), wanted.input());
    differences.addAll(inputs);
    if (inputs.isEmpty() && (differences.isEmpty() || wanted.upstream().size() > 1)) {
      compare("made from ", old.upstream(), wanted.upstream(), differences);
    }

    if (differences.isEmpty()) {
      change(
          "",
          "format version",
          Integer.toString(old.formatVersion()),
          Integer.toString(wanted.formatVersion()),
          differences);
    }

    if (differences.isEmpty()) {
      differences.add("by GraphRestore " + old.version() + ", in a way that this one does not");
    }

    return differences;
  }

  private static void compare(
      String prefix,
      SortedMap<String, String> old,
      SortedMap<String, String> wanted,
      List<String> differences) {
    TreeSet<String> keys = new TreeSet<>(old.keySet());
    keys.addAll(wanted.keySet());
    for (String key : keys) {
      change(
          prefix,
          key,
          old.getOrDefault(key, "unset"),
          wanted.getOrDefault(key, "unset"),
          differences);
    }
  }

  private static void change(
      String prefix, String key, String before, String now, List<String> differences) {
    if (!before.equals(now)) {
      differences.add(prefix + key + " " + before + " -> " + now);
    }
  }

  /** Returns a file that the manifest lists and that is not there with its length, or null. */
  static String firstLost(StoreManifest manifest, Path dir, Configuration conf) {
    for (StoreManifest.Table table : manifest.tables().values()) {
      for (StoreManifest.TableFile file : table.files()) {
        try {
          Path path = new Path(dir, file.path());
          FileSystem fs = path.getFileSystem(conf);
          if (fs.getFileStatus(path).getLen() != file.bytes()) {
            return file.path();
          }
        } catch (FileNotFoundException e) {
          return file.path();
        } catch (IOException e) {
          throw new UncheckedIOException("Cannot look at " + file.path() + " in " + dir, e);
        }
      }
    }

    return null;
  }
}
