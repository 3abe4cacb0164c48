package org.graphrestore.spark.ingest;

import java.util.function.Supplier;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreManifest;

/** Runs the steps of ingest: tells their progress, names their jobs and takes their times. */
final class Steps {
  private final RunContext run;
  private final StoreManifest.Builder manifest;

  Steps(RunContext run, StoreManifest.Builder manifest) {
    this.run = run;
    this.manifest = manifest;
  }

  /**
   * Runs a step.
   *
   * @param fraction how much of ingest is done before it, 0 .. 1
   */
  <T> T run(String name, double fraction, Supplier<T> work) {
    long begin = System.nanoTime();
    run.progress().advanced(IngestStage.STAGE, fraction, name);
    run.spark().sparkContext().setJobDescription("GraphRestore ingest: " + name);
    try {
      return work.get();
    } finally {
      run.spark().sparkContext().setJobDescription(null);
      manifest.time(name, (System.nanoTime() - begin) / 1e9);
    }
  }
}
