package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.GraphChecksum;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.PreparationParams;
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

  private final RunContext run;
  private final SparkSession spark;
  private final Configuration conf;
  private final ResolvedInput input;
  private final IngestParams params;
  private final PreparationParams preparation;
  private final StoreFolder folder;
  private final StoreManifest.Builder manifest;
  private final long started = System.nanoTime();

  GraphBuild(
      RunContext run,
      ResolvedInput input,
      IngestParams params,
      PreparationParams preparation,
      SortedMap<String, String> config,
      StoreFolder folder,
      String inputFingerprint) {
    this.run = run;
    this.spark = run.spark();
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
  }

  StoreManifest build() {
    if (!preparation.equals(PreparationParams.defaults())) {
      throw new UserMistakeException(
          "Cannot prepare the graph with " + preparation.texts() + " yet; leave the defaults");
    }

    RawReading reading = new RawReading(spark, input, params, run.seed());
    EdgeLayout layout = reading.layout();
    IdType idType = reading.idType();
    Path attempt = folder.newAttempt();
    Path scratch = new Path(attempt, "scratch");
    SerializableConfiguration shared = new SerializableConfiguration(conf);

    RawResult read =
        step("read", 0, () -> reading.read(folder.path(), new Path(scratch, "rows")));
    List<TaskReport> raw = read.reports();
    long rows = total(raw, RawWriter.EDGES);
    long loops = total(raw, RawWriter.LOOPS);
    refuseEmpty(rows, loops);
    List<String> names = List.copyOf(RawReading.relations(raw).keySet());

    int parts = NodeRanking.parts(rows + total(raw, RawWriter.NODE_ROWS) / 2);
    List<TaskReport> ranked =
        step(
            "rank",
            0.3,
            () ->
                NodeRanking.rank(
                    scratchTable(raw, 0, RawWriter.schema(idType)),
                    idType,
                    parts,
                    folder.path(),
                    scratch,
                    shared));
    long[] bases = bases(ranked);
    long nodes = total(ranked, 0);

    int files = ArcSorting.files(params.directed() ? rows : 2 * rows);
    Dataset<Row> arcs =
        ArcSorting.arcs(
            scratchTable(ranked, 1, NodeRanking.REF_SCHEMA),
            bases,
            layout.relational() ? relationNames(names) : null,
            params.directed());
    List<TaskReport> sorted =
        step("sort", 0.6, () -> sort(arcs, layout.weighted(), GraphStore.ARCS, nodes, files));
    refuseOverflow(total(sorted, ArcSorting.OVERFLOWS));
    Table arcTable = table(ArcSorting.SCHEMA, sorted);
    manifest.table(GraphStore.ARCS, arcTable);
    if (params.directed()) {
      Dataset<Row> stored = read(arcTable.files(), ArcSorting.SCHEMA);
      List<TaskReport> in =
          step(
              "sort-in",
              0.8,
              () -> sort(stored, layout.weighted(), GraphStore.IN_ARCS, nodes, files));
      manifest.table(GraphStore.IN_ARCS, table(ArcSorting.SCHEMA, in));
    }

    GraphFacts facts = new GraphFacts(manifest, params, layout, idType);
    facts.rows(input.size(), rows, loops, total(raw, RawWriter.OTHER_LINES));
    facts.reading(read, params);
    facts.arcs(nodes, total(sorted, ArcSorting.ARCS), total(sorted, ArcSorting.PAIRS));
    List<TaskReport> nodeReports =
        step("nodes", 0.9, () -> writeNodes(ranked, bases, idType, attempt, shared));
    manifest.table(GraphStore.NODES, table(NodeWriter.schema(idType, params.nodes().typed()), nodeReports));
    facts.nodes(nodeReports);

    SortedMap<String, Long> edges = facts.relations(names, sorted);
    manifest.table(GraphStore.RELATIONS, writeRelations(names, edges, attempt));
    long checksum =
        total(sorted, ArcSorting.CHECKSUM)
            + total(nodeReports, NodeWriter.CHECKSUM)
            + GraphChecksum.kind(params.directed(), layout.weighted(), layout.relational(), idType);
    for (int r = 0; r < names.size(); r++) {
      checksum += GraphChecksum.relation(r, names.get(r));
    }

    delete(scratch);
    return manifest
        .fingerprint(String.format("%016x", checksum))
        .seconds((System.nanoTime() - started) / 1e9)
        .build();
  }

  private List<TaskReport> sort(
      Dataset<Row> arcs, boolean weighted, String table, long nodes, int files) {
    return ArcSorting.write(
        arcs,
        weighted,
        table.equals(GraphStore.ARCS) ? "src" : "dst",
        nodes,
        files,
        folder.path(),
        new Path(folder.attempt(), table),
        new SerializableConfiguration(conf));
  }

  private List<TaskReport> writeNodes(
      List<TaskReport> ranked,
      long[] bases,
      IdType idType,
      Path attempt,
      SerializableConfiguration shared) {
    GraphFiles arcs = new GraphFiles(folder.path(), manifest.build(), conf);
    return new NodeWriter(
            ranked, bases, idType, params.nodes().typed(), arcs, folder.path(), new Path(attempt, GraphStore.NODES), shared)
        .write(JavaSparkContext.fromSparkContext(spark.sparkContext()));
  }

  private Table writeRelations(List<String> names, SortedMap<String, Long> edges, Path attempt) {
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
              fields.putLong(2, edges.getOrDefault(names.get(relation), 0L));
            });
      }

      return new Table(RELATION_SCHEMA, List.of(writer.finish(folder.path())));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + place, e);
    }
  }

  private Dataset<Row> relationNames(List<String> names) {
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < names.size(); r++) {
      rows.add(RowFactory.create(r, names.get(r)));
    }

    return spark.createDataFrame(rows, StructType.fromDDL("relation INT, name STRING"));
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

  private <T> T step(String name, double fraction, Supplier<T> work) {
    long begin = System.nanoTime();
    run.progress().advanced(IngestStage.STAGE, fraction, name);
    spark.sparkContext().setJobDescription("GraphRestore ingest: " + name);
    try {
      return work.get();
    } finally {
      spark.sparkContext().setJobDescription(null);
      manifest.time(name, (System.nanoTime() - begin) / 1e9);
    }
  }

  private void refuseEmpty(long rows, long loops) {
    String where = input.shown();
    if (rows == 0) {
      throw new UserMistakeException("Found no edges in " + where + ": no row holds one");
    }

    if (rows == loops) {
      throw new UserMistakeException(
          "Found no edges in "
              + where
              + " but self-loops ("
              + loops
              + "), which are dropped; a graph needs an edge between two nodes");
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

  private static Table table(String schema, List<TaskReport> reports) {
    return new Table(schema, reports.stream().flatMap(report -> report.files().stream()).toList());
  }

  static long total(List<TaskReport> reports, int count) {
    return reports.stream().mapToLong(report -> report.counts()[count]).sum();
  }
}
