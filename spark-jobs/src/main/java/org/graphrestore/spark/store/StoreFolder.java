package org.graphrestore.spark.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * A store on any Hadoop file system: data in subfolders whose names no other attempt has, and
 * {@code manifest.json}, which is written last and lists the files that count.
 *
 * <pre>
 * graph/data-3f9a01c2/arcs/part-00000.parquet    a folder is used only once
 * graph/manifest.json                            written under another name, then renamed
 * </pre>
 *
 * <p>A writer that dies leaves a data folder that nobody lists; the next commit deletes it. Lives
 * on the driver; not thread-safe.
 */
public final class StoreFolder {
  /** Name of the file that makes a folder a store. */
  public static final String MANIFEST = "manifest.json";

  private static final Pattern ATTEMPT = Pattern.compile("data-[0-9a-f]{8}");
  private static final Pattern OURS =
      Pattern.compile(
          "data-[0-9a-f]{8}|manifest\\.json|\\.manifest-[0-9a-f]{8}\\.json|\\..*\\.crc");

  private final Path dir;
  private final Configuration conf;
  private final FileSystem fs;
  private Path attempt;

  private StoreFolder(Path dir, Configuration conf, FileSystem fs) {
    this.dir = dir;
    this.conf = conf;
    this.fs = fs;
  }

  /**
   * Looks at a folder, which need not exist.
   *
   * @throws UserMistakeException if there is no file system for the path
   */
  public static StoreFolder at(Path dir, Configuration conf) {
    try {
      FileSystem fs = dir.getFileSystem(conf);
      return new StoreFolder(fs.makeQualified(dir), conf, fs);
    } catch (IOException e) {
      throw new UserMistakeException("Cannot reach " + dir + ": " + e.getMessage(), e);
    }
  }

  /**
   * Finds a store where the user pointed: at the store itself or at the run folder around it.
   *
   * @param storeOrRunFolder what the user named
   * @param name name of such a store in a run folder, for example {@code graph}
   * @param format what the store holds
   * @throws UserMistakeException if there is neither
   */
  public static StoreFolder find(
      Path storeOrRunFolder, String name, String format, Configuration conf) {
    StoreFolder here = at(storeOrRunFolder, conf);
    Optional<StoreManifest> manifest = here.manifest();
    if (manifest.isPresent() && manifest.get().format().equals(format)) {
      return here;
    }

    StoreFolder inside = at(new Path(here.dir, name), conf);
    if (inside.manifest().isPresent()) {
      return inside;
    }

    if (manifest.isPresent()) {
      return here;
    }

    throw new UserMistakeException(
        "Found no store of "
            + format
            + " in "
            + here.dir
            + " or "
            + inside.dir
            + " (no "
            + MANIFEST
            + "); name a run folder or the store in it");
  }

  /** Returns the whole path of the folder. */
  public Path path() {
    return dir;
  }

  /**
   * Reads the manifest, if there is one.
   *
   * @throws UserMistakeException if it is no manifest of ours
   */
  public Optional<StoreManifest> manifest() {
    Path file = new Path(dir, MANIFEST);
    try (InputStream in = fs.open(file)) {
      return Optional.of(
          ManifestJson.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), file));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /**
   * Reads the manifest of a store that must be there.
   *
   * @param format what the store must hold, for example {@link StoreManifest#GRAPH}
   * @param newestVersion the newest version of that format that this GraphRestore reads
   * @throws UserMistakeException if there is no store, another kind of store, or a newer one
   */
  public StoreManifest require(String format, int newestVersion) {
    StoreManifest manifest =
        manifest()
            .orElseThrow(() -> new UserMistakeException("Found no " + MANIFEST + " in " + dir));
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

    return manifest;
  }

  /**
   * Returns the manifest if the store there has this fingerprint and all its files, so that the
   * stage need not run.
   */
  public Optional<StoreManifest> reusable(String format, int formatVersion, String fingerprint) {
    return manifest()
        .filter(m -> m.format().equals(format) && m.formatVersion() == formatVersion)
        .filter(m -> m.fingerprint().equals(fingerprint))
        .filter(this::complete);
  }

  /**
   * Returns whether the store there was made from an input of this fingerprint and has all its
   * files: for a store whose own fingerprint is a checksum of its content.
   */
  public boolean reusable(String format, int formatVersion, String upstream, String fingerprint) {
    return manifest()
        .filter(m -> m.format().equals(format) && m.formatVersion() == formatVersion)
        .filter(m -> fingerprint.equals(m.upstream().get(upstream)))
        .filter(this::complete)
        .isPresent();
  }

  /** Returns whether every file that a manifest lists is there, with its length. */
  boolean complete(StoreManifest manifest) {
    for (StoreManifest.Table table : manifest.tables().values()) {
      for (StoreManifest.TableFile file : table.files()) {
        try {
          if (fs.getFileStatus(new Path(dir, file.path())).getLen() != file.bytes()) {
            return false;
          }
        } catch (FileNotFoundException e) {
          return false;
        } catch (IOException e) {
          throw new UncheckedIOException("Cannot look at " + file.path() + " in " + dir, e);
        }
      }
    }

    return true;
  }

