package org.graphrestore.spark.store;

import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One vector a node of a graph (docs/formats/embeddings.md), in files of contiguous index ranges.
 * Lives on the driver; tasks get {@link #files()}. Written by {@link EmbeddingWriter}.
 */
public final class EmbeddingStore {
  /** Version of the format that this class reads and {@link EmbeddingWriter} writes. */
  public static final int FORMAT_VERSION = 1;

  /** Name of the folder of a run in which its embeddings lie. */
  public static final String FOLDER = "embeddings";

  /** The table of vectors. */
  public static final String VECTORS = "vectors";

  /** The table of output vectors, where the method has them. */
  public static final String CONTEXT = "context";

  private final SparkSession spark;
  private final Path path;
  private final StoreManifest manifest;

  private EmbeddingStore(SparkSession spark, Path path, StoreManifest manifest) {
    this.spark = spark;
    this.path = path;
    this.manifest = manifest;
  }

  /**
   * Opens a store.
   *
   * @param storeOrRunFolder the store, or the run folder in which it lies as {@code embeddings}
   * @throws UserMistakeException if there are no embeddings, or of a newer format version
   */
  public static EmbeddingStore open(SparkSession spark, Path storeOrRunFolder) {
    StoreFolder folder =
        StoreFolder.find(
            storeOrRunFolder,
            FOLDER,
            StoreManifest.EMBEDDINGS,
            spark.sparkContext().hadoopConfiguration());
    return new EmbeddingStore(
        spark,
        folder.path(),
        folder.require(StoreManifest.EMBEDDINGS, FORMAT_VERSION, "nodes", "dim"));
  }

  /** Returns the number of vectors: one a node of the graph. */
  public long nodes() {
    return manifest.counts().get("nodes");
  }

  /** Returns the length of a vector. */
  public int dim() {
    return Math.toIntExact(manifest.counts().get("dim"));
  }

  /** Returns whether the method left output vectors too. */
  public boolean hasContext() {
    return manifest.tables().containsKey(CONTEXT);
  }

  /** Returns the fingerprint of the graph whose nodes these are. */
  public String graphFingerprint() {
    return manifest.upstream().get("graph");
  }

  /** Returns the fingerprint. */
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

  /** Returns the vectors: {@code index bigint, id string|bigint, vector array<float>}. */
  public Dataset<Row> vectorTable() {
    return StoreTables.read(spark, path, manifest, VECTORS);
  }

  /**
   * Returns the output vectors: {@code index bigint, vector array<float>}.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Dataset<Row> contextTable() {
    return StoreTables.read(spark, path, manifest, CONTEXT);
  }

  /** Returns the way to the same vectors from inside a task. */
  public EmbeddingFiles files() {
    return new EmbeddingFiles(path, manifest, spark.sparkContext().hadoopConfiguration());
  }
}
