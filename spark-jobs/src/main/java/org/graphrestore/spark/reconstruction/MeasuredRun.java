package org.graphrestore.spark.reconstruction;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.reconstruction.ReconstructionSummary;
import org.graphrestore.reconstruction.comparison.ComparedMetric;
import org.graphrestore.spark.store.ResultFile;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.UserMistakeException;

/** A finished reconstruction with its table of queries. Lives on the driver. */
final class MeasuredRun {
  private static final String TABLE = "queries";
  private static final String CEILING = "ceiling_ap";

  private final SparkSession spark;
  private final Path named;
  private final StoreFolder folder;
  private final StoreManifest manifest;
  private final ReconstructionSummary summary;

  private MeasuredRun(
      SparkSession spark,
      Path named,
      StoreFolder folder,
      StoreManifest manifest,
      ReconstructionSummary summary) {
    this.spark = spark;
    this.named = named;
    this.folder = folder;
    this.manifest = manifest;
    this.summary = summary;
  }

  /**
   * Opens a reconstruction.
   *
   * @param path a run folder or the store in it
   * @throws UserMistakeException if there is none, or it has lost files
   */
  static MeasuredRun open(SparkSession spark, Path path) {
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    StoreFolder folder = find(path, conf);
    StoreManifest manifest =
        folder.require(StoreManifest.RECONSTRUCTION, ReconstructStage.FORMAT_VERSION, "queries");
    ReconstructionSummary summary =
        ReconstructStage.result(ResultFile.read(folder, manifest, conf)).summary();
    return new MeasuredRun(spark, path, folder, manifest, summary);
  }

  private static StoreFolder find(Path path, Configuration conf) {
    StoreFolder here = StoreFolder.at(path, conf);
    Optional<StoreManifest> manifest = here.manifest();
    if (manifest.isPresent() && manifest.get().format().equals(StoreManifest.RECONSTRUCTION)) {
      return here;
    }

    StoreFolder inside = StoreFolder.at(new Path(path, ReconstructStage.FOLDER), conf);
    if (inside.manifest().isEmpty()) {
      throw new UserMistakeException(
          "Found no reconstruction in "
              + path
              + " (needs a run folder with "
              + ReconstructStage.FOLDER
              + "/"
              + StoreFolder.MANIFEST
              + "); measure one first: graphrestore reconstruct ... --output "
              + path);
    }

    return inside;
  }

  /** Returns the folder that the user named. */
  Path named() {
    return named;
  }

  /** Returns the folder of the store. */
  Path path() {
    return folder.path();
  }

  StoreManifest manifest() {
    return manifest;
  }

  ReconstructionSummary summary() {
    return summary;
  }

  String graph() {
    return manifest.upstream().getOrDefault("graph", "");
  }

  String embeddings() {
    return manifest.upstream().getOrDefault("embeddings", "");
  }

  int hops() {
    return summary.scores().get(0).hops().size();
  }

  /** Returns the names of scores, in their order. */
  List<String> scores() {
    return summary.scores().stream().map(score -> score.score().label()).toList();
  }

  /** Returns the names of scores and baselines. */
  List<String> rankings() {
    List<String> names = new ArrayList<>(scores());
    summary.baselines().forEach(baseline -> names.add(baseline.baseline().label()));
    return names;
  }

  /** Returns what was measured: a result of version 0.1 lacks some. */
  Set<ComparedMetric> metrics() {
    Set<ComparedMetric> metrics = EnumSet.noneOf(ComparedMetric.class);
    Arrays.stream(ComparedMetric.values()).filter(m -> has(m.column())).forEach(metrics::add);
    return metrics;
  }

  private boolean has(String column) {
    return Arrays.stream(manifest.table(TABLE).schema().split("[ ,`]+", -1))
        .anyMatch(column::equals);
  }

  /**
   * Reads the table of queries: the columns that {@link QueryPairs} takes.
   *
   * @param side what stands in the column {@code side}
   * @param rankings names of the rankings whose rows are read
   * @param hops largest distance whose rows are read
   */
  Dataset<Row> rows(int side, List<String> rankings, int hops) {
    String[] files =
        manifest.table(TABLE).files().stream()
            .map(file -> new Path(folder.path(), file.path()).toString())
            .toArray(String[]::new);
    List<Column> columns = new ArrayList<>();
    columns.add(col("id").cast("string").as("id"));
    columns.add(lit(side).as("side"));
    columns.add(col("score"));
    columns.add(col("hop"));
    columns.add(col("truth").equalTo("shell").as("shell"));
    columns.add(col("positives"));
    columns.add(col("random_ap"));
    columns.add(column(CEILING));
    for (int m = 0; m < QueryPairs.MEANS.size(); m++) {
      columns.add(column(QueryPairs.MEANS.get(m).column()));
    }

    return spark
        .read()
        .parquet(files)
        .filter(
            col("score")
                .isin(rankings.toArray())
                .and(col("hop").leq(hops))
                .and(has("relations") ? col("relations").equalTo("") : lit(true))
                .and(col("truth").isin("shell", "ball")))
        .select(columns.toArray(Column[]::new));
  }

  private Column column(String name) {
    return has(name) ? col(name) : lit(Double.NaN).as(name);
  }
}
