package org.graphrestore.spark.store;

import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * What every stage is given: the session, the run folder, the seed and the progress sink. Lives on
 * the driver and is never captured by a task.
 *
 * @param spark the session
 * @param folder the run folder, on any Hadoop file system
 * @param seed the run's seed
 * @param progress where progress is told
 * @param force whether stores of other settings or inputs are replaced, and files that are not ours
 *     may be written beside or over (docs/operations.md)
 */
public record RunContext(
    SparkSession spark, Path folder, long seed, ProgressSink progress, boolean force) {

  /** A run that replaces nothing. */
  public RunContext(SparkSession spark, Path folder, long seed, ProgressSink progress) {
    this(spark, folder, seed, progress, false);
  }
}
