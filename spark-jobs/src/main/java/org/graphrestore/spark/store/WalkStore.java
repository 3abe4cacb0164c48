package org.graphrestore.spark.store;

import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.walk.WalkParams;

/**
 * Walks as the walk stage wrote them (docs/formats/walks.md): every walk of every node, in files of
 * contiguous ranges of start nodes. Lives on the driver.
 */
public final class WalkStore {
  /** Version of the format that this class reads and the stage writes. */
  public static final int FORMAT_VERSION = 1;

  /** Name of the folder of a run in which its walks lie. */
  public static final String FOLDER = "walks";

  /** The table of walks. */
  public static final String WALKS = "walks";

  /** Count of the manifest: walks of every node, where the settings left it open. */
  public static final String WALKS_PER_NODE = "walks_per_node";

  /** The table of walks as original ids, which not every store has. */
  public static final String IDS = "ids";

  private final SparkSession spark;
  private final Path path;
  private final StoreManifest manifest;

  private WalkStore(SparkSession spark, Path path, StoreManifest manifest) {
    this.spark = spark;
    this.path = path;
    this.manifest = manifest;
  }

  /**
   * Opens a store.
   *
   * @param storeOrRunFolder the store, or the run folder in which it lies as {@code walks}
   * @throws UserMistakeException if there are no walks, or of a newer format version
   */
  public static WalkStore open(SparkSession spark, Path storeOrRunFolder) {
    StoreFolder folder =
        StoreFolder.find(
            storeOrRunFolder,
            FOLDER,
            StoreManifest.WALKS,
            spark.sparkContext().hadoopConfiguration());
    return new WalkStore(spark, folder.path(), folder.require(StoreManifest.WALKS, FORMAT_VERSION));
  }

  /** Returns the number of walks. */
  public long walks() {
    return manifest.counts().get("walks");
  }

  /** Returns the number of nodes of all walks together. */
  public long tokens() {
    return manifest.counts().get("tokens");
  }

  /** Returns the settings that asked for the walks. */
  public WalkParams params() {
    return WalkParams.of(manifest.config());
  }

  /** Returns the same settings with the number of walks that every node got. */
  public WalkParams made() {
    return made(manifest);
  }

  static WalkParams made(StoreManifest manifest) {
    WalkParams asked = WalkParams.of(manifest.config());
    return manifest
        .count(WALKS_PER_NODE)
        .map(number -> asked.withWalksPerNode(Math.toIntExact(number)))
        .orElse(asked);
  }

  /** Returns the fingerprint of the graph that was walked on. */
  public String graphFingerprint() {
    return manifest.upstream().get("graph");
  }

  /** Returns the fingerprint: graph, settings and seed. */
  public String fingerprint() {
    return manifest.fingerprint();
  }

  /** Returns the manifest. */
  public StoreManifest manifest() {
    return manifest;
  }

  /** Returns the store's folder. */
  public Path path() {
    return path;
  }

  /**
   * Returns the walks: {@code start bigint, walk int, nodes array<bigint>}, node indices of the
   * graph store.
   */
  public Dataset<Row> walkTable() {
    return StoreTables.read(spark, path, manifest, WALKS);
  }

  /** Returns whether the store has the walks as original ids too. */
  public boolean hasIds() {
    return manifest.tables().containsKey(IDS);
  }

  /**
   * Returns the walks as original ids: {@code start bigint, walk int, ids array}, of bigint or
   * string as the graph's ids are.
   *
   * @throws IllegalArgumentException if the store does not {@linkplain #hasIds have} them
   */
  public Dataset<Row> idTable() {
    return StoreTables.read(spark, path, manifest, IDS);
  }

  /** Returns the way to the same walks from inside a task. */
  public WalkFiles files() {
    return new WalkFiles(path, manifest, spark.sparkContext().hadoopConfiguration());
  }
}
