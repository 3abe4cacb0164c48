package org.graphrestore.spark.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two runs from writing to one folder: {@code .lock.json}, which only one can create, and
 * which is written anew every minute as a sign of life. Given back by {@link #close} and, after
 * Ctrl-C, when Spark has stopped.
 *
 * <p>A lock whose holder is gone is taken over: on the same machine one whose process is dead, on
 * another one that gave no sign of life for ten minutes. On a file system that cannot create a file
 * exclusively two may start at once; the one whose lock was written over finds out at the next sign
 * of life or stage ({@link #check}) and fails before it commits further stores.
 */
public final class RunLock implements AutoCloseable {
  /** Name of the lock in a run folder. */
  public static final String FILE = ".lock.json";

  /** After this long without a sign of life the run of another machine counts as dead. */
  static final Duration STALE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
  private static final long BEAT_SECONDS = 60;

  /** Spark stops before this, file systems are closed after it. */
  private static final int HOOK_PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 5;

  private final Path path;
  private final LockFile file;
  private final LockHolder holder;
  private final String tookOver;
  private final ScheduledExecutorService beat;
  private final Runnable hook = this::release;
  private volatile boolean lost;
  private boolean released;

  private RunLock(Path path, LockFile file, LockHolder holder, String tookOver) {
    this.path = path;
    this.file = file;
    this.holder = holder;
    this.tookOver = tookOver;
    this.beat =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "graphrestore-lock");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes the lock of a run folder, which must exist.
   *
   * @param command what is run, for the one who finds the folder locked
   * @throws UserMistakeException if another run holds it, saying who and since when, or the folder
   *     cannot be written to
   */
  public static RunLock take(Path folder, String command, Configuration conf) {
    Path path = new Path(folder, FILE);
    try {
      LockFile file = LockFile.at(path, conf);
      RunLock lock = take(path, file, LockHolder.here(command));
      // A beat catches and logs what goes wrong, so that the next one is made.
      var unused =
          lock.beat.scheduleAtFixedRate(lock::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
      ShutdownHookManager.get().addShutdownHook(lock.hook, HOOK_PRIORITY);
      return lock;
    } catch (IOException e) {
      throw new UserMistakeException("Cannot write the lock " + path + ": " + e.getMessage(), e);
    }
  }

  static RunLock take(Path path, LockFile file, LockHolder us) throws IOException {
    String tookOver = null;
    for (int attempt = 0; attempt < 3; attempt++) {
      if (file.create(us.json()) && isOurs(file, us)) {
        return new RunLock(path, file, us, tookOver);
      }

      byte[] found = file.read();
      if (found == null) {
        continue;
      }

      Optional<LockHolder> other = LockHolder.parse(found);
      long silentMillis = System.currentTimeMillis() - file.modifiedMillis();
      if (isHeld(other, us, silentMillis)) {
        throw new UserMistakeException(refusal(path, other, us, silentMillis));
      }

      // Somebody else may have taken it over just now.
      if (Arrays.equals(found, file.read())) {
        tookOver = other.map(LockHolder::command).orElse("an unknown command");
        file.delete();
      }
    }

    throw new UserMistakeException(
        "The lock " + path + " changes hands all the time: several runs want this folder");
  }

  private static boolean isHeld(Optional<LockHolder> other, LockHolder us, long silentMillis) {
    if (other.isPresent() && us.sharesProcessesWith(other.get())) {
      return other.get().runs(LockHolder::startOf);
    }

    return silentMillis < STALE.toMillis();
  }

  private static String refusal(
      Path path, Optional<LockHolder> other, LockHolder us, long silentMillis) {
    String who =
        other
            .map(
                h ->
                    "process "
                        + h.pid()
                        + " on "
                        + h.host()
                        + " since "
                        + h.since()
                        + " ("
                        + h.command()
                        + ")")
            .orElse("a run that has not yet said who it is");
    boolean seen = other.isPresent() && us.sharesProcessesWith(other.get());
    return "Output "
        + path.getParent()
        + " is in use by "
        + who
        + (seen
            ? "; wait for it, or use another --output"
            : ", last sign of life "
                + Math.max(0, silentMillis / 1000)
                + " s ago; wait for it, or use another --output. If it is gone, wait "
                + STALE.toMinutes()
                + " minutes or delete "
                + path);
  }

  /** Returns the command of the dead run whose lock this was, if it was one. */
  public Optional<String> tookOver() {
    return Optional.ofNullable(tookOver);
  }

  /**
   * Makes sure that the folder is still ours.
   *
   * @throws IllegalStateException if somebody has taken the lock
   */
  public void check() {
    try {
      if (lost || !isOurs(file, holder)) {
        this.lost = true;
        throw new IllegalStateException(
            "The lock "
                + path
                + " is no longer this run's: it was deleted, or taken over by a run that took this"
                + " one for dead; nothing more is written");
      }
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read the lock " + path, e);
    }
  }

  /** Gives the folder back. Repeating it does nothing. */
  @Override
  public void close() {
    release();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }

  private synchronized void release() {
    if (released) {
      return;
    }

    this.released = true;
    beat.shutdownNow();
    try {
      if (isOurs(file, holder)) {
        file.delete();
      }
    } catch (IOException e) {
      LOG.warn("Cannot delete the lock {}; delete it by hand", path, e);
    }
  }

  private synchronized void beat() {
    try {
      if (released) {
        return;
      }

      if (isOurs(file, holder)) {
        file.touch(holder.json());
      } else {
        this.lost = true;
        LOG.error("Somebody has taken the lock {}", path);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("No sign of life could be given in {}; trying again in a minute", path, e);
    }
  }

  private static boolean isOurs(LockFile file, LockHolder us) throws IOException {
    byte[] content = file.read();
    return content != null
        && LockHolder.parse(content).filter(h -> h.id().equals(us.id())).isPresent();
  }
}