  /**
   * Names what differs between the store there and one that is wanted, for people: {@code
   * "walk.length 80 -> 40"}. Empty if there is no store or nothing differs.
   */
  public List<String> differences(
      SortedMap<String, String> config, SortedMap<String, String> upstream) {
    StoreManifest old = manifest().orElse(null);
    if (old == null) {
      return List.of();
    }

    List<String> differences = new ArrayList<>();
    compare("input ", old.upstream(), upstream, differences);
    compare("", old.config(), config, differences);
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
      String before = old.getOrDefault(key, "unset");
      String now = wanted.getOrDefault(key, "unset");
      if (!before.equals(now)) {
        differences.add(prefix + key + " " + before + " -> " + now);
      }
    }
  }

  /**
   * Makes an empty data folder that no other attempt uses. An existing store stays valid until
   * {@link #commit}.
   *
   * @throws UserMistakeException if the folder holds files that are not ours
   */
  public Path newAttempt() {
    refuseForeign();
    this.attempt = new Path(dir, "data-" + hex());
    try {
      if (!fs.mkdirs(attempt)) {
        throw new UserMistakeException("Cannot make the folder " + attempt);
      }
    } catch (IOException e) {
      throw new UserMistakeException(
          "Cannot make the folder " + attempt + ": " + e.getMessage(), e);
    }

    return attempt;
  }

  /**
   * Returns the data folder of the present attempt.
   *
   * @throws IllegalStateException before {@link #newAttempt}
   */
  public Path attempt() {
    if (attempt == null) {
      throw new IllegalStateException("No attempt has begun in " + dir);
    }

    return attempt;
  }

  /**
   * Makes the attempt the store: writes the manifest, then deletes what earlier attempts and lost
   * tasks left.
   *
   * @throws IllegalStateException if the manifest lists a file outside the attempt
   */
  public void commit(StoreManifest manifest) {
    String prefix = attempt == null ? null : attempt.getName() + "/";
    for (StoreManifest.Table table : manifest.tables().values()) {
      for (StoreManifest.TableFile file : table.files()) {
        if (prefix == null || !file.path().startsWith(prefix)) {
          throw new IllegalStateException(file.path() + " is not in the attempt " + attempt);
        }
      }
    }

    Path temporary = new Path(dir, ".manifest-" + hex() + ".json");
    try {
      try (OutputStream out = fs.create(temporary, true)) {
        out.write(ManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8));
      }

      replace(temporary, new Path(dir, MANIFEST));
      deleteAttemptsBut(attempt);
      deleteUnlisted(manifest);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot commit the store " + dir, e);
    }
  }

  /**
   * Deletes the data folder of the present attempt, and the store's folder if nothing else is in
   * it; what was committed before stays.
   */
  public void abandon() {
    if (attempt == null) {
      return;
    }

    try {
      fs.delete(attempt, true);
      if (fs.listStatus(dir).length == 0) {
        fs.delete(dir, false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + attempt, e);
    }
  }

  private void replace(Path from, Path to) throws IOException {
    try {
      FileContext.getFileContext(dir.toUri(), conf).rename(from, to, Options.Rename.OVERWRITE);
    } catch (UnsupportedFileSystemException e) {
      // A file system that only has the older interface cannot replace in one step.
      fs.delete(to, false);
      if (!fs.rename(from, to)) {
        throw new IOException("Cannot rename " + from + " to " + to, e);
      }
    }
  }

  private void deleteAttemptsBut(Path kept) throws IOException {
    for (FileStatus status : fs.listStatus(dir)) {
      boolean old = ATTEMPT.matcher(status.getPath().getName()).matches();
      if (old && (kept == null || !status.getPath().getName().equals(kept.getName()))) {
        fs.delete(status.getPath(), true);
      }
    }
  }

  /** Deletes what task attempts that were lost or came second have left in the data folder. */
  private void deleteUnlisted(StoreManifest manifest) throws IOException {
    if (attempt == null) {
      return;
    }

    Set<String> listed =
        manifest.tables().values().stream()
            .flatMap(table -> table.files().stream())
            .map(StoreManifest.TableFile::path)
            .collect(Collectors.toSet());
    String root = dir.toUri().getPath() + "/";
    List<Path> unlisted = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> files = fs.listFiles(attempt, true);
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

  private void refuseForeign() {
    try {
      FileStatus[] found = fs.listStatus(dir);
      Arrays.sort(found);
      for (FileStatus status : found) {
        if (!OURS.matcher(status.getPath().getName()).matches()) {
          throw new UserMistakeException(
              "Found "
                  + status.getPath().getName()
                  + " in "
                  + dir
                  + ", which GraphRestore did not"
                  + " write; nothing is written there (choose another output folder)");
        }
      }

      manifest();
    } catch (FileNotFoundException e) {
      // Not there yet: nothing to refuse.
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + dir, e);
    }
  }

  private static String hex() {
    // Names of attempts are no part of a result, so they may be random.
    return UUID.randomUUID().toString().substring(0, 8);
  }
}
