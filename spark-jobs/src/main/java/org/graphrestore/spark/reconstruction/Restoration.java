package org.graphrestore.spark.reconstruction;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.reconstruction.EvaluationPlan;
import org.graphrestore.reconstruction.restored.PairRanges;
import org.graphrestore.reconstruction.restored.RestoreParams;
import org.graphrestore.reconstruction.restored.RestoreWay;
import org.graphrestore.reconstruction.restored.RestoredSummary;
import org.graphrestore.reconstruction.restored.RestoredSummary.Degrees;
import org.graphrestore.reconstruction.restored.RestoredSummary.Distances;
import org.graphrestore.reconstruction.restored.RestoredSummary.Edges;
import org.graphrestore.reconstruction.restored.RestoredSummary.Relation;
import org.graphrestore.reconstruction.restored.RestoredSummary.Statistics;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.StoreManifest.Table;
import org.graphrestore.spark.store.UserMistakeException;

/** One restoring: choose the pairs, write the graph, compare it with the original. */
final class Restoration {
  private final GraphStore graph;
  private final EmbeddingStore embeddings;
  private final RestoreParams params;
  private final RunContext run;
  private final Path store;
  private final Path attempt;
  private final StoreManifest.Builder manifest;
  private final JavaSparkContext context;
  private final Path scratchFolder;
  private final ScratchFiles scratch;

  Restoration(
      GraphStore graph,
      EmbeddingStore embeddings,
      RestoreParams params,
      RunContext run,
      Path store,
      Path attempt,
      StoreManifest.Builder manifest) {
    this.graph = graph;
    this.embeddings = embeddings;
    this.params = params;
    this.run = run;
    this.store = store;
    this.attempt = attempt;
    this.manifest = manifest;
    this.context = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
    this.scratchFolder = new Path(attempt, "scratch");
    this.scratch = new ScratchFiles(scratchFolder, context.hadoopConfiguration());
  }

  /** Restores and compares; the manifest gets the tables, counts and facts of the new graph. */
  RestoredSummary run() {
    try {
      requireRankable();
      long[] drawn = draw();
      long[] sample = params.nodes().isEmpty() || drawn.length == 0 ? null : sorted(drawn);
      RestoredGraph graphs = new RestoredGraph(run.spark(), graph, store, sample);
      Dataset<Row> originalArcs = graphs.originalArcs();
      GraphFiles original =
          sample == null
              ? graph.files()
              : graphs.writeOriginal(originalArcs, new Path(scratchFolder, "original"));
      RestoreInputs inputs = new RestoreInputs(original, embeddings.files(), sample);
      long edges = edges(inputs);
      PairJob pairs = new PairJob(context, inputs, params.score(), scratch);
      EdgeChoice.Chosen chosen = new EdgeChoice(pairs, scratch).choose(params.way(), edges);
      run.progress().advanced(RestoreStage.NAME, 0.7, "edges chosen");
      Table arcs =
          graphs.arcs(
              graphs.chosen(chosen, scratch), "src", "dst", new Path(attempt, GraphStore.ARCS));
      GraphFiles restored = graphs.files(arcs);
      Table nodes = graphs.nodes(restored, new Path(attempt, GraphStore.NODES));
      run.progress().advanced(RestoreStage.NAME, 0.8, "graph written");
      RestoredSummary summary =
          compare(original, restored, sources(drawn, sample), originalArcs, arcs, chosen);
      describe(summary, arcs, nodes);
      return summary;
    } finally {
      context.setJobDescription(null);
      scratch.deleteAll();
    }
  }

  private void requireRankable() {
    EvaluationInputs inputs = EvaluationInputs.ofStores(graph.files(), embeddings.files());
    EvaluationPlan plan =
        EvaluationPlan.of(
            graph.nodes(), graph.arcs(), embeddings.dim(), context.defaultParallelism());
    ReconstructStage.requireRankable(context, graph, inputs, plan, List.of(params.score()));
  }

  /** Draws nodes, those with the lowest draws first: the sample, or the sources of distances. */
  private long[] draw() {
    int wanted = params.nodes().orElse(params.sources());
    if (wanted == 0) {
      return new long[0];
    }

    long seed = run.seed();
    UDF1<Long, Long> draw = hash -> Seeds.draw(Seeds.key(seed, Purpose.NODE_SAMPLE, hash), 0);
    context.setJobDescription("sample of nodes");
    return graph
        .nodeTable()
        .select(col("index"), col("hash"))
        .withColumn("draw", udf(draw, DataTypes.LongType).apply(col("hash")))
        .orderBy("draw", "hash", "index")
        .limit((int) Math.min(wanted, graph.nodes()))
        .select("index")
        .collectAsList()
        .stream()
        .mapToLong(row -> row.getLong(0))
        .toArray();
  }

