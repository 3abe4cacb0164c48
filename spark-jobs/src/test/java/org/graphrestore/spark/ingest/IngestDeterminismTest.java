package org.graphrestore.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.JvmGraph;
import org.junit.jupiter.api.Test;

class IngestDeterminismTest extends SparkTest {
  private static final String SPLIT = "mapreduce.input.fileinputformat.split.maxsize";

  @Test
  void sameStoreForAnySplitsPartitionsPlansAndOrderOfRows() throws IOException {
    List<String> rows = rows();
    Path one = Ingested.write(folder.resolve("one.tsv"), rows.toArray(String[]::new));
    GraphStore expected = ingest("expected", Long.MAX_VALUE, 4, true, one);
    List<String> nodes = Ingested.nodes(expected);
    List<String> arcs = Ingested.arcs(expected);
    long bytes = Files.size(one);
    List<GraphStore> others =
        List.of(
            ingest("two", bytes / 2 + 1, 1, false, one),
            ingest("seven", bytes / 7 + 1, 7, true, one),
            ingest("seven-plain", bytes / 7 + 1, 2, false, one));
    Collections.shuffle(rows, new Random(3));
    Path shuffled = Ingested.gzip(folder.resolve("shuffled.tsv.gz"), rows.toArray(String[]::new));
    GraphStore other = ingest("shuffled", Long.MAX_VALUE, 4, true, shuffled);
    assertThat(others)
        .allSatisfy(
            graph -> {
              assertThat(graph.fingerprint()).isEqualTo(expected.fingerprint());
              assertThat(Ingested.nodes(graph)).isEqualTo(nodes);
              assertThat(Ingested.arcs(graph)).isEqualTo(arcs);
            });
    assertThat(other.fingerprint()).isEqualTo(expected.fingerprint());
  }

  @Test
  void nodesAndArcsAreWholeWhateverTheNumberOfParts() throws IOException {
    Path file = Ingested.write(folder.resolve("e.tsv"), rows().toArray(String[]::new));
    GraphStore graph = Ingested.run(spark(), folder.resolve("run"), file);
    var whole = graph.files().outNeighbours(0, (int) graph.nodes());
    List<Integer> targets = new ArrayList<>();
    for (long first = 0; first < graph.nodes(); first += 37) {
      int rows = (int) Math.min(37, graph.nodes() - first);
      for (int target : graph.files().outNeighbours(first, rows).targets()) {
        targets.add(target);
      }
    }

    assertThat(targets)
        .containsExactlyElementsOf(java.util.Arrays.stream(whole.targets()).boxed().toList());
    var held = JvmGraph.outNeighbours(graph.files());
    assertThat(held.targets()).isEqualTo(whole.targets());
    assertThat(held.offsets()).isEqualTo(whole.offsets());
    assertThat(held.weights()).isEqualTo(whole.weights());
    assertThat(JvmGraph.outNeighbours(graph.files())).isSameAs(held);
    JvmGraph.release(graph.fingerprint());
    assertThat(JvmGraph.held()).isZero();
    int[] degrees = graph.files().degrees(0, (int) graph.nodes());
    for (int row = 0; row < degrees.length; row++) {
      assertThat(degrees[row]).isEqualTo(whole.degree(row));
    }
  }

  private GraphStore ingest(String name, long split, int partitions, boolean adaptive, Path file) {
    SparkSession spark = spark();
    Map<String, String> before =
        Map.of(
            "spark.sql.shuffle.partitions", spark.conf().get("spark.sql.shuffle.partitions"),
            "spark.sql.adaptive.enabled", spark.conf().get("spark.sql.adaptive.enabled"));
    spark.conf().set("spark.sql.shuffle.partitions", partitions);
    spark.conf().set("spark.sql.adaptive.enabled", adaptive);
    spark.sparkContext().hadoopConfiguration().set(SPLIT, Long.toString(split));
    try {
      return Ingested.run(spark, folder.resolve(name), file);
    } finally {
      before.forEach((key, value) -> spark.conf().set(key, value));
      spark.sparkContext().hadoopConfiguration().unset(SPLIT);
    }
  }

  private static List<String> rows() {
    Random random = new Random(7);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      rows.add(
          "node-"
              + random.nextInt(500)
              + "\tnode-"
              + random.nextInt(500)
              + "\t"
              + (1 + random.nextInt(1000)) / 7.0);
    }

    return rows;
  }
}
