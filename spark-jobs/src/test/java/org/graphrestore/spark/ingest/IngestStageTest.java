package org.graphrestore.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.junit.jupiter.api.Test;

class IngestStageTest extends SparkTest {
  @Test
  void readsAnEdgeList() throws IOException {
    Path edges = folder.resolve("edges.txt");
    Files.writeString(edges, "# a comment\na b\nb c\n\nb a\nc c\nd d\n");
    GraphStore graph =
        IngestStage.run(
            IngestInput.of(edges.toString()),
            IngestParams.defaults(),
            new RunContext(
                spark(), new org.apache.hadoop.fs.Path(folder.resolve("run").toString()), 1, ProgressSink.SILENT));
    graph.nodeTable().show();
    graph.arcTable().show();
    System.out.println(Files.readString(folder.resolve("run/graph/manifest.json")));
    assertThat(graph.nodes()).isEqualTo(4);
    assertThat(graph.files().outNeighbours(0, 4).targets()).hasSize(4);
    assertThat(List.of()).isEmpty();
  }
}
