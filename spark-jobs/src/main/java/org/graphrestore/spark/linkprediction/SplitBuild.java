package org.graphrestore.spark.linkprediction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.graph.IdType;
import org.graphrestore.linkprediction.LinkPredictionParams;
import org.graphrestore.linkprediction.SplitSizes;
import org.graphrestore.spark.ingest.DegreeRows;
import org.graphrestore.spark.ingest.TableOutput;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.StoreManifest.Table;

/** One making of a split: the two stores, the training graph first. */
final class SplitBuild {
  private static final long ROWS_PER_FILE = 16_000_000;
  private static final long NODES_PER_FILE = 2_000_000;
  private static final long FEW_ROWS = 400_000;
  private static final List<String> KEPT_FACTS =
      List.of("directed", "weighted", "relational", "id_type", "format");
  private static final String EDGE_DDL =
      "src BIGINT NOT NULL, dst BIGINT NOT NULL, src_id %1$s NOT NULL, dst_id %1$s NOT NULL,"
          + " src_hash BIGINT NOT NULL, dst_hash BIGINT NOT NULL";

  private final GraphStore graph;
  private final LinkPredictionParams params;
  private final RunContext run;
  private final SparkSession spark;
  private final Configuration conf;
  private final String fingerprint;

  SplitBuild(GraphStore graph, LinkPredictionParams params, RunContext run, String fingerprint) {
    this.graph = graph;
    this.params = params;
    this.run = run;
    this.spark = run.spark();
    this.conf = spark.sparkContext().hadoopConfiguration();
    this.fingerprint = fingerprint;
  }

  /** Writes both stores; the caller abandons both if this fails. */
  void build(StoreFolder training, StoreFolder links) {
    long started = System.nanoTime();
    Path attempt = links.newAttempt();
    Path scratch = new Path(attempt, "scratch");
    HiddenPairs.Choice choice =
        step(
            "choose edges",
            0,
            () -> new HiddenPairs(spark, graph, run.seed(), links.path(), scratch).choose(params));
    Table pairTable =
        step(
            "hide edges",
            0.4,
            () ->
                TableOutput.write(
                    choice.pairs(),
                    "u BIGINT NOT NULL, v BIGINT NOT NULL, validation BOOLEAN NOT NULL",
                    0,
                    links.path(),
                    new Path(scratch, "hidden"),
                    conf));
    Dataset<Row> hidden = read(links.path(), pairTable);

    training.newAttempt();
    StoreManifest trained =
        step("training graph", 0.5, () -> training(training, hidden, choice.sizes(), started));
    StoreManifest hiddenEdges =
        step("hidden edges", 0.8, () -> links(links, hidden, choice.sizes(), trained, started));
    delete(scratch);
    training.commit(trained);
    links.commit(hiddenEdges);
  }

  private StoreManifest training(
      StoreFolder folder, Dataset<Row> hidden, SplitSizes sizes, long started) {
    Dataset<Row> arcs =
        graph.arcTable().join(bothWays(hidden), new String[] {"src", "dst"}, "left_anti");
    StoreManifest.Builder manifest =
        StoreManifest.builder(StoreManifest.GRAPH, GraphStore.FORMAT_VERSION, LinkSplitStage.NAME)
            .seed(run.seed())
            .fingerprint(fingerprint)
            .config(params.splitTexts())
            .upstream("graph", graph.fingerprint())
            .input(graph.manifest().input());
    for (String fact : KEPT_FACTS) {
      graph.manifest().fact(fact).ifPresent(value -> manifest.fact(fact, value));
    }
    arcs(folder, arcs, manifest);
    Table arcTable = manifest.build().table(GraphStore.ARCS);
    long rows = TableOutput.rows(arcTable);
    manifest.count("nodes", graph.nodes()).count("arcs", rows).count("duplicates", 0);
    Table nodes = nodes(folder, new GraphFiles(folder.path(), manifest.build(), conf));
    manifest.table(GraphStore.NODES, nodes);
    Row degrees =
        read(folder.path(), nodes)
            .selectExpr(graph.directed() ? "out_degree + in_degree as d" : "out_degree as d")
            .selectExpr("max(d)", "count_if(d = 0)", "sum(cast(d as bigint))")
            .first();
    long sum = degrees.getLong(2);
    return manifest
        .table(GraphStore.RELATIONS, relations(folder, read(folder.path(), arcTable)))
        .count("edges", graph.directed() ? rows : rows / 2)
        .count("simple_edges", graph.directed() ? sum / 2 : sizes.pairs() - hiddenPairs(sizes))
        .count("relations", graph.manifest().count("relations").orElse(0L))
        .count("max_degree", degrees.getInt(0))
        .count("isolated", degrees.getLong(1))
        .fact("mean_degree", String.format(Locale.ROOT, "%.4f", (double) sum / graph.nodes()))
        .seconds((System.nanoTime() - started) / 1e9)
        .build();
  }

