package org.graphrestore.spark.reconstruction;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.reconstruction.restored.PairCut;
import org.graphrestore.spark.ingest.DegreeRows;
import org.graphrestore.spark.ingest.TableOutput;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.StoreManifest.Table;

/**
 * Writes graphs in the graph store's own format: restored ones, and the original among a sample.
 */
final class RestoredGraph {
  private static final long ROWS_PER_FILE = 16_000_000;
  private static final long NODES_PER_FILE = 2_000_000;
  private static final long FEW_ROWS = 400_000;

  private final SparkSession spark;
  private final GraphStore graph;
  private final Path store;
  private final Configuration conf;
  private final long[] sample;

  /**
   * Prepares.
   *
   * @param graph the original
   * @param store folder that paths are relative to
   * @param sample indices of the nodes, ascending; or null for all
   */
  RestoredGraph(SparkSession spark, GraphStore graph, Path store, long[] sample) {
    this.spark = spark;
    this.graph = graph;
    this.store = store;
    this.conf = spark.sparkContext().hadoopConfiguration();
    this.sample = sample;
  }

  long nodes() {
    return sample == null ? graph.nodes() : sample.length;
  }

  /** Returns the arcs of the original among the nodes, by their new numbers. */
  Dataset<Row> originalArcs() {
    Dataset<Row> arcs = graph.arcTable();
    if (sample == null) {
      return arcs;
    }

    Dataset<Row> numbers = numbers();
    return arcs.join(functions.broadcast(numbers.toDF("src", "newSrc")), "src")
        .join(functions.broadcast(numbers.toDF("dst", "newDst")), "dst")
        .selectExpr("newSrc as src", "newDst as dst", "weight", "relation", "inverse");
  }

  /** Old and new numbers of the sample. */
  private Dataset<Row> numbers() {
    List<Row> rows =
        java.util.stream.IntStream.range(0, sample.length)
            .mapToObj(i -> RowFactory.create(sample[i], (long) i))
            .toList();
    return spark.createDataFrame(rows, StructType.fromDDL("old BIGINT, new BIGINT"));
  }

  /** Writes the original among a sample, for the time of the comparison. */
  GraphFiles writeOriginal(Dataset<Row> arcs, Path folder) {
    StoreManifest.Builder manifest = draft(graph.directed());
    manifest.table(GraphStore.ARCS, arcs(arcs, "src", "dst", new Path(folder, GraphStore.ARCS)));
    if (graph.directed()) {
      manifest.table(
          GraphStore.IN_ARCS, arcs(arcs, "dst", "src", new Path(folder, GraphStore.IN_ARCS)));
    }

    return new GraphFiles(store, manifest.build(), conf);
  }

  /** Returns the pairs that were chosen as arcs of both directions. */
  Dataset<Row> chosen(EdgeChoice.Chosen chosen, ScratchFiles scratch) {
    PairCut cut = chosen.cut();
    List<PairFiles> files = chosen.files();
    JavaRDD<Row> pairs =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(
                java.util.stream.IntStream.range(0, files.size()).boxed().toList(), files.size())
            .flatMap(f -> files.get(f).edges(scratch, cut));
    return spark
        .createDataFrame(pairs, StructType.fromDDL("u BIGINT, v BIGINT"))
        .distinct()
        .selectExpr(
            "inline(array(named_struct('src', u, 'dst', v), named_struct('src', v, 'dst', u)))")
        .selectExpr(
            "src", "dst", "cast(1 as float) as weight", "0 as relation", "false as inverse");
  }

  /** Writes sorted arcs. */
  Table arcs(Dataset<Row> arcs, String key, String other, Path folder) {
    int files = files(graph.arcs(), ROWS_PER_FILE);
    long perFile = (nodes() + files - 1) / files;
    Dataset<Row> sorted =
        arcs.repartitionById(files, functions.expr("cast(" + key + " div " + perFile + " as int)"))
            .sortWithinPartitions(key, other, "relation", "inverse");
    return TableOutput.write(
        sorted,
        graph.manifest().table(GraphStore.ARCS).schema(),
        key.equals("src") ? 0 : 1,
        store,
        folder,
        conf);
  }

  /** Writes the nodes with the degrees of a graph that is written. */
  Table nodes(GraphFiles arcs, Path folder) {
    Dataset<Row> nodes = graph.nodeTable().drop("out_degree", "in_degree");
    if (sample != null) {
      nodes =
          nodes
              .join(functions.broadcast(numbers().toDF("index", "new")), "index")
              .drop("index")
              .withColumnRenamed("new", "index");
    }

    int files = files(nodes(), NODES_PER_FILE);
    long perFile = (nodes() + files - 1) / files;
    Dataset<Row> degrees =
        spark.createDataFrame(
            DegreeRows.of(spark, arcs, nodes()),
            StructType.fromDDL("index BIGINT, out_degree INT, in_degree INT"));
    Dataset<Row> sorted =
        nodes
            .join(degrees, "index")
            .repartitionById(files, functions.expr("cast(index div " + perFile + " as int)"))
            .sortWithinPartitions("index");
    return TableOutput.write(
        sorted, graph.manifest().table(GraphStore.NODES).schema(), 0, store, folder, conf);
  }

  /** Returns the way to the arcs of a restored graph while its store is not finished. */
  GraphFiles files(Table arcs) {
    return new GraphFiles(store, draft(false).table(GraphStore.ARCS, arcs).build(), conf);
  }

  private StoreManifest.Builder draft(boolean directed) {
    return StoreManifest.builder(StoreManifest.GRAPH, GraphStore.FORMAT_VERSION, RestoreStage.NAME)
        .count("nodes", nodes())
        .fact("directed", Boolean.toString(directed))
        .fact("weighted", "false");
  }

  /** Depends on the graph only. */
  private static int files(long rows, long perFile) {
    return rows < FEW_ROWS ? 1 : (int) Math.max(4, (rows + perFile - 1) / perFile);
  }
}
