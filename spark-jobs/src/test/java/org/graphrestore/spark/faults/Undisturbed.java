package org.graphrestore.spark.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.spark.job.PipelineRun;

/**
 * What comes out when nothing goes wrong, made once a JVM: on which master and with how many cores
 * is the same.
 *
 * @param bits what was computed
 * @param contents which files there are
 */
record Undisturbed(PipelineRun bits, SortedMap<String, Integer> contents) {
  /** Input files of every run. */
  static final int FILES = 3;

  /** Less work than in the tests of determinism, and still two blocks and two rounds. */
  static final Map<String, String> SETTINGS =
      Map.of(
          "walk.walks-per-node", "2",
          "train.blocks", "2",
          "train.episodes", "1",
          "reconstruct.queries", "20");

  private static Undisturbed made;

  /**
   * Returns what was made, or makes it.
   *
   * @param folder an empty folder
   */
  static synchronized Undisturbed of(SparkSession spark, Path folder) throws IOException {
    if (made == null) {
      Path run = folder.resolve("run");
      PipelineRun bits =
          PipelineRun.of(spark, folder.resolve("in"), run.toString(), FILES, SETTINGS);
      made = new Undisturbed(bits, RunContents.of(run));
    }

    return made;
  }
}
