package org.graphrestore.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two runs never have one folder; a dead run's lock is no obstacle. */
class RunLockTest {
  @TempDir private Path folder;
  private Path file;

  /** A file system that is not this machine's: for it the lock goes through Hadoop. */
  public static final class Elsewhere extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("elsewhere:///");
    }
  }

  @BeforeEach
  void nameTheFile() {
    this.file = folder.resolve(".lock.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "elsewhere"})
  void secondRunIsRefusedUntilTheFirstEnds(String scheme) throws IOException {
    try (RunLock first = take(scheme, "graphrestore embed")) {
      first.check();
      assertThat(first.tookOver()).isEmpty();
      assertThatThrownBy(() -> take(scheme, "graphrestore run"))
          .isInstanceOf(UserMistakeException.class)
          .hasMessageMatching(
              "Output "
                  + scheme
                  + ":.* is in use by process "
                  + ProcessHandle.current().pid()
                  + " on .* since .*Z \\(graphrestore embed\\); wait for it, or use another"
                  + " --output");
      first.check();
    }

    assertThat(file).doesNotExist();
    try (RunLock next = take(scheme, "graphrestore run")) {
      assertThat(next.tookOver()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "elsewhere"})
  void lockOfAProcessThatDiedHereIsTakenOver(String scheme) throws IOException {
    LockHolder here = LockHolder.here("graphrestore embed");
    leave(holder(here, here.host(), diedPid(), here.processStartedAt()));
    try (RunLock lock = take(scheme, "graphrestore run")) {
      assertThat(lock.tookOver()).contains("graphrestore embed");
      lock.check();
    }

    assertThat(file).doesNotExist();
  }

  @Test
  void lockOfAnOlderProcessWithThisPidIsTakenOver() throws IOException {
    LockHolder here = LockHolder.here("graphrestore embed");
    String before = Instant.now().minus(3, ChronoUnit.DAYS).toString();
    leave(holder(here, here.host(), here.pid(), before));
    try (RunLock lock = take("file", "graphrestore run")) {
      assertThat(lock.tookOver()).contains("graphrestore embed");
    }
  }

  @Test
  void runOfAnotherMachineCountsAsAliveForTenMinutes() throws IOException {
    LockHolder here = LockHolder.here("graphrestore embed");
    leave(holder(here, "node-17", 4711, here.processStartedAt()));
    aged(9);
    assertThatThrownBy(() -> take("file", "graphrestore run"))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageMatching(
            "Output file:.* is in use by process 4711 on node-17 since .* \\(graphrestore embed\\),"
                + " last sign of life 5\\d\\d s ago; wait for it, or use another --output. If it is"
                + " gone, wait 10 minutes or delete file:.*/.lock.json");
    aged(11);
    try (RunLock lock = take("file", "graphrestore run")) {
      assertThat(lock.tookOver()).contains("graphrestore embed");
    }
  }

  @Test
  void halfWrittenLockCountsAsAliveForTenMinutes() throws IOException {
    Files.writeString(file, "{\"id\": \"0");
    assertThatThrownBy(() -> take("file", "graphrestore run"))
        .hasMessageContaining("is in use by a run that has not yet said who it is, last sign of");
    aged(11);
    take("file", "graphrestore run").close();
    assertThat(file).doesNotExist();
  }

  @Test
  void aLostLockIsNoticedAndLeftToItsNewHolder() throws IOException {
    RunLock lock = take("file", "graphrestore run");
    LockHolder other = LockHolder.here("graphrestore embed");
    leave(other);
    assertThatThrownBy(lock::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(".lock.json is no longer this run's: it was deleted, or taken over");
    lock.close();
    assertThat(file).hasBinaryContent(other.json());
  }

  private RunLock take(String scheme, String command) {
    Configuration conf = new Configuration(false);
    conf.set("fs.elsewhere.impl", Elsewhere.class.getName());
    return RunLock.take(new org.apache.hadoop.fs.Path(scheme + ":" + folder), command, conf);
  }

  private void leave(LockHolder holder) throws IOException {
    Files.write(file, holder.json());
  }

  private void aged(int minutes) throws IOException {
    Instant then = Instant.now().minus(minutes, ChronoUnit.MINUTES);
    Files.setLastModifiedTime(file, FileTime.from(then));
  }

  private static LockHolder holder(LockHolder here, String host, long pid, String startedAt) {
    return new LockHolder(
        "other", host, here.processes(), pid, startedAt, here.since(), here.command());
  }

  /** Returns the number of a process that was here and is gone. */
  private static long diedPid() throws IOException {
    Process process = new ProcessBuilder("true").start();
    process.onExit().join();
    return process.pid();
  }
}
