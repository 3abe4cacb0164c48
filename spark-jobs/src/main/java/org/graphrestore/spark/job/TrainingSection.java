package org.graphrestore.spark.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.graphrestore.report.TrainingFacts;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.training.LossCurve;

/** The report's section on training, read from the manifest of an embedding store. */
final class TrainingSection {
  private static final String PREFIX = "train.";
  private static final Set<String> SHOWN_APART = Set.of("train.method", "train.dim");

  private TrainingSection() {}

  static TrainingFacts of(EmbeddingStore store) {
    StoreManifest manifest = store.manifest();
    Map<String, String> settings = new LinkedHashMap<>();
    manifest
        .config()
        .forEach(
            (path, value) -> {
              if (path.startsWith(PREFIX) && !SHOWN_APART.contains(path)) {
                settings.put(path.substring(PREFIX.length()), value);
              }
            });
    return new TrainingFacts(
        manifest.fact("method").orElse("deepwalk"),
        store.dim(),
        settings,
        manifest.count("pairs").orElse(0L),
        manifest.seconds(),
        LossCurve.of(manifest));
  }
}
