package org.graphrestore.spark.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.graphrestore.graph.BadRowReason;
import org.graphrestore.report.InputFacts;
import org.graphrestore.spark.store.StoreManifest;

/** What a graph's manifest says about rows that were left out, as the report shows it. */
final class ReadingFacts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReadingFacts() {}

  static InputFacts of(StoreManifest manifest) {
    List<InputFacts.Filtered> filtered = new ArrayList<>();
    for (String filter : List.of("relation", "source", "weight", "sample")) {
      long rows = manifest.count("filtered_" + filter).orElse(0L);
      if (rows > 0) {
        filtered.add(new InputFacts.Filtered(filter, rows));
      }
    }

    JsonNode examples = parse(manifest.fact("dropped_examples").orElse("[]"));
    List<InputFacts.BadRows> bad = new ArrayList<>();
    for (BadRowReason reason : BadRowReason.values()) {
      long rows = manifest.count("dropped_" + reason.text().replace('-', '_')).orElse(0L);
      if (rows > 0) {
        bad.add(new InputFacts.BadRows(reason.text(), rows, examples(examples, reason)));
      }
    }

    return new InputFacts(manifest.count("node_rows").orElse(0L), filtered, bad);
  }

  private static List<InputFacts.Example> examples(JsonNode all, BadRowReason reason) {
    List<InputFacts.Example> examples = new ArrayList<>();
    for (JsonNode e : all) {
      if (e.path("reason").asText().equals(reason.text())) {
        examples.add(
            new InputFacts.Example(
                e.path("file").asText(), e.path("place").asText(), e.path("what").asText()));
      }
    }

    return examples;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot parse a fact of the manifest: " + json, e);
    }
  }
}
