package org.graphrestore.spark.linkprediction;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * A graph in two parts: a training graph with all nodes, and the edges that are hidden from it
 * (docs/formats/link-prediction.md). Lives on the driver.
 */
public final class LinkSplit {
  /** Version of the format that this class reads and {@link LinkSplitStage} writes. */
  public static final int FORMAT_VERSION = 1;

  /** Name of the folder of a run in which the split lies. */
  public static final String FOLDER = "split";

  /** Name of the folder of a split in which the hidden edges lie. */
  static final String LINKS = "links";

  /** Table of the edges hidden for the test. */
  public static final String TEST = "test";

  /** Table of the edges hidden for validation. */
  public static final String VALIDATION = "validation";

  private final SparkSession spark;
  private final GraphStore training;
  private final Path path;
  private final StoreManifest links;

  private LinkSplit(SparkSession spark, GraphStore training, Path path, StoreManifest links) {
    this.spark = spark;
    this.training = training;
    this.path = path;
    this.links = links;
  }

  /**
   * Opens a split.
   *
   * @param splitOrRunFolder the split, or the run folder in which it lies as {@code split}
   * @throws UserMistakeException if there is none, or its two parts are of different splits
   */
  public static LinkSplit open(SparkSession spark, Path splitOrRunFolder) {
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    Path inside = new Path(splitOrRunFolder, FOLDER);
    Path place =
        StoreFolder.at(new Path(inside, LINKS), conf).manifest().isPresent()
            ? inside
            : splitOrRunFolder;
    StoreFolder folder = StoreFolder.at(new Path(place, LINKS), conf);
    if (folder.manifest().isEmpty()) {
      throw new UserMistakeException(
          "Found no split in "
              + splitOrRunFolder
              + "; make one: graphrestore linkpred --split-only --edges PATH --output DIR");
    }

    StoreManifest links = folder.require(StoreManifest.LINKS, FORMAT_VERSION);
    GraphStore training = GraphStore.open(spark, place);
    if (!training.fingerprint().equals(links.upstream().get("training"))) {
      throw new UserMistakeException(
          "The training graph in "
              + training.path()
              + " ("
              + training.fingerprint()
              + ") does not belong to the hidden edges in "
              + folder.path()
              + " (made with "
              + links.upstream().get("training")
              + "); make the split anew");
    }

    return new LinkSplit(spark, training, folder.path(), links);
  }

  /** Returns the graph without the hidden edges. */
  public GraphStore training() {
    return training;
  }

  /** Returns the manifest of the hidden edges. */
  public StoreManifest manifest() {
    return links;
  }

  /** Returns the fingerprint. */
  public String fingerprint() {
    return links.fingerprint();
  }

  /** Returns the number of test edges. */
  public long testEdges() {
    return links.counts().get("test");
  }

  /** Returns the arcs of all hidden edges, of both tables, as tasks read them. */
  public GraphFiles hidden() {
    return new GraphFiles(path, links, spark.sparkContext().hadoopConfiguration());
  }

  /**
   * Returns hidden edges: {@code src bigint, dst bigint, src_id, dst_id, src_hash bigint, dst_hash
   * bigint}, by (src, dst); an edge of an undirected graph once, with src the lower index.
   *
   * @param table {@link #TEST} or {@link #VALIDATION}
   */
  public Dataset<Row> edges(String table) {
    StoreManifest.Table stored = links.table(table);
    StructType schema = StructType.fromDDL(stored.schema());
    String[] files =
        stored.files().stream()
            .map(file -> new Path(path, file.path()).toString())
            .toArray(String[]::new);
    return files.length == 0
        ? spark.createDataFrame(java.util.List.of(), schema)
        : spark.read().schema(schema).parquet(files);
  }
}
