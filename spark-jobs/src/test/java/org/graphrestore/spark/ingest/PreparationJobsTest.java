package org.graphrestore.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.ingest.ComponentJob.Components;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A graph takes another way through preparation when it is large: it comes out the same. */
class PreparationJobsTest extends SparkTest {
  private static final long MUCH = 1L << 40;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void largeGraphsGoTheSameAsSmallOnes(boolean directed) throws IOException {
    GraphStore store = graph(directed);
    GraphFiles graph = store.files();
    PreparationLimits one = new PreparationLimits(MUCH, MUCH, MUCH, MUCH, 300);
    PreparationLimits many = new PreparationLimits(MUCH, 1, 40, 200, 300);
    PreparationLimits stars = new PreparationLimits(0, 1, 0, 0, 300);
    BlockLayout layout =
        BlockLayout.ofRows(graph.nodes(), one.rowsPerBlock(graph.nodes(), store.arcs()));
    assertThat(layout.blocks()).isGreaterThan(3);
    KeptNodes all = KeptNodes.all(files("all"), layout);

    List<KeptNodes> prepared = new ArrayList<>(List.of(all));
    KeptNodes cut = cores(store, one, all).cut(all, 12);
    for (int k : List.of(1, 4, 30)) {
      CoreJob whole = cores(store, one, all);
      KeptNodes expected = whole.core(cut, k);
      assertThat(whole.largestCore()).isBetween(4L, 10L);
      prepared.addAll(k == 4 ? List.of(expected) : List.of());
      for (PreparationLimits limits : List.of(many, stars)) {
        KeptNodes core = cores(store, limits, all).core(cut, k);
        assertThat(core.count()).as("core %s of %s", k, limits).isEqualTo(expected.count());
        assertThat(core.read().words()).isEqualTo(expected.read().words());
      }
    }

    for (KeptNodes kept : prepared) {
      Components found = components(store, one).find(kept);
      assertThat(found.largest().count()).isEqualTo(found.largest().read().count());
      for (PreparationLimits limits : List.of(many, stars)) {
        Components other = components(store, limits).find(kept);
        assertThat(other.sizes().toLongs()).isEqualTo(found.sizes().toLongs());
        assertThat(other.largest().read().words()).isEqualTo(found.largest().read().words());
      }
    }
  }

  @Test
  void everyNodeHasTheNameOfItsComponentWhateverTheWay() throws IOException {
    GraphStore store = graph(false);
    GraphFiles graph = store.files();
    List<Row> expected = null;
    for (PreparationLimits limits :
        List.of(
            new PreparationLimits(MUCH, MUCH, MUCH, MUCH, 300),
            new PreparationLimits(MUCH, 1, 40, 200, 300),
            new PreparationLimits(0, 1, 0, 0, 300))) {
      List<Row> rows =
          GraphComponents.names(
                  sparkContext(),
                  graph,
                  store.arcs(),
                  files("names-" + limits.forestArcs() + limits.forestNodes()).folder(),
                  limits)
              .orderBy("index")
              .collectAsList();
      if (expected == null) {
        expected = rows;
        assertThat(rows).hasSize((int) graph.nodes());
        long components =
            components(store, limits)
                .find(
                    KeptNodes.all(
                        files("all"), BlockLayout.ofRows(graph.nodes(), (int) graph.nodes())))
                .sizes()
                .components();
        assertThat(rows.stream().map(row -> row.getLong(1)).distinct()).hasSize((int) components);
        // The name is the lowest node, so it names itself.
        for (Row row : rows) {
          assertThat(row.getLong(1)).isLessThanOrEqualTo(row.getLong(0));
          assertThat(rows.get((int) row.getLong(1)).getLong(1)).isEqualTo(row.getLong(1));
        }
      } else {
        assertThat(rows).isEqualTo(expected);
      }
    }
  }

  private CoreJob cores(GraphStore store, PreparationLimits limits, KeptNodes all) {
    return new CoreJob(
        sparkContext(),
        NeighbourBlocks.of(store.files(), all.layout(), all.files()),
        store.arcs(),
        limits);
  }

  private ComponentJob components(GraphStore store, PreparationLimits limits) {
    return new ComponentJob(sparkContext(), store.files(), store.arcs(), limits);
  }

  private PreparationFiles files(String name) {
    return new PreparationFiles(
        new org.apache.hadoop.fs.Path(folder.resolve(name).toUri().toString()),
        sparkContext().hadoopConfiguration());
  }

  /** A dense part, a sparse part that falls into many components, a long chain and a hub. */
  private GraphStore graph(boolean directed) throws IOException {
    Random random = new Random(3);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      rows.add("d" + random.nextInt(120) + " d" + random.nextInt(120));
    }

    for (int i = 0; i < 250; i++) {
      rows.add("s" + random.nextInt(500) + " s" + random.nextInt(500));
      rows.add("l" + i + " l" + (i + 1));
    }

    for (int i = 0; i < 60; i++) {
      rows.add("d0 s" + i);
    }

    Path file = Ingested.write(folder.resolve("graph.txt"), rows.toArray(String[]::new));
    return Ingested.run(
        spark(),
        folder.resolve("run"),
        directed ? Ingested.directed() : org.graphrestore.graph.IngestParams.defaults(),
        org.graphrestore.spark.store.ProgressSink.SILENT,
        file);
  }
}
