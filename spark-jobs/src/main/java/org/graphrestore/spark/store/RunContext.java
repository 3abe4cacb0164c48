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
 */
public record RunContext(SparkSession spark, Path folder, long seed, ProgressSink progress) {}
