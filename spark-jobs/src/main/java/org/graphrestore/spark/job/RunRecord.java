package org.graphrestore.spark.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.graphrestore.config.BuildInfo;
import org.graphrestore.config.Settings;
import org.graphrestore.reconstruction.FailCondition;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreManifest;

/** What a run has done so far: its stages and verdicts, as the run's manifest has them. */
final class RunRecord {
  private static final int FORMAT_VERSION = 1;

  private final String command;
  private final Instant started = Instant.now();
  private final List<RunManifest.Stage> stages = new ArrayList<>();
  private final List<FailCondition.Verdict> verdicts = new ArrayList<>();

  RunRecord(String command) {
    this.command = command;
  }

  /** Notes a stage by its store, which is one of an earlier run if it is older than this one. */
  void stage(String stage, StoreManifest manifest, String summary) {
    boolean reused =
        Instant.parse(manifest.createdAt()).isBefore(started.truncatedTo(ChronoUnit.SECONDS));
    stages.add(
        new RunManifest.Stage(stage, manifest.fingerprint(), manifest.seconds(), reused, summary));
  }

  /** Notes what became of a condition under which the run is held back. */
  void verdict(FailCondition.Verdict verdict) {
    verdicts.add(verdict);
  }

  /**
   * Ends a run whose result is not good enough.
   *
   * @throws HeldBackException if a condition holds
   */
  void holdBack() {
    if (verdicts.stream().anyMatch(FailCondition.Verdict::failed)) {
      throw new HeldBackException(verdicts);
    }
  }

  /**
   * Writes the run's manifest.
   *
   * @param state running, finished or failed
   */
  RunManifest write(String state, String commandLine, Settings settings, RunContext run) {
    double seconds = ChronoUnit.MILLIS.between(started, Instant.now()) / 1000.0;
    RunManifest manifest =
        new RunManifest(
            RunManifest.FORMAT,
            FORMAT_VERSION,
            state,
            BuildInfo.version(),
            BuildInfo.gitSha(),
            command,
            commandLine,
            run.seed(),
            settings.texts(),
            started.truncatedTo(ChronoUnit.SECONDS).toString(),
            "running".equals(state) ? 0 : seconds,
            List.copyOf(stages),
            List.copyOf(verdicts));
    try {
      manifest.write(run.folder(), run.spark().sparkContext().hadoopConfiguration());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the manifest of " + run.folder(), e);
    }

    return manifest;
  }
}
