package org.graphrestore.spark.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * The files that an input names, in the order that "first" means: by name below the path that the
 * user gave, then by whole path. Lives on the driver.
 *
 * @param files the files, never empty
 */
record InputFiles(List<File> files) {

  /**
   * A file.
   *
   * @param name its path below the folder or glob that the user gave, or its name
   * @param path its whole path
   * @param bytes its length
   * @param modified time of its last modification in milliseconds since 1970
   */
  record File(String name, Path path, long bytes, long modified) {}

  /**
   * Lists files, folders (with what is inside, at any depth) and globs. Inside folders and for
   * globs, names that begin with {@code .} or {@code _} are left out, as Hadoop and Spark do.
   *
   * @param what what should be in them, for messages
   * @throws UserMistakeException if a path is missing, matches nothing or has no bytes
   */
  static InputFiles resolve(List<String> paths, Configuration conf, String what) {
    List<File> files = new ArrayList<>();
    for (String path : paths) {
      try {
        add(path, conf, files);
      } catch (IOException | IllegalArgumentException e) {
        throw new UserMistakeException("Cannot read " + path + ": " + e.getMessage(), e);
      }
    }

    files.sort(Comparator.comparing(File::name).thenComparing(file -> file.path().toString()));
    if (files.stream().allMatch(file -> file.bytes() == 0)) {
      throw new UserMistakeException(
          "Found no "
              + what
              + " in "
              + String.join(", ", paths)
              + ": "
              + (files.size() == 1 ? "the file is" : "all " + files.size() + " files are")
              + " empty");
    }

    return new InputFiles(List.copyOf(files));
  }

  /** Returns the first file that has bytes. */
  File firstWithBytes() {
    return files.stream().filter(file -> file.bytes() > 0).findFirst().orElseThrow();
  }

  /** Returns the length of all files. */
  long bytes() {
    return files.stream().mapToLong(File::bytes).sum();
  }

  /** Returns the files as a manifest lists them. */
  List<StoreManifest.InputFile> manifest() {
    return files.stream()
        .map(f -> new StoreManifest.InputFile(f.path().toString(), f.bytes(), f.modified()))
        .toList();
  }

  /** Adds what a fingerprint of the input is made of. */
  void describe(String kind, SortedMap<String, String> into) {
    for (int i = 0; i < files.size(); i++) {
      File file = files.get(i);
      into.put(
          String.format("%s %09d", kind, i),
          file.name() + "\n" + file.bytes() + "\n" + file.modified());
    }
  }

  private static void add(String text, Configuration conf, List<File> files) throws IOException {
    Path path = new Path(text);
    FileSystem fs = path.getFileSystem(conf);
    FileStatus plain = null;
    try {
      plain = fs.getFileStatus(path);
    } catch (FileNotFoundException e) {
      // Perhaps a glob.
    }

    if (plain != null && !plain.isDirectory()) {
      files.add(file(plain, plain.getPath().getName()));
      return;
    }

    int before = files.size();
    if (plain != null) {
      addFolder(fs, plain.getPath(), "", files);
      if (files.size() == before) {
        throw new UserMistakeException("Found no files in the folder " + text);
      }

      return;
    }

    FileStatus[] matches = fs.globStatus(path);
    boolean glob = text.matches(".*[*?\\[{].*");
    if (matches == null || matches.length == 0) {
      throw new UserMistakeException(
          glob ? "No file matches " + text : "Found no file or folder " + text);
    }

    for (FileStatus match : matches) {
      if (match.isDirectory()) {
        addFolder(fs, match.getPath(), match.getPath().getName() + "/", files);
      } else if (!hidden(match.getPath())) {
        files.add(file(match, match.getPath().getName()));
      }
    }

    if (files.size() == before) {
      throw new UserMistakeException("No file matches " + text + " (folders without files only)");
    }
  }

  private static void addFolder(FileSystem fs, Path folder, String prefix, List<File> files)
      throws IOException {
    FileStatus[] found = fs.listStatus(folder);
    refuseDangling(fs, folder, found);
    for (FileStatus status : found) {
      if (hidden(status.getPath())) {
        continue;
      }

      String name = prefix + status.getPath().getName();
      if (status.isDirectory()) {
        addFolder(fs, status.getPath(), name + "/", files);
      } else {
        files.add(file(status, name));
      }
    }
  }

  /**
   * Hadoop's local file system leaves links that lead nowhere out of a listing, and says nothing.
   */
  private static void refuseDangling(FileSystem fs, Path folder, FileStatus[] found) {
    String[] names = fs instanceof LocalFileSystem ? new java.io.File(folder.toUri()).list() : null;
    if (names == null) {
      return;
    }

    Set<String> listed = new HashSet<>();
    for (FileStatus status : found) {
      listed.add(status.getPath().getName());
    }

    for (String name : names) {
      Path path = new Path(folder, name);
      if (!listed.contains(name) && !hidden(path) && !name.endsWith(".crc")) {
        throw new UserMistakeException(
            "Cannot read " + path + ": it is a link that leads nowhere; mend it or delete it");
      }
    }
  }

  private static boolean hidden(Path path) {
    return path.getName().startsWith(".") || path.getName().startsWith("_");
  }

  private static File file(FileStatus status, String name) {
    return new File(name, status.getPath(), status.getLen(), status.getModificationTime());
  }
}
