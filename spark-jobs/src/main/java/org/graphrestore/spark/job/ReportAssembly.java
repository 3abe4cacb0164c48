package org.graphrestore.spark.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.config.BuildInfo;
import org.graphrestore.config.Settings;
import org.graphrestore.report.GraphFacts;
import org.graphrestore.report.ReconstructionFacts;
import org.graphrestore.report.ReportCsv;
import org.graphrestore.report.ReportJson;
import org.graphrestore.report.RunFacts;
import org.graphrestore.report.RunReport;
import org.graphrestore.report.StageTime;
import org.graphrestore.report.TrainingFacts;
import org.graphrestore.report.WalkFacts;
import org.graphrestore.spark.reconstruction.ReconstructionResult;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.WalkParams;

/** Gathers the report's numbers from the stores of a run and writes it into the run folder. */
final class ReportAssembly {
  private final SparkSession spark;
  private final Settings settings;
  private final Path folder;
  private String graphName = "graph";
  private String embeddings = "this run";
  private GraphFacts graph;
  private WalkFacts walks;
  private TrainingFacts training;
  private ReconstructionFacts reconstruction;

  ReportAssembly(SparkSession spark, Settings settings, Path folder) {
    this.spark = spark;
    this.settings = settings;
    this.folder = folder;
  }
}
