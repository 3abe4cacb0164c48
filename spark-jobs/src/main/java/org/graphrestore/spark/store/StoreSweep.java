package org.graphrestore.spark.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Deletes what is ours in a store's folder and is in no manifest. */
final class StoreSweep {
  private static final Pattern TEMPORARY = Pattern.compile("\\.manifest-[0-9a-f]{8}\\.json");

  private final FileSystem fs;
  private final Path dir;

  StoreSweep(FileSystem fs, Path dir) {
    this.fs = fs;
    this.dir = dir;
  }

  /**
   * Deletes data folders of other attempts, files in the listed one that task attempts have left
   * which were lost or came second, and the store's folder if it is empty then.
   *
   * @param manifest the store's manifest, or null where there is none
   * @param sparesUnfinished whether the finished parts of {@linkplain UnfinishedAttempts attempts}
   *     are kept that somebody may go on with
   */
  void sweep(StoreManifest manifest, boolean sparesUnfinished) throws IOException {
    try {
      for (FileStatus status : fs.listStatus(dir)) {
        String name = status.getPath().getName();
        if (TEMPORARY.matcher(name).matches()) {
          fs.delete(status.getPath(), false);
        } else if (UnfinishedAttempts.DATA.matcher(name).matches()) {
          if (lists(manifest, name)) {
            deleteUnlisted(status.getPath(), listed(manifest));
          } else if (!sparesUnfinished || !sweepUnfinished(status.getPath())) {
            fs.delete(status.getPath(), true);
          }
        }
      }

      if (fs.listStatus(dir).length == 0) {
        fs.delete(dir, false);
      }
    } catch (FileNotFoundException e) {
      // No folder, nothing to delete.
    }
  }

  /** Returns whether a manifest, which may be null, lists a file in a data folder. */
  static boolean lists(StoreManifest manifest, String data) {
    return manifest != null
        && listed(manifest).stream().anyMatch(path -> path.startsWith(data + "/"));
  }

  /**
   * Deletes what the unfinished part of a store does not list.
   *
   * @return whether there is such a part
   */
  boolean sweepUnfinished(Path attempt) throws IOException {
    StoreManifest part = UnfinishedAttempts.read(fs, attempt).orElse(null);
    if (part == null) {
      return false;
    }

    Set<String> kept = listed(part);
    kept.add(attempt.getName() + "/" + UnfinishedAttempts.FILE);
    deleteUnlisted(attempt, kept);
    return true;
  }

  private static Set<String> listed(StoreManifest manifest) {
    Set<String> listed = new TreeSet<>();
    manifest
        .tables()
        .values()
        .forEach(table -> table.files().forEach(file -> listed.add(file.path())));
    return listed;
  }

  private void deleteUnlisted(Path data, Set<String> listed) throws IOException {
    String root = dir.toUri().getPath() + "/";
    List<Path> unlisted = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> files = fs.listFiles(data, true);
    while (files.hasNext()) {
      Path file = files.next().getPath();
      if (!listed.contains(file.toUri().getPath().substring(root.length()))) {
        unlisted.add(file);
      }
    }

    for (Path file : unlisted) {
      fs.delete(file, false);
    }
  }
}
