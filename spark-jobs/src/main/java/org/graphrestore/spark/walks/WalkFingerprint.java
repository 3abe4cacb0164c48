package org.graphrestore.spark.walks;

import java.util.SortedMap;
import java.util.TreeMap;
import org.graphrestore.spark.store.Fingerprint;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.WalkParams;

/** What makes walks the same: the graph, the settings that change them, and the seed. */
final class WalkFingerprint {
  private WalkFingerprint() {}

  static String of(String graphFingerprint, WalkParams params, long seed) {
    SortedMap<String, String> parts = new TreeMap<>(params.texts());
    parts.put("graph", graphFingerprint);
    parts.put("seed", Long.toString(seed));
    return Fingerprint.of(WalkStage.NAME, WalkStore.FORMAT_VERSION, parts);
  }
}
