package org.graphrestore.spark.store;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.graph.IdType;

/**
 * A graph as ingest wrote it: nodes with dense indices, arcs sorted by node, relations
 * (docs/formats/graph.md). Lives on the driver; tasks get {@link #files()}.
 */
public final class GraphStore {
  /** Version of the format that this class reads and ingest writes. */
  public static final int FORMAT_VERSION = 1;

  /** Name of the folder of a run in which its graph lies. */
  public static final String FOLDER = "graph";

  /** Table of nodes. */
  public static final String NODES = "nodes";

  /** Table of arcs, sorted by their first node. */
  public static final String ARCS = "arcs";

  /** Table of the arcs of a directed graph, sorted by their second node. */
  public static final String IN_ARCS = "in_arcs";

  /** Table of relations. */
  public static final String RELATIONS = "relations";

  private final SparkSession spark;
  private final Path path;
  private final StoreManifest manifest;

  private GraphStore(SparkSession spark, Path path, StoreManifest manifest) {
    this.spark = spark;
    this.path = path;
    this.manifest = manifest;
  }

  /**
   * Opens a store.
   *
   * @param storeOrRunFolder the store, or the run folder in which it lies as {@code graph}
   * @throws UserMistakeException if there is no graph, or one of a newer format version
   */
  public static GraphStore open(SparkSession spark, Path storeOrRunFolder) {
    StoreFolder folder =
        StoreFolder.find(storeOrRunFolder, FOLDER, StoreManifest.GRAPH, hadoop(spark));
    return new GraphStore(
        spark, folder.path(), folder.require(StoreManifest.GRAPH, FORMAT_VERSION, "nodes", "arcs"));
  }

  /** Returns the number of nodes. */
  public long nodes() {
    return manifest.counts().get("nodes");
  }

  /** Returns the number of rows of {@link #arcTable()}. */
  public long arcs() {
    return manifest.counts().get("arcs");
  }

  /** Returns whether an edge leads one way only. */
  public boolean directed() {
    return flag("directed");
  }

  /** Returns whether the input had weights. */
  public boolean weighted() {
    return flag("weighted");
  }

  /** Returns whether the input had relations. */
  public boolean relational() {
    return flag("relational");
  }

  /** Returns what the original ids are. */
  public IdType idType() {
    return IdType.valueOf(manifest.facts().get("id_type"));
  }

  /** Returns the checksum of the graph's content. */
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
   * Returns the nodes: {@code index bigint, hash bigint, id string|bigint, label string (null where
   * the input has none), out_degree int, in_degree int}. Degrees count distinct neighbours.
   */
  public Dataset<Row> nodeTable() {
    return table(NODES);
  }

  /**
   * Returns the arcs: {@code src bigint, dst bigint, weight float, relation int, inverse boolean},
   * unique in (src, dst, relation, inverse); an undirected edge gives two.
   */
  public Dataset<Row> arcTable() {
    return table(ARCS);
  }

  /** Returns the relations: {@code relation int, name string, edges bigint}. */
  public Dataset<Row> relationTable() {
    return table(RELATIONS);
  }

  /** Returns the way to the same tables from inside a task. */
  public GraphFiles files() {
    return new GraphFiles(path, manifest, hadoop(spark));
  }

  private Dataset<Row> table(String name) {
    StoreManifest.Table table = manifest.table(name);
    StructType schema = StructType.fromDDL(table.schema());
    List<String> files =
        table.files().stream().map(file -> new Path(path, file.path()).toString()).toList();
    if (files.isEmpty()) {
      return spark.createDataFrame(List.of(), schema);
    }

    return spark.read().schema(schema).parquet(files.toArray(String[]::new));
  }

  private boolean flag(String name) {
    return Boolean.parseBoolean(manifest.facts().get(name));
  }

  private static Configuration hadoop(SparkSession spark) {
    return spark.sparkContext().hadoopConfiguration();
  }
}
