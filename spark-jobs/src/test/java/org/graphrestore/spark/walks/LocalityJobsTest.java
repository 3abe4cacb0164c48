package org.graphrestore.spark.walks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.LocalityMap;
import org.graphrestore.graph.Restreaming;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;
import org.junit.jupiter.api.Test;

/** Blocks by a locality map hold the rows of the graph, each once and unchanged. */
class LocalityJobsTest extends SparkTest {
  private static final WalkParams PARAMS = new WalkParams(WalkLaw.UNIFORM, 3, 12);
  private static final int BLOCKS = 8;

  /** Rings of 20 nodes with chords, a few edges between them, and a node alone. */
  private static GraphFixture rings(GraphFixture graph) {
    for (int ring = 0; ring < 16; ring++) {
      for (int i = 0; i < 20; i++) {
        for (int chord : new int[] {1, 2, 5}) {
          graph.edge(ring + "-" + i, ring + "-" + (i + chord) % 20);
        }
      }

      graph.edge(ring + "-0", (ring + 1) % 16 + "-7");
    }

    return graph.node("alone");
  }

  @Test
  void everyRowIsInTheBlockOfItsNode() {
    everyRowIsInTheBlockOfItsNode(rings(GraphFixture.undirected()).write(spark(), folder));
  }

  @Test
  void everyRowOfADirectedGraphIsInTheBlockOfItsNode() {
    everyRowIsInTheBlockOfItsNode(rings(GraphFixture.directed()).write(spark(), folder));
  }

  private void everyRowIsInTheBlockOfItsNode(GraphStore graph) {
    LocalityJobs.Made made =
        new LocalityJobs(sparkContext(), graph.files(), graph.arcs(), PARAMS, scratch(), BLOCKS)
            .make();
    LocalityMap map = made.map().map();
    int nodes = (int) graph.nodes();
    AdjacencyBlock whole = graph.files().outNeighbours(0, nodes);

    int rows = 0;
    long local = 0;
    for (int block = 0; block < BLOCKS; block++) {
      RegroupedRows.Rows some = made.rows().read(block);
      int[] expected = nodesOf(map, block);
      assertThat(some.nodes()).isEqualTo(expected);
      for (int row = 0; row < expected.length; row++) {
        assertThat(neighbours(some.arcs()[0], row)).isEqualTo(neighbours(whole, expected[row]));
        local += map.localArcs(whole, expected[row]);
      }

      rows += expected.length;
    }

    assertThat(rows).isEqualTo(nodes);
    assertThat(made.arcs()).isEqualTo(whole.arcs());
    assertThat(made.localArcs()).isEqualTo(local).isGreaterThan(made.arcs() / 2);
    assertThat(blocks(map)).isEqualTo(blocks(inMemory(graph, (int) made.passes())));
    made.map().release();
    assertThat(LocalityMapFile.held()).isZero();
  }

  @Test
  void aDamagedMapIsRefused() throws IOException {
    GraphStore graph = rings(GraphFixture.undirected()).write(spark(), folder);
    ExchangeFiles files = scratch();
    LocalityMap map = inMemory(graph, 1);
    long checksum = LocalityMapFile.write(files, "good", map);
    int nodes = map.nodes();

    LocalityMapFile good = LocalityMapFile.of(files, "good", nodes, BLOCKS, checksum);
    assertThat(blocks(good.map())).isEqualTo(blocks(map));
    assertThat(good.map()).isSameAs(good.map());
    good.release();
    assertThat(LocalityMapFile.held()).isZero();
    assertThatThrownBy(() -> LocalityMapFile.of(files, "good", nodes, BLOCKS, checksum + 1).map())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "The locality map .*good is damaged \\(found 321 nodes and checksum \\d+, needs 321 and"
                + " \\d+\\); run the stage again");
  }

  private ExchangeFiles scratch() {
    return new ExchangeFiles(
        new Path(folder.resolve("scratch").toUri().toString()),
        spark().sparkContext().hadoopConfiguration());
  }

  private static LocalityMap inMemory(GraphStore graph, int passes) {
    int nodes = (int) graph.nodes();
    AdjacencyBlock out = graph.files().outNeighbours(0, nodes);
    Restreaming stream = new Restreaming(nodes, BLOCKS, out.arcs());
    for (int pass = 0; pass < passes; pass++) {
      if (pass > 0) {
        stream.restart();
      }

      stream.place(out, graph.directed() ? graph.files().inNeighbours(0, nodes) : null);
    }

    return stream.map();
  }

  private static int[] nodesOf(LocalityMap map, int block) {
    return IntStream.range(0, map.nodes()).filter(node -> map.blockOf(node) == block).toArray();
  }

  private static int[] blocks(LocalityMap map) {
    return IntStream.range(0, map.nodes()).map(map::blockOf).toArray();
  }

  private static int[] neighbours(AdjacencyBlock rows, int row) {
    return Arrays.copyOfRange(rows.targets(), rows.offsets()[row], rows.offsets()[row + 1]);
  }
}
