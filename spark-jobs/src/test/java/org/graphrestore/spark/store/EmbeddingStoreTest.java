package org.graphrestore.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors come back as they were written, beside the right ids, whatever wrote them. */
class EmbeddingStoreTest extends SparkTest {
  private static final int NODES = 230;
  private static final int DIM = 3;

  private final GraphFixture ring = ring(GraphFixture.undirected(), "node ");

  private static GraphFixture ring(GraphFixture graph, String prefix) {
    for (int i = 0; i < NODES; i++) {
      graph.edge(prefix + i, prefix + (i + 1) % NODES);
    }

    return graph;
  }

  private RunContext run() {
    return new RunContext(spark(), new Path(folder.toUri().toString()), 1, ProgressSink.SILENT);
  }

  private static EmbeddingBlock panel(BlockLayout layout, int block) {
    float[] values = new float[layout.rows(block) * DIM];
    for (int i = 0; i < values.length; i++) {
      values[i] = (layout.firstIndex(block) * DIM + i) / 7f - 40;
    }

    return new EmbeddingBlock(layout.firstIndex(block), DIM, values);
  }

  private JavaRDD<EmbeddingBlock> panels(int rows, int partitions) {
    BlockLayout layout = BlockLayout.ofRows(NODES, rows);
    List<Integer> blocks = new ArrayList<>();
    for (int block = 0; block < layout.blocks(); block++) {
      blocks.add(block);
    }

    return sparkContext().parallelize(blocks, partitions).map(block -> panel(layout, block));
  }

  private EmbeddingStore write(GraphStore graph, int rows, int partitions) {
    EmbeddingWriter writer = EmbeddingWriter.begin(graph, DIM, run());
    writer.vectors(panels(rows, partitions));
    writer.context(panels(rows, partitions));
    return writer.commit(EmbeddingWriter.manifest("train").fingerprint("0123456789abcdef"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void vectorsComeBackBesideTheirIds(int partitions) {
    GraphStore graph = ring.write(spark(), folder);
    EmbeddingStore store = write(graph, 32, partitions);
    assertThat(store.nodes()).isEqualTo(NODES);
    assertThat(store.dim()).isEqualTo(DIM);
    assertThat(store.hasContext()).isTrue();
    assertThat(store.graphFingerprint()).isEqualTo(graph.fingerprint());
    assertThat(store.manifest().table(EmbeddingStore.VECTORS).files()).hasSize(partitions);
    List<Row> rows = store.vectorTable().orderBy("index").collectAsList();
    assertThat(rows).hasSize(NODES);
    List<String> ids = ring.idsByIndex();
    for (int i = 0; i < NODES; i++) {
      assertThat(rows.get(i).getLong(0)).isEqualTo(i);
      assertThat(rows.get(i).getString(1)).isEqualTo(ids.get(i));
      assertThat(rows.get(i).<Float>getList(2))
          .containsExactly((i * 3) / 7f - 40, (i * 3 + 1) / 7f - 40, (i * 3 + 2) / 7f - 40);
    }

    assertThat(store.contextTable().count()).isEqualTo(NODES);
  }

  @Test
  void tasksReadAnyRange() {
    EmbeddingFiles files = write(ring.write(spark(), folder), 32, 3).files();
    BlockLayout whole = BlockLayout.ofRows(NODES, NODES);
    float[] all = panel(whole, 0).values();
    for (int[] range :
        new int[][] {{0, NODES}, {0, 1}, {31, 2}, {100, 77}, {NODES - 1, 1}, {5, 0}}) {
      EmbeddingBlock block = files.read(range[0], range[1]);
      assertThat(block.firstIndex()).isEqualTo(range[0]);
      assertThat(block.values())
          .containsExactly(
              java.util.Arrays.copyOfRange(all, range[0] * DIM, (range[0] + range[1]) * DIM));
      assertThat(files.readContext(range[0], range[1]).values()).containsExactly(block.values());
      assertThat(files.ids(range[0], range[1]))
          .containsExactlyElementsOf(ring.idsByIndex().subList(range[0], range[0] + range[1]));
    }

    assertThatThrownBy(() -> files.read(NODES - 1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Rows 229 .. 230 are not among the 230 of the embeddings 0123456789abcdef");
  }

  @Test
  void numbersStayNumbers() {
    GraphFixture numbers = ring(GraphFixture.ofNumbers(), "");
    EmbeddingStore store = write(numbers.write(spark(), folder), 64, 2);
    assertThat(store.vectorTable().schema().apply("id").dataType().simpleString())
        .isEqualTo("bigint");
    assertThat(store.files().ids(7, 5))
        .containsExactlyElementsOf(numbers.idsByIndex().subList(7, 12));
  }

  @Test
  void theChecksumDependsOnTheVectorsAlone() {
    GraphStore graph = ring.write(spark(), folder);
    String first = write(graph, 32, 1).manifest().fact("checksum").orElseThrow();
    String second = write(graph, 17, 7).manifest().fact("checksum").orElseThrow();
    assertThat(second).isEqualTo(first);
    EmbeddingWriter writer = EmbeddingWriter.begin(graph, DIM, run());
    writer.vectors(
        panels(32, 1)
            .map(
                panel -> {
                  float[] values = panel.values().clone();
                  values[0] = Math.nextUp(values[0]);
                  return new EmbeddingBlock(panel.firstIndex(), DIM, values);
                }));
    assertThat(writer.checksum()).isNotEqualTo(first);
    writer.abandon();
  }

  @Test
  void panelsMustCoverEveryNodeOnce() {
    GraphStore graph = ring.write(spark(), folder);
    EmbeddingWriter writer = EmbeddingWriter.begin(graph, DIM, run());
    assertThatThrownBy(
            () -> writer.vectors(panels(32, 2).filter(panel -> panel.firstIndex() != 64)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Panels of vectors must cover every node once, but after node 63 comes node 96");
    assertThatThrownBy(
            () -> writer.vectors(panels(32, 2).filter(panel -> panel.firstIndex() < 224)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Panels of vectors end at node 223 of 230");
    writer.abandon();
    assertThatThrownBy(() -> EmbeddingStore.open(spark(), new Path(folder.toUri().toString())))
        .isInstanceOf(UserMistakeException.class);
  }
}
