package org.graphrestore.spark.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

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

  private final Path dir;
  private final Configuration conf;
  private final FileSystem fs;
  private final boolean force;
  private final ProgressSink progress;
  private Path attempt;

  /** Name in the run folder, or null for a folder that is looked at alone. */
  private String nameInRun;

  private StoreFolder(
      Path dir, Configuration conf, FileSystem fs, boolean force, ProgressSink progress) {
    this.dir = dir;
    this.conf = conf;
    this.fs = fs;
    this.force = force;
    this.progress = progress;
  }

  /**
   * The folder of a run's own store, which knows whether the run may replace what is there.
   *
   * @param name name of such a store in a run folder, for example {@code graph}
   * @throws UserMistakeException if there is no file system for the path
   */
  public static StoreFolder of(RunContext run, String name) {
    StoreFolder folder =
        at(
            new Path(run.folder(), name),
            run.spark().sparkContext().hadoopConfiguration(),
            run.force(),
            run.progress());
    folder.nameInRun = name;
    return folder;
  }

  /**
   * Looks at a folder, which need not exist.
   *
   * @throws UserMistakeException if there is no file system for the path
   */
  public static StoreFolder at(Path dir, Configuration conf) {
    return at(dir, conf, false, ProgressSink.SILENT);
  }

  static StoreFolder at(Path dir, Configuration conf, boolean force, ProgressSink progress) {
    try {
      FileSystem fs = dir.getFileSystem(conf);
      // From the text, since a path from a URI may end with a slash.
      Path path = fs.makeQualified(new Path(dir.toString()));
      return new StoreFolder(path, conf, fs, force, progress);
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
    } catch (UserMistakeException e) {
      if (force) {
        return Optional.empty();
      }

      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /**
   * Reads the manifest of a store that must be there.
   *
   * @param format what the store must hold, for example {@link StoreManifest#GRAPH}
   * @param newestVersion the newest version of that format that this GraphRestore reads
   * @param counts names of counts that the manifest must have
   * @throws UserMistakeException if there is no store, another kind of store, a newer one, or one
   *     that has lost files or counts
   */
  public StoreManifest require(String format, int newestVersion, String... counts) {
    StoreManifest manifest =
        manifest()
            .orElseThrow(() -> new UserMistakeException("Found no " + MANIFEST + " in " + dir));
    StoreRequirements.check(manifest, dir, format, newestVersion, counts);
    StoreRequirements.refuseLost(manifest, dir, conf);
    return manifest;
  }

  /**
   * Looks whether the store that is there is the one that a stage wants, so that it need not run.
   *
   * @param wanted format, stage, settings, origins and, where only the content does not tell it,
   *     the fingerprint of what the stage would make
   * @return the store to use again; empty if the stage is to make one
   * @throws UserMistakeException if the store there was made otherwise and the run may not replace
   *     it, or stores of the run folder were made from it; the message names what differs
   */
  public Optional<StoreManifest> reuse(StoreManifest wanted) {
    Optional<StoreManifest> found = new StoreReuse(this, conf, force, progress).decide(wanted);
    if (found.isEmpty() && !wanted.fingerprint().isEmpty()) {
      refuseOutdating(wanted.fingerprint());
    }

    return found;
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

    refuseOutdating(manifest.fingerprint());
    Path file = new Path(dir, MANIFEST);
    try {
      WholeFile.replace(file, ManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8), conf);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }

    sweep(false);
    for (String outdated : outdatedBy(manifest.fingerprint()).keySet()) {
      progress.warned("Deleted " + outdated + ": made from what " + nameInRun + " was before");
      new RunStores(dir.getParent(), conf).delete(outdated);
    }
  }

  /**
   * Deletes what no manifest lists: what killed writers and lost tasks have left. Finished parts of
   * {@linkplain #resume unfinished} attempts are kept. Only for the one who holds the run folder's
   * lock.
   */
  public void sweep() {
    sweep(true);
  }

  /** Deletes what no manifest lists, and the unfinished attempts if they are not spared. */
  void sweep(boolean sparesUnfinished) {
    try {
      new StoreSweep(fs, dir).sweep(manifest().orElse(null), sparesUnfinished);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete what " + dir + " no longer needs", e);
    }
  }

  /**
   * Goes on with an attempt that an earlier run has left unfinished, if there is one of just this
   * store, and deletes all others. The attempt is then the present one.
   *
   * @param wanted what the stage makes, with its fingerprint and, as facts, all that decides which
   *     parts the store is made of
   * @return what the earlier run has told by {@link #checkpoint} last; empty if the stage is to
   *     begin with {@link #newAttempt}
   * @throws UserMistakeException if the folder holds files that are not ours
   */
  public Optional<StoreManifest> resume(StoreManifest wanted) {
    refuseForeign();
    try {
      StoreManifest store = manifest().orElse(null);
      UnfinishedAttempts attempts = new UnfinishedAttempts(fs, dir, conf);
      var found = attempts.find(store, wanted);
      this.attempt = found.map(Map.Entry::getKey).orElse(null);
      for (Path other : attempts.list(store).keySet()) {
        if (!other.equals(attempt)) {
          progress.warned("Deleted " + other + ": unfinished, and made otherwise");
          fs.delete(other, true);
        }
      }

      if (attempt != null) {
        new StoreSweep(fs, dir).sweepUnfinished(attempt);
      }

      return found.map(Map.Entry::getValue);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for unfinished work in " + dir, e);
    }
  }

  /**
   * Notes that a part of the attempt is finished. From then on {@link #abandon} and a driver that
   * dies leave it, and {@link #resume} finds it.
   *
   * @param part the store as far as it is finished: lists files that will not change any more
   */
  public void checkpoint(StoreManifest part) {
    try {
      new UnfinishedAttempts(fs, dir, conf).write(attempt(), part);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write into " + attempt, e);
    }
  }

  /**
   * Takes the data folder of the committed store as the present attempt, so that {@link #commit}
   * can add a table to it. The store stays valid, whatever happens.
   *
   * @return a folder that is not there yet, for the table's files
   */
  public Path amend(String table) {
    StoreManifest store = manifest().orElseThrow();
    String data =
        store.tables().values().stream()
            .flatMap(some -> some.files().stream())
            .map(file -> file.path().substring(0, file.path().indexOf('/')))
            .findFirst()
            .orElseThrow();
    this.attempt = new Path(dir, data);
    return new Path(attempt, table + "-" + hex());
  }

  /** Returns whether an earlier run, or this one, has left something to {@link #resume}. */
  public boolean hasUnfinished() {
    try {
      return !new UnfinishedAttempts(fs, dir, conf).list(manifest().orElse(null)).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + dir, e);
    }
  }

  /**
   * Deletes the data folder of the present attempt but for its {@linkplain #checkpoint finished
   * part}, and the store's folder if nothing else is in it; what was committed before stays.
   */
  public void abandon() {
    if (attempt == null) {
      return;
    }

    if (StoreSweep.lists(manifest().orElse(null), attempt.getName())) {
      // The store itself, which something was to be added to.
      sweep();
      return;
    }

    try {
      if (!new StoreSweep(fs, dir).sweepUnfinished(attempt)) {
        fs.delete(attempt, true);
      }

      if (fs.listStatus(dir).length == 0) {
        fs.delete(dir, false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + attempt, e);
    }
  }

  private Map<String, String> outdatedBy(String fingerprint) {
    return nameInRun == null
        ? Map.of()
        : new RunStores(dir.getParent(), conf).outdatedBy(nameInRun, fingerprint);
  }

  private void refuseOutdating(String fingerprint) {
    if (!force && nameInRun != null) {
      new RunStores(dir.getParent(), conf).refuseOutdating(nameInRun, fingerprint);
    }
  }

  private void refuseForeign() {
    if (!force) {
      ForeignFiles.refuse(dir, fs);
      manifest();
    }
  }

  private static String hex() {
    // Names of attempts are no part of a result, so they may be random.
    return UUID.randomUUID().toString().substring(0, 8);
  }
}