  private static long[] sorted(long[] drawn) {
    long[] sorted = drawn.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** The first drawn nodes, by their numbers in the graphs that are compared. */
  private long[] sources(long[] drawn, long[] sample) {
    return Arrays.stream(drawn)
        .limit(params.sources())
        .map(index -> sample == null ? index : Arrays.binarySearch(sample, index))
        .toArray();
  }

  /** Counts the edges of the original without direction and loops. */
  private long edges(RestoreInputs inputs) {
    BlockLayout layout =
        BlockLayout.ofBlocks(inputs.nodes(), Math.max(1, 2 * context.defaultParallelism()));
    context.setJobDescription("edges of the original");
    long arcs =
        context
            .parallelize(
                java.util.stream.IntStream.range(0, layout.blocks()).boxed().toList(),
                layout.blocks())
            .map(b -> (long) inputs.neighbours(layout.firstIndex(b), layout.rows(b)).arcs())
            .reduce(Long::sum);
    if (arcs == 0) {
      throw new UserMistakeException(
          String.format(
              Locale.ROOT,
              "There is no edge among the %,d nodes to restore; "
                  + (params.nodes().isPresent()
                      ? "raise reconstruct.restore-nodes"
                      : "the graph has none"),
              inputs.nodes()));
    }

    return arcs / 2;
  }

  private RestoredSummary compare(
      GraphFiles original,
      GraphFiles restored,
      long[] sources,
      Dataset<Row> originalArcs,
      Table arcs,
      EdgeChoice.Chosen chosen) {
    GraphComparison comparison =
        new GraphComparison(context, original, restored, Math.max(graph.arcs(), arcs.rows()));
    GraphComparison.Shapes shapes = comparison.shapes();
    Statistics ofOriginal =
        comparison.statistics(shapes.original(), false, new Path(scratchFolder, "original-parts"));
    Statistics ofRestored =
        comparison.statistics(shapes.restored(), true, new Path(scratchFolder, "restored-parts"));
    run.progress().advanced(RestoreStage.NAME, 0.9, "shapes compared");
    Distances distances = comparison.distances(sources, scratch);
    long pairs = PairRanges.pairs(original.nodes());
    return new RestoredSummary(
        params.way().label(),
        params.score().label(),
        original.nodes(),
        graph.nodes(),
        pairs,
        params.way() == RestoreWay.DEGREE ? Double.NaN : chosen.threshold(),
        Edges.of(ofOriginal.edges(), ofRestored.edges(), shapes.both(), pairs),
        new Degrees(
            shapes.original().degrees().largestDifference(shapes.restored().degrees()),
            shapes.original().degrees().meanDifference(shapes.restored().degrees())),
        ofOriginal,
        ofRestored,
        distances,
        graph.relational() ? relations(originalArcs, arcs) : List.of());
  }

  /** Counts the edges of each relation, and those whose ends are joined again. */
  private List<Relation> relations(Dataset<Row> originalArcs, Table arcs) {
    Dataset<Row> edges = originalArcs.where("src <> dst and not inverse");
    Dataset<Row> joined = read(arcs).select("src", "dst").withColumn("joined", functions.lit(1));
    context.setJobDescription("recall by relation");
    return edges
        .join(joined, new String[] {"src", "dst"}, "left")
        .groupBy("relation")
        .agg(functions.count(functions.lit(1)).as("edges"), functions.count("joined").as("found"))
        .join(graph.relationTable().select("relation", "name"), "relation")
        .orderBy(functions.col("edges").desc(), functions.col("name"))
        .limit(RestoredSummary.RELATIONS)
        .select("name", "edges", "found")
        .collectAsList()
        .stream()
        .map(row -> Relation.of(row.getString(0), row.getLong(1), row.getLong(2)))
        .toList();
  }

  private Dataset<Row> read(Table table) {
    String[] files =
        table.files().stream()
            .map(file -> new Path(store, file.path()).toString())
            .toArray(String[]::new);
    var schema = org.apache.spark.sql.types.StructType.fromDDL(table.schema());
    return files.length == 0
        ? run.spark().createDataFrame(List.of(), schema)
        : run.spark().read().schema(schema).parquet(files);
  }

  private void describe(RestoredSummary summary, Table arcs, Table nodes) {
    Statistics of = summary.restored();
    manifest
        .fact("directed", "false")
        .fact("weighted", "false")
        .fact("relational", "false")
        .fact("id_type", graph.idType().name())
        .fact("mean_degree", String.format(Locale.ROOT, "%.4f", of.meanDegree()))
        .fact("degree_histogram", histogram(of))
        .count("nodes", summary.nodes())
        .count("arcs", arcs.rows())
        .count("edges", of.edges())
        .count("simple_edges", of.edges())
        .count("duplicates", 0)
        .count("relations", 0)
        .count("max_degree", of.maxDegree())
        .count("isolated", of.isolated())
        .count("components", of.components())
        .count("largest_component", of.largestComponent())
        .table(GraphStore.NODES, nodes)
        .table(GraphStore.ARCS, arcs)
        .table(
            GraphStore.RELATIONS,
            new Table(
                "relation INT NOT NULL, name STRING NOT NULL, edges BIGINT NOT NULL", List.of()));
    graph.manifest().fact("format").ifPresent(value -> manifest.fact("format", value));
  }

  private static String histogram(Statistics of) {
    return of.degreeHistogram().stream()
        .map(bucket -> "[" + bucket.from() + "," + bucket.nodes() + "]")
        .collect(java.util.stream.Collectors.joining(",", "[", "]"));
  }
}
