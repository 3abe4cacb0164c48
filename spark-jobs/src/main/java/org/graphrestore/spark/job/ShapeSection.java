package org.graphrestore.spark.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.graphrestore.graph.PreparationParams;
import org.graphrestore.report.ShapeFacts;
import org.graphrestore.spark.store.StoreManifest;

/** What a graph's manifest says about components and preparation, as the report shows it. */
final class ShapeSection {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ShapeSection() {}

  static ShapeFacts of(StoreManifest manifest) {
    if (manifest.count("components").isEmpty()) {
      // A store that an earlier version wrote.
      return ShapeFacts.UNKNOWN;
    }

    return new ShapeFacts(
        count(manifest, "components"),
        count(manifest, "largest_component"),
        count(manifest, "components_found"),
        sizes(manifest.fact("component_histogram").orElse("[]")),
        count(manifest, "sinks"),
        count(manifest, "loops"),
        setting(manifest, PreparationParams.CORE.path()),
        setting(manifest, PreparationParams.MAX_DEGREE.path()),
        count(manifest, "removed_by_degree"),
        count(manifest, "removed_by_core"),
        count(manifest, "removed_by_component"),
        count(manifest, "removed_edges"));
  }

  private static long count(StoreManifest manifest, String name) {
    return manifest.count(name).orElse(0L);
  }

  private static int setting(StoreManifest manifest, String path) {
    return Integer.parseInt(manifest.config().getOrDefault(path, "0"));
  }

  private static List<ShapeFacts.SizeBucket> sizes(String json) {
    List<ShapeFacts.SizeBucket> buckets = new ArrayList<>();
    try {
      for (JsonNode bucket : JSON.readTree(json)) {
        buckets.add(new ShapeFacts.SizeBucket(bucket.get(0).asLong(), bucket.get(1).asLong()));
      }
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot parse a fact of the manifest: " + json, e);
    }

    return buckets;
  }
}
