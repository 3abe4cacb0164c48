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
  private static final Pattern DATA = Pattern.compile("data-[0-9a-f]{8}");
  private static final Pattern TEMPORARY = Pattern.compile("\\.manifest-[0-9a-f]{8}\\.json");

  private StoreSweep() {}

  /**
   * Deletes data folders of other attempts, files in the listed one that task attempts have left
   * which were lost or came second, and the store's folder if it is empty then.
   *
   * @param manifest the store's manifest, or null where there is none
   */
  static void sweep(FileSystem fs, Path dir, StoreManifest manifest) throws IOException {
    Set<String> listed = new TreeSet<>();
    if (manifest != null) {
      manifest
          .tables()
          .values()
          .forEach(table -> table.files().forEach(file -> listed.add(file.path())));
    }

    try {
      for (FileStatus status : fs.listStatus(dir)) {
        String name = status.getPath().getName();
        if (TEMPORARY.matcher(name).matches()) {
          fs.delete(status.getPath(), false);
        } else if (DATA.matcher(name).matches()) {
          if (listed.stream().anyMatch(path -> path.startsWith(name + "/"))) {
            deleteUnlisted(fs, dir, status.getPath(), listed);
          } else {
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

  private static void deleteUnlisted(FileSystem fs, Path dir, Path data, Set<String> listed)
      throws IOException {
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
