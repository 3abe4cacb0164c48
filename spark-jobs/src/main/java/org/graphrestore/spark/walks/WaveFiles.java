package org.graphrestore.spark.walks;

import java.util.List;
import java.util.SortedMap;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.walk.WalkCounts;

/**
 * What a wave has left.
 *
 * @param files its Parquet files, paths relative to the store
 * @param counts what the engine has counted
 * @param further whole numbers of the engine's own, by name; they add up over waves
 * @param times seconds by name; they add up over waves
 */
record WaveFiles(
    List<StoreManifest.TableFile> files,
    WalkCounts counts,
    SortedMap<String, Long> further,
    SortedMap<String, Double> times) {}