  private StoreManifest links(
      StoreFolder folder,
      Dataset<Row> hidden,
      SplitSizes sizes,
      StoreManifest training,
      long started) {
    Dataset<Row> arcs =
        graph.arcTable().join(bothWays(hidden), new String[] {"src", "dst"}, "inner");
    StoreManifest.Builder manifest =
        StoreManifest.builder(StoreManifest.LINKS, LinkSplit.FORMAT_VERSION, LinkSplitStage.NAME)
            .seed(run.seed())
            .fingerprint(fingerprint)
            .config(params.splitTexts())
            .upstream("graph", graph.fingerprint())
            .upstream("training", training.fingerprint())
            .fact("directed", Boolean.toString(graph.directed()))
            .fact("weighted", Boolean.toString(graph.weighted()))
            .fact("id_type", graph.idType().name())
            .count("nodes", graph.nodes())
            .count("pairs", sizes.pairs())
            .count("forest", sizes.kept())
            .count("hidden_pairs", hiddenPairs(sizes));
    arcs(folder, arcs, manifest);
    Table test = edges(folder, arcs.where("not validation"), LinkSplit.TEST, sizes.test());
    Table validation =
        edges(folder, arcs.where("validation"), LinkSplit.VALIDATION, sizes.validation());
    return manifest
        .table(LinkSplit.TEST, test)
        .table(LinkSplit.VALIDATION, validation)
        .count("test", TableOutput.rows(test))
        .count("validation", TableOutput.rows(validation))
        .seconds((System.nanoTime() - started) / 1e9)
        .build();
  }

  private static long hiddenPairs(SplitSizes sizes) {
    return sizes.test() + sizes.validation();
  }

  /** Writes arcs by their first node, and by their second too if they lead one way. */
  private void arcs(StoreFolder folder, Dataset<Row> arcs, StoreManifest.Builder manifest) {
    manifest.table(GraphStore.ARCS, arcs(folder, arcs, GraphStore.ARCS, "src", "dst"));
    if (graph.directed()) {
      manifest.table(GraphStore.IN_ARCS, arcs(folder, arcs, GraphStore.IN_ARCS, "dst", "src"));
    }
  }

  private Table arcs(
      StoreFolder folder, Dataset<Row> arcs, String table, String key, String other) {
    String ddl = graph.manifest().table(GraphStore.ARCS).schema();
    int files = files(graph.arcs(), ROWS_PER_FILE);
    long perFile = (graph.nodes() + files - 1) / files;
    Dataset<Row> sorted =
        arcs.repartitionById(files, functions.expr("cast(" + key + " div " + perFile + " as int)"))
            .sortWithinPartitions(key, other, "relation", "inverse");
    return TableOutput.write(
        sorted,
        ddl,
        key.equals("src") ? 0 : 1,
        folder.path(),
        new Path(folder.attempt(), table),
        conf);
  }

