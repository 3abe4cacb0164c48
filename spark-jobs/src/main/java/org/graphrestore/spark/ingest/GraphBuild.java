package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.GraphChecksum;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.PreparationParams;
import org.graphrestore.spark.ingest.ArcSorting.Weights;
import org.graphrestore.spark.ingest.Preparation.Prepared;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.StoreManifest.Table;
import org.graphrestore.spark.store.StoreManifest.TableFile;
import org.graphrestore.spark.store.TableFileWriter;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * One making of a graph store: the steps of ingest in order, and the manifest out of their reports.
 */
final class GraphBuild {
  private static final String RELATION_SCHEMA =
      "relation INT NOT NULL, name STRING NOT NULL, edges BIGINT NOT NULL";

  private final SparkSession spark;
  private final long seed;
  private final Configuration conf;
  private final ResolvedInput input;
  private final IngestParams params;
  private final PreparationParams preparation;
  private final StoreFolder folder;
  private final StoreManifest.Builder manifest;
  private final Steps steps;
  private final JavaSparkContext context;
  private final long started = System.nanoTime();

  GraphBuild(
      RunContext run,
      ResolvedInput input,
      IngestParams params,
      PreparationParams preparation,
      SortedMap<String, String> config,
      StoreFolder folder,
      String inputFingerprint) {
    this.spark = run.spark();
    this.seed = run.seed();
    this.conf = spark.sparkContext().hadoopConfiguration();
    this.input = input;
    this.params = params;
    this.preparation = preparation;
    this.folder = folder;
    this.manifest =
        StoreManifest.builder(StoreManifest.GRAPH, GraphStore.FORMAT_VERSION, IngestStage.STAGE)
            .seed(run.seed())
            .config(config)
            .upstream("input", inputFingerprint)
            .input(input.manifest());
    this.steps = new Steps(run, manifest);
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  StoreManifest build() {
    RawReading reading = new RawReading(spark, input, params, seed);
    EdgeLayout layout = reading.layout();
    IdType idType = reading.idType();
    Path attempt = folder.newAttempt();
    Path scratch = new Path(attempt, "scratch");
    SerializableConfiguration shared = new SerializableConfiguration(conf);

    RawResult read =
        steps.run("read", 0, () -> reading.read(folder.path(), new Path(scratch, "rows")));
    List<TaskReport> raw = read.reports();
    long rows = total(raw, RawWriter.EDGES);
    long loops = total(raw, RawWriter.LOOPS);
    refuseEmpty(rows, loops);
    List<String> names =
        RelationNames.of(raw, () -> scratchTable(raw, 0, RawWriter.schema(idType)));

    int parts = NodeRanking.parts(rows + total(raw, RawWriter.NODE_ROWS) / 2);
    List<TaskReport> ranked =
        steps.run(
            "rank",
            0.3,
            () ->
                NodeRanking.rank(
                    numbered(scratchTable(raw, 0, RawWriter.schema(idType)), names),
                    idType,
                    parts,
                    preparation.selfLoops(),
                    folder.path(),
                    scratch,
                    shared));
    long[] bases = bases(ranked);
    long nodes = total(ranked, 0);

    ArcTables arcs = new ArcTables(params.directed(), nodes, folder.path(), conf);
    int files = ArcSorting.files(params.directed() ? rows : 2 * rows);
    Weights weights = Weights.of(layout, preparation);
    delete(new Path(scratch, "rows"));
    Path sorted = preparation.removesNodes() ? new Path(attempt, "before") : attempt;
    Dataset<Row> unsorted =
        ArcSorting.arcs(
            scratchTable(ranked, 1, NodeRanking.REF_SCHEMA),
            bases,
            layout.relational(),
            params.directed());
    arcs.out(
        steps.run(
            "sort",
            0.55,
            () ->
                ArcSorting.write(
                    unsorted,
                    weights,
                    "src",
                    nodes,
                    files,
                    folder.path(),
                    new Path(sorted, GraphStore.ARCS),
                    shared)));
    refuseOverflow(arcs.count(ArcWriter.OVERFLOWS));
    if (params.directed()) {
      // Merged already and stored as floats; the sort reads doubles.
      Dataset<Row> stored =
          read(arcs.out().files(), ArcWriter.SCHEMA)
              .withColumn("weight", functions.col("weight").cast("double"));
      Weights asStored = weights == Weights.NONE ? Weights.NONE : Weights.SUM;
      arcs.in(
          steps.run(
              "sort-in",
              0.65,
              () ->
                  ArcSorting.write(
                      stored,
                      asStored,
                      "dst",
                      nodes,
                      files,
                      folder.path(),
                      new Path(sorted, GraphStore.IN_ARCS),
                      shared)));
    }

    GraphFacts facts = new GraphFacts(manifest, params, layout, idType);
    facts.rows(input.size(), rows, loops, total(raw, RawWriter.OTHER_LINES));
    facts.reading(read, params);
    facts.merged(preparation.keepsLoops() ? rows : rows - loops, arcs);
    Prepared prepared = prepare(arcs, scratch);
    KeptNodes kept = prepared.kept().everything() ? null : prepared.kept();
    long[] edges =
        new RelationCounts(folder.path(), names.size(), kept, conf).count(context, arcs.out());
    List<String> relations = names;
    if (kept != null) {
      int[] numbers = new int[Math.max(1, names.size())];
      relations = left(names, edges, numbers);
      edges = Arrays.stream(edges).filter(count -> count > 0).toArray();
      ArcTables all = arcs;
      Compaction compaction = new Compaction(folder.path(), kept, numbers, conf);
      arcs = steps.run("compact", 0.85, () -> all.compact(compaction, kept, context, attempt));
      delete(sorted);
    }

    facts.prepared(prepared, arcs);
    refuseNoEdge(arcs);
    arcs.describe(manifest);
    GraphFiles written = arcs.files();
    List<TaskReport> nodeReports =
        steps.run(
            "nodes",
            0.9,
            () ->
                new NodeWriter(
                        ranked,
                        bases,
                        kept,
                        idType,
                        params.nodes().typed(),
                        written,
                        folder.path(),
                        new Path(attempt, GraphStore.NODES),
                        shared)
                    .write(context));
    String nodeSchema = NodeWriter.schema(idType, params.nodes().typed());
    manifest.table(GraphStore.NODES, table(nodeSchema, nodeReports));
    facts.nodes(nodeReports);
    facts.relations(relations, edges);
    manifest.table(GraphStore.RELATIONS, writeRelations(relations, edges, attempt));
    long checksum =
        arcs.count(ArcWriter.CHECKSUM)
            + total(nodeReports, NodeWriter.CHECKSUM)
            + GraphChecksum.kind(params.directed(), layout.weighted(), layout.relational(), idType);
    for (int r = 0; r < relations.size(); r++) {
      checksum += GraphChecksum.relation(r, relations.get(r));
    }

    delete(scratch);
    return manifest
        .fingerprint(String.format("%016x", checksum))
        .seconds((System.nanoTime() - started) / 1e9)
        .build();
  }

  private Prepared prepare(ArcTables arcs, Path scratch) {
    return new Preparation(
            preparation,
            arcs.files(),
            arcs.count(ArcWriter.ARCS),
            new PreparationFiles(new Path(scratch, "prepare"), conf),
            context,
            PreparationLimits.USUAL)
        .run(steps);
  }

  /** Returns the relations that have an edge, and numbers them anew. */
  private static List<String> left(List<String> names, long[] edges, int[] numbers) {
    List<String> left = new ArrayList<>();
    for (int r = 0; r < names.size(); r++) {
      numbers[r] = left.size();
      if (edges[r] > 0) {
        left.add(names.get(r));
      }
    }

    return left;
  }

  private Table writeRelations(List<String> names, long[] edges, Path attempt) {
    if (names.isEmpty()) {
      return new Table(RELATION_SCHEMA, List.of());
    }

    Path place = new Path(attempt, GraphStore.RELATIONS);
    try (TableFileWriter writer = TableFileWriter.create(place, 0, RELATION_SCHEMA, conf)) {
      for (int r = 0; r < names.size(); r++) {
        int relation = r;
        writer.write(
            r,
            fields -> {
              fields.putInt(0, relation);
              fields.putText(1, names.get(relation));
              fields.putLong(2, edges[relation]);
            });
      }

      return new Table(RELATION_SCHEMA, List.of(writer.finish(folder.path())));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + place, e);
    }
  }

