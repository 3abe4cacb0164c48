package org.graphrestore.spark.walks;

import org.apache.hadoop.fs.Path;

/**
 * An engine that makes all walks of a graph, wave by wave: every walk is in exactly one wave. Lives
 * on the driver. The walks of two makers of the same graph, settings and seed are the same; their
 * waves are the same if their {@linkplain #plan plans} are.
 */
interface WalkMaker extends AutoCloseable {
  /** Returns the engine's name: {@code replicated} or {@code partitioned}. */
  String engine();

  /** Returns why this engine was chosen, one clause for people. */
  String reason();

  /**
   * Returns, for people, all that decides which walks a wave has: a stage that is gone on with
   * keeps the waves of an earlier run only where this text is the same. Hence it depends on the
   * graph and the settings, and where possible not on the cluster.
   */
  String plan();

  /** Returns the number of waves, at least 1. */
  int waves();

  /**
   * Makes and stores the walks of one wave; waits for it.
   *
   * @param wave from 0
   * @param table folder for the Parquet files, shared by all waves of one driver
   * @return the files, each of a contiguous range of starts that no other file of any wave has
   */
  WaveFiles write(int wave, Path table);

  /** Deletes scratch files and lets go of what executors hold in memory. */
  @Override
  void close();
}