  /** Copies the nodes, with the degrees that are left. */
  private Table nodes(StoreFolder folder, GraphFiles arcs) {
    String ddl = graph.manifest().table(GraphStore.NODES).schema();
    int files = files(graph.nodes(), NODES_PER_FILE);
    long perFile = (graph.nodes() + files - 1) / files;
    Dataset<Row> degrees =
        spark.createDataFrame(
            DegreeRows.of(spark, arcs, graph.nodes()),
            StructType.fromDDL("index BIGINT, out_degree INT, in_degree INT"));
    Dataset<Row> nodes =
        graph
            .nodeTable()
            .drop("out_degree", "in_degree")
            .join(degrees, "index")
            .repartitionById(files, functions.expr("cast(index div " + perFile + " as int)"))
            .sortWithinPartitions("index");
    return TableOutput.write(
        nodes, ddl, 0, folder.path(), new Path(folder.attempt(), GraphStore.NODES), conf);
  }

  private Table relations(StoreFolder folder, Dataset<Row> arcs) {
    Dataset<Row> counts =
        arcs.where(graph.directed() ? "true" : "src < dst")
            .groupBy("relation")
            .agg(functions.count(functions.lit(1)).as("left"));
    Table stored = graph.manifest().tables().get(GraphStore.RELATIONS);
    if (stored == null || stored.files().isEmpty()) {
      return new Table(
          "relation INT NOT NULL, name STRING NOT NULL, edges BIGINT NOT NULL", List.of());
    }

    Dataset<Row> relations =
        graph
            .relationTable()
            .drop("edges")
            .join(counts, new String[] {"relation"}, "left")
            .withColumn("edges", functions.coalesce(functions.col("left"), functions.lit(0L)))
            .repartitionById(1, functions.lit(0))
            .sortWithinPartitions("relation");
    return TableOutput.write(
        relations,
        stored.schema(),
        2,
        folder.path(),
        new Path(folder.attempt(), GraphStore.RELATIONS),
        conf);
  }

  /** Writes hidden edges with ids, each once. */
  private Table edges(StoreFolder folder, Dataset<Row> arcs, String table, long expected) {
    Dataset<Row> ends = arcs.where(graph.directed() ? "true" : "src < dst").select("src", "dst");
    Dataset<Row> nodes = graph.nodeTable().select("index", "id", "hash");
    int files = files(expected, ROWS_PER_FILE / 4);
    long perFile = (graph.nodes() + files - 1) / files;
    Dataset<Row> edges =
        ends.distinct()
            .join(nodes.toDF("src", "src_id", "src_hash"), "src")
            .join(nodes.toDF("dst", "dst_id", "dst_hash"), "dst")
            .repartitionById(files, functions.expr("cast(src div " + perFile + " as int)"))
            .sortWithinPartitions("src", "dst");
    String ddl = String.format(EDGE_DDL, graph.idType() == IdType.LONG ? "BIGINT" : "STRING");
    return TableOutput.write(edges, ddl, 0, folder.path(), new Path(folder.attempt(), table), conf);
  }

  private static Dataset<Row> bothWays(Dataset<Row> pairs) {
    return pairs
        .selectExpr("u as src", "v as dst", "validation")
        .union(pairs.selectExpr("v as src", "u as dst", "validation"));
  }

  private Dataset<Row> read(Path store, Table table) {
    String[] files =
        table.files().stream()
            .map(file -> new Path(store, file.path()).toString())
            .toArray(String[]::new);
    StructType schema = StructType.fromDDL(table.schema());
    return files.length == 0
        ? spark.createDataFrame(List.of(), schema)
        : spark.read().schema(schema).parquet(files);
  }

  /** Depends on the graph only. */
  private static int files(long rows, long perFile) {
    return rows < FEW_ROWS ? 1 : (int) Math.max(4, (rows + perFile - 1) / perFile);
  }

  private <T> T step(String name, double fraction, Supplier<T> work) {
    run.progress().advanced(LinkSplitStage.NAME, fraction, name);
    spark.sparkContext().setJobDescription("GraphRestore linkpred: " + name);
    try {
      return work.get();
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  private void delete(Path scratch) {
    try {
      scratch.getFileSystem(conf).delete(scratch, true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + scratch, e);
    }
  }
}