  /** Puts the numbers of relations in the place of their names. */
  private Dataset<Row> numbered(Dataset<Row> rows, List<String> names) {
    if (names.isEmpty()) {
      return rows.withColumn("relation", functions.lit(0));
    }

    List<Row> numbers = new ArrayList<>();
    for (int r = 0; r < names.size(); r++) {
      numbers.add(RowFactory.create(r, names.get(r)));
    }

    Dataset<Row> table =
        spark.createDataFrame(numbers, StructType.fromDDL("found INT, relation STRING"));
    return rows.join(functions.broadcast(table), new String[] {"relation"}, "left")
        .withColumn("relation", functions.expr("coalesce(found, 0)"))
        .drop("found");
  }

  private Dataset<Row> scratchTable(List<TaskReport> reports, int file, String schema) {
    List<TableFile> files =
        reports.stream()
            .filter(report -> report.files().size() > file)
            .map(report -> report.files().get(file))
            .toList();
    return read(files, schema);
  }

  private Dataset<Row> read(List<TableFile> files, String schema) {
    String[] paths =
        files.stream()
            .map(file -> ParquetSource.escaped(new Path(folder.path(), file.path()).toString()))
            .toArray(String[]::new);
    return spark.read().schema(StructType.fromDDL(schema)).parquet(paths);
  }

