package org.graphrestore.spark.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.apache.hadoop.fs.Path;

/** Manifests as JSON, indented, in the order of the record's fields. */
final class ManifestJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final String REMEDY =
      "; bring the file back, or make the store again in another --output";

  private ManifestJson() {}

  /** Writes a manifest as JSON, with a line break at the end. */
  static String write(StoreManifest manifest) {
    try {
      return JSON.writeValueAsString(manifest) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A manifest is always JSON", e);
    }
  }

  /** Reads a manifest from JSON. */
  static StoreManifest parse(String json, Path file) {
    StoreManifest manifest;
    try {
      manifest = JSON.readValue(json, StoreManifest.class);
    } catch (JsonProcessingException e) {
      throw new UserMistakeException(
          file
              + " is no manifest of GraphRestore: "
              + e.getOriginalMessage().lines().findFirst().orElse("")
              + REMEDY,
          e);
    }

    if (manifest == null
        || manifest.format() == null
        || !manifest.format().startsWith("graphrestore/")) {
      throw new UserMistakeException(
          file
              + " is no manifest of GraphRestore (its format is "
              + (manifest == null ? null : manifest.format())
              + ")"
              + REMEDY);
    }

    return manifest;
  }
}
