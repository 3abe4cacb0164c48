package org.graphrestore.spark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphrestore.classification.ClassificationParams;
import org.graphrestore.classification.ClassificationSummary;
import org.graphrestore.config.Settings;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.linkprediction.LinkPredictionParams;
import org.graphrestore.linkprediction.LinkPredictionSummary;
import org.graphrestore.spark.LocalClusterTest;
import org.graphrestore.spark.classification.ClassifyStage;
import org.graphrestore.spark.faults.Fault.Kind;
import org.graphrestore.spark.ingest.IngestInput;
import org.graphrestore.spark.ingest.IngestStage;
import org.graphrestore.spark.job.Keys;
import org.graphrestore.spark.job.PipelineRun;
import org.graphrestore.spark.linkprediction.LinkPredictionStage;
import org.graphrestore.spark.linkprediction.LinkSplit;
import org.graphrestore.spark.linkprediction.LinkSplitStage;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.training.Methods;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stages of the yardsticks lose an executor each, and measure what they do undisturbed. */
class KilledYardsticksIT extends LocalClusterTest {
  private static final List<String> POINTS =
      List.of(
          ".*/split/graph/data-[^/]+/arcs/part-[^/]+",
          ".*/linkprediction/data-[^/]+/pairs/.*part-[^/]+",
          ".*/classification/data-[^/]+/labelled/[^/]+");

  @TempDir private static Path runs;
  private static Measured undisturbed;
  private static Measured killed;

  /** What a run measures. */
  private record Measured(
      String split, LinkPredictionSummary links, ClassificationSummary labels) {}

  @BeforeEach
  void runBoth() throws IOException {
    if (killed != null) {
      return;
    }

    PipelineRun.writeEdges(runs.resolve("in"), Undisturbed.FILES);
    StringBuilder labels = new StringBuilder();
    for (int node = 0; node < 200; node++) {
      labels.append("n/").append(node).append("\tgroup ").append(node % 3).append('\n');
    }

    Files.writeString(runs.resolve("labels.tsv"), labels);
    undisturbed = measure("quiet");
    Fault fault = Fault.of(Kind.KILL_EXECUTOR, String.join("|", POINTS));
    var hadoop = spark().sparkContext().hadoopConfiguration();
    Map<String, String> settings = fault.hadoop(runs);
    settings.forEach(hadoop::set);
    try {
      killed = measure("killed");
    } finally {
      settings.keySet().forEach(hadoop::unset);
    }
  }

  private Measured measure(String name) {
    Map<String, String> assignments = new TreeMap<>(PipelineRun.settings());
    assignments.putAll(Undisturbed.SETTINGS);
    assignments.put("classify.fractions", "50");
    assignments.put("classify.repeats", "2");
    assignments.put("classify.unknown-nodes", "drop");
    Settings settings = Settings.resolve(Keys.catalog(), List.of(), assignments);
    RunContext run =
        new RunContext(
            spark(),
            new org.apache.hadoop.fs.Path(runs.resolve(name).toString()),
            11,
            ProgressSink.SILENT);
    GraphStore graph =
        IngestStage.run(
            IngestInput.of(runs.resolve("in").toString()), IngestParams.from(settings), run);
    LinkPredictionParams links = LinkPredictionParams.from(settings);
    LinkSplit split = LinkSplitStage.run(graph, links, run);
    EmbeddingStore vectors = Methods.of(settings).train(split.training(), settings, run);
    return new Measured(
        split.fingerprint(),
        LinkPredictionStage.run(split, vectors, links, run),
        ClassifyStage.run(
            vectors,
            new org.apache.hadoop.fs.Path(runs.resolve("labels.tsv").toString()),
            ClassificationParams.from(settings),
            run));
  }

  @Test
  void split() throws IOException {
    assertKilled(0);
    assertThat(killed.split()).isEqualTo(undisturbed.split());
  }

  @Test
  void linkPrediction() throws IOException {
    assertKilled(1);
    assertThat(killed.links()).isEqualTo(undisturbed.links());
  }

  @Test
  void classification() throws IOException {
    assertKilled(2);
    assertThat(killed.labels()).isEqualTo(undisturbed.labels());
  }

  /** The process of the executor that was at this point is no more, and it was not this one. */
  private static void assertKilled(int point) throws IOException {
    long pid = Long.parseLong(Files.readString(runs.resolve("killed-" + point)));
    assertThat(pid).isNotEqualTo(ProcessHandle.current().pid());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }
}
