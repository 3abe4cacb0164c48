package org.graphrestore.spark.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.graphrestore.spark.store.RunLock;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.WholeFile;
import org.graphrestore.spark.training.SkipGramStage;

/**
 * A run folder while a run has it: checked, locked, rid of what killed runs have left, and put back
 * as it was if the run made nothing.
 */
final class RunFolder implements AutoCloseable {
  private static final Pattern SCRATCH = Pattern.compile("\\.scratch-[a-z-]+-[0-9a-f]{8,16}");
  private static final Pattern TEMPORARY =
      Pattern.compile("\\.[a-z-]+-[0-9a-f]{8}\\.(json|csv|html)");

  private final Path folder;
  private final Configuration conf;
  private final FileSystem fs;
  private final RunLock lock;
  private final byte[] manifestBefore;
  private final List<String> storesBefore;
  private final boolean made;

  private RunFolder(Path folder, Configuration conf, FileSystem fs, RunLock lock, boolean made)
      throws IOException {
    this.folder = folder;
    this.conf = conf;
    this.fs = fs;
    this.lock = lock;
    this.made = made;
    this.manifestBefore = bytes(new Path(folder, RunManifest.FILE));
    this.storesBefore = stores();
  }

  /**
   * Checks and locks a folder; makes it if it is absent.
   *
   * @param command what is run, for whoever finds the folder locked
   * @param force whether a folder with other files in it may be used
   * @throws UserMistakeException if it holds something else, a newer version's run, or another run
   *     is at work there
   */
  static RunFolder open(Path folder, String command, boolean force, Configuration conf) {
    try {
      FileSystem fs = folder.getFileSystem(conf);
      check(folder, force, fs);
      boolean made = !fs.exists(folder);
      fs.mkdirs(folder);
      RunLock lock = RunLock.take(folder, command, conf);
      try {
        RunFolder opened = new RunFolder(folder, conf, fs, lock, made);
        opened.sweep();
        return opened;
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UserMistakeException("Cannot use output " + folder + ": " + e.getMessage(), e);
    }
  }

  RunLock lock() {
    return lock;
  }

  /**
   * Returns whether the run has made something that a later one can use: stores that were not there
   * before, or others, or the finished part of one.
   */
  boolean hasMadeSomething() {
    try {
      return !stores().equals(storesBefore) || hasUnfinished();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }

  /**
   * Puts the manifest back that was there before the run, or leaves none: for a run that failed
   * before it made anything.
   */
  void restore() {
    Path manifest = new Path(folder, RunManifest.FILE);
    try {
      if (manifestBefore == null) {
        fs.delete(manifest, false);
      } else {
        WholeFile.replace(manifest, manifestBefore, conf);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot restore " + manifest, e);
    }
  }

  /**
   * Tidies up after tasks that went on after their stage, unlocks the folder, and deletes it if the
   * run has made it and left nothing in it. To be called when Spark has stopped.
   */
  @Override
  public void close() {
    try {
      sweep();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tidy up " + folder, e);
    } finally {
      lock.close();
    }

    try {
      if (made && fs.listStatus(folder).length == 0) {
        fs.delete(folder, false);
      }
    } catch (FileNotFoundException e) {
      // Somebody else has tidied up.
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }

  /** Makes sure that a folder may be written to: it is absent, empty, or a run folder. */
  private static void check(Path folder, boolean force, FileSystem fs) throws IOException {
    if (fs.exists(folder) && !fs.getFileStatus(folder).isDirectory()) {
      throw new UserMistakeException("Output " + folder + " is a file; choose a folder");
    }

    RunManifest found = fs.exists(folder) ? RunManifest.read(folder, fs).orElse(null) : null;
    if (found != null && found.formatVersion() > 1) {
      throw new UserMistakeException(
          "Output "
              + folder
              + " was written by GraphRestore "
              + found.version()
              + " in format version "
              + found.formatVersion()
              + ", this version knows 1; use that version or choose another --output");
    }

    if (found == null && !force && hasForeignFiles(folder, fs)) {
      throw new UserMistakeException(
          "Output "
              + folder
              + " holds files that are not a run of GraphRestore (no "
              + RunManifest.FILE
              + " of format "
              + RunManifest.FORMAT
              + "); choose another --output or empty it, or use --force to write beside them");
    }
  }

  /** A run that was killed early has left nothing but its lock. */
  private static boolean hasForeignFiles(Path folder, FileSystem fs) throws IOException {
    if (!fs.exists(folder)) {
      return false;
    }

    for (FileStatus status : fs.listStatus(folder)) {
      String name = status.getPath().getName();
      if (!name.equals(RunLock.FILE) && !TEMPORARY.matcher(name).matches()) {
        return true;
      }
    }

    return false;
  }

  /** Deletes what killed runs have left: scratch folders, half-written files, dead attempts. */
  private void sweep() throws IOException {
    for (FileStatus status : fs.listStatus(folder)) {
      Path path = status.getPath();
      if (isScratch(status)) {
        if (!isUnfinished(path)) {
          fs.delete(path, true);
        }
      } else if (!status.isDirectory() && TEMPORARY.matcher(path.getName()).matches()) {
        fs.delete(path, false);
      } else if (status.isDirectory() && isRun()) {
        sweepStore(path);
      }
    }
  }

  private static boolean isScratch(FileStatus status) {
    return status.isDirectory() && SCRATCH.matcher(status.getPath().getName()).matches();
  }

  /**
   * Returns whether a scratch folder has finished rounds of a training that can go on from them.
   */
  private boolean isUnfinished(Path scratch) throws IOException {
    return fs.exists(new Path(scratch, SkipGramStage.FINISHED_ROUNDS));
  }

  /** Only what is a run folder has stores of ours in it. */
  private boolean isRun() throws IOException {
    return RunManifest.read(folder, fs).isPresent();
  }

  private void sweepStore(Path path) {
    try {
      StoreFolder.at(path, conf).sweep();
    } catch (UserMistakeException e) {
      // A folder with somebody else's manifest.json.
    }
  }

  /** Lists the stores by name and the time of their manifests. */
  private List<String> stores() throws IOException {
    List<String> stores = new ArrayList<>();
    for (FileStatus status : fs.listStatus(folder)) {
      if (status.isDirectory()) {
        manifest(status.getPath())
            .ifPresent(m -> stores.add(m.getPath() + " " + m.getModificationTime()));
      }
    }

    stores.sort(String::compareTo);
    return stores;
  }

  private boolean hasUnfinished() throws IOException {
    for (FileStatus status : fs.listStatus(folder)) {
      if (isScratch(status)
          ? isUnfinished(status.getPath())
          : status.isDirectory() && holdsUnfinished(status.getPath())) {
        return true;
      }
    }

    return false;
  }

  private boolean holdsUnfinished(Path store) {
    try {
      return StoreFolder.at(store, conf).hasUnfinished();
    } catch (UserMistakeException e) {
      // A folder with somebody else's manifest.json.
      return false;
    }
  }

  private Optional<FileStatus> manifest(Path store) throws IOException {
    try {
      return Optional.of(fs.getFileStatus(new Path(store, StoreFolder.MANIFEST)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private byte[] bytes(Path file) throws IOException {
    try (InputStream in = fs.open(file)) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      return null;
    }
  }
}
