package org.graphrestore.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphStore;
import org.junit.jupiter.api.Test;

/**
 * Real files, where the environment variable GRAPHRESTORE_DATA says they are; skipped elsewhere.
 */
class SharedDataTest extends SparkTest {
  @Test
  void firstRowsOfCskg() {
    GraphStore graph = ingest("cskg/cskg_connected_head.tsv.gz");
    assertThat(graph.manifest().counts()).containsEntry("rows", 999L);
    assertThat(graph.manifest().count("labelled")).contains(graph.nodes());
  }

  @Test
  void olderLayoutOfCskg() {
    GraphStore graph = ingest("cskg/cskg_sample.tsv.gz");
    assertThat(graph.weighted()).isTrue();
    assertThat(graph.manifest().counts())
        .containsEntry("rows", 17_324L)
        .containsEntry("nodes", 25_698L)
        .containsEntry("simple_edges", 17_267L);
  }

  @Test
  void karateIsWeightedAndHasItsSize() {
    GraphStore graph = ingest("graphs/karate/edges.tsv.gz");
    assertThat(graph.weighted()).isTrue();
    assertThat(graph.manifest().counts())
        .containsEntry("nodes", 34L)
        .containsEntry("edges", 78L)
        .containsEntry("max_degree", 17L);
  }

  @Test
  void collaborationsHaveTheirComponents() {
    GraphStore graph = ingest("graphs/ca-GrQc/edges.tsv.gz");
    assertThat(graph.manifest().counts())
        .containsEntry("nodes", 5_242L)
        .containsEntry("simple_edges", 14_484L)
        .containsEntry("components", 355L)
        .containsEntry("largest_component", 4_158L);
  }

  private GraphStore ingest(String name) {
    String data = System.getenv("GRAPHRESTORE_DATA");
    assumeThat(data).as("GRAPHRESTORE_DATA").isNotNull();
    Path file = Path.of(data, name);
    assumeThat(Files.exists(file)).as("%s is there", file).isTrue();
    return Ingested.run(spark(), folder.resolve("run"), file);
  }
}
