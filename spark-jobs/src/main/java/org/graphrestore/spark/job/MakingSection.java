package org.graphrestore.spark.job;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.report.WalkFacts;
import org.graphrestore.spark.store.StoreManifest;

/** What making walks took, from the manifest of their store. */
final class MakingSection {
  private MakingSection() {}

  /** Returns null for a store of a version that did not count. */
  static WalkFacts.Making of(StoreManifest manifest) {
    String engine = manifest.fact("engine").orElse(null);
    String lengths = manifest.fact("lengths").orElse(null);
    if (engine == null || lengths == null) {
      return null;
    }

    double steps = count(manifest, "steps");
    double local = count(manifest, "local_moves");
    double moves = local + count(manifest, "journeys");
    return new WalkFacts.Making(
        engine,
        count(manifest, "waves"),
        steps / Math.max(1e-9, manifest.seconds()),
        steps / Math.max(1e-9, manifest.times().getOrDefault("walk-task-seconds", 0.0)),
        count(manifest, "rejections") / Math.max(1, steps),
        moves == 0 ? Double.NaN : local / moves,
        count(manifest, "exchanged_bytes"),
        buckets(lengths));
  }

  private static List<WalkFacts.LengthBucket> buckets(String lengths) {
    List<WalkFacts.LengthBucket> buckets = new ArrayList<>();
    for (String text : lengths.isEmpty() ? new String[0] : lengths.split(" ", -1)) {
      String[] parts = text.split("[-=]", -1);
      buckets.add(
          new WalkFacts.LengthBucket(
              Integer.parseInt(parts[0]),
              Integer.parseInt(parts[parts.length - 2]),
              Long.parseLong(parts[parts.length - 1])));
    }

    return buckets;
  }

  private static long count(StoreManifest manifest, String name) {
    return manifest.count(name).orElse(0L);
  }
}