  private void refuseEmpty(long rows, long loops) {
    String where = input.shown();
    if (rows == 0) {
      throw new UserMistakeException("Found no edges in " + where + ": no row holds one");
    }

    if (rows == loops && !preparation.keepsLoops()) {
      throw new UserMistakeException(
          "Found no edges in "
              + where
              + " but self-loops ("
              + loops
              + "), which are dropped (ingest.self-loops keeps them); a graph needs an edge between two"
              + " nodes");
    }
  }

  private void refuseNoEdge(ArcTables arcs) {
    if (arcs.count(ArcWriter.ARCS) == 0 && preparation.maxDegree() > 0) {
      throw new UserMistakeException(
          "No edge is left after nodes with more than "
              + preparation.maxDegree()
              + " neighbours are removed; raise ingest.max-degree");
    }
  }

  private static void refuseOverflow(long arcs) {
    if (arcs > 0) {
      throw new UserMistakeException(
          "The weights of duplicate edges sum to more than "
              + Float.MAX_VALUE
              + " in "
              + arcs
              + " arcs; scale the weights down");
    }
  }

  private void delete(Path scratch) {
    try {
      scratch.getFileSystem(conf).delete(scratch, true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + scratch, e);
    }
  }

  private static long[] bases(List<TaskReport> ranked) {
    long[] bases = new long[ranked.size()];
    for (int p = 1; p < bases.length; p++) {
      bases[p] = bases[p - 1] + ranked.get(p - 1).counts()[0];
    }

    return bases;
  }

  static Table table(String schema, List<TaskReport> reports) {
    return new Table(schema, reports.stream().flatMap(report -> report.files().stream()).toList());
  }

  static long total(List<TaskReport> reports, int count) {
    return reports.stream().mapToLong(report -> report.counts()[count]).sum();
  }
}
