package org.graphrestore.spark.store.exchange;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.embedding.ImportParams;
import org.graphrestore.embedding.ImportParams.MissingVectors;
import org.graphrestore.embedding.VectorFormat;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.EmbeddingWriter;
import org.graphrestore.spark.store.Fingerprint;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.NodeIds;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * Brings vectors of any origin into the order of a graph's nodes: one of our stores, Parquet with
 * the columns id and vector, word2vec text or binary, or NumPy beside a file of ids.
 *
 * <p>Vectors are sent to the panel of nodes in which their id must be, by its hash: one shuffle of
 * the vectors and no collection on the driver. What is made is an embedding store, whose
 * fingerprint is that of the vectors, whatever file they came in.
 */
public final class EmbeddingImport {
  /** Name of the stage in messages and manifests. */
  public static final String NAME = "import";

  private static final int PANEL_BYTES = 16 << 20;

  private EmbeddingImport() {}

  /**
   * Opens vectors for a graph. A store of this very graph is used where it lies; everything else is
   * aligned by original id and written to {@code run.folder()/embeddings}, or reused from there.
   *
   * @param path a run folder, an embedding store, or a file or folder of one of the formats
   * @throws UserMistakeException if there is nothing, or a file is not what it should be, ids come
   *     twice, or nodes lack a vector and the settings say to fail
   */
  public static EmbeddingStore run(
      GraphStore graph, Path path, ImportParams params, RunContext run) {
    return run(graph, path, Optional.empty(), params, run);
  }

  /**
   * Opens vectors of which every node has two.
   *
   * @param targets a file or folder with the target vectors; where there is none, those of the
   *     store or the column "target" of the Parquet files, if they have it
   */
  public static EmbeddingStore run(
      GraphStore graph, Path path, Optional<Path> targets, ImportParams params, RunContext run) {
    try {
      Optional<EmbeddingStore> store = ourStore(path, run);
      if (store.isPresent()
          && targets.isEmpty()
          && store.get().graphFingerprint().equals(graph.fingerprint())) {
        return store.get();
      }

      VectorSource source =
          store.isPresent()
              ? new TableSource(path.toString(), store.get().vectorTable())
              : source(path, run);
      return align(graph, source, path, targets, params, run);
    } catch (Exception e) {
      throw Failures.of(e, "import " + path);
    }
  }

  private static Optional<EmbeddingStore> ourStore(Path path, RunContext run) throws IOException {
    FileSystem fs = path.getFileSystem(hadoop(run));
    if (!fs.exists(path)) {
      throw new UserMistakeException("Found no embeddings: " + path + " does not exist");
    }

    Path inside = new Path(path, EmbeddingStore.FOLDER);
    boolean ours =
        fs.exists(new Path(path, StoreFolder.MANIFEST))
            || fs.exists(new Path(inside, StoreFolder.MANIFEST));
    return ours ? Optional.of(EmbeddingStore.open(run.spark(), path)) : Optional.empty();
  }

  private static VectorSource source(Path path, RunContext run) throws IOException {
    FileStatus status = path.getFileSystem(hadoop(run)).getFileStatus(path);
    if (status.isDirectory() || path.getName().endsWith(".parquet")) {
      return new TableSource(path.toString(), ParquetTable.open(run.spark(), path));
    }

    VectorFormat format = VectorFormat.ofName(path.getName());
    return format == VectorFormat.WORD2VEC
        ? new TextSource(path, hadoop(run))
        : new StreamSource(path, format, hadoop(run));
  }

  private static EmbeddingStore align(
      GraphStore graph,
      VectorSource source,
      Path path,
      Optional<Path> targets,
      ImportParams params,
      RunContext run)
      throws IOException {
    long started = System.nanoTime();
    SortedMap<String, String> config = config(path, params, run);
    if (targets.isPresent()) {
      config.put("import.targets", config(targets.get(), params, run).get("import.files"));
    }
    Optional<EmbeddingStore> reused = reusable(graph, config, run);
    if (reused.isPresent()) {
      run.progress()
          .stageFinished(
              NAME, String.format(Locale.ROOT, "reused %,d vectors", reused.get().nodes()));
      return reused.get();
    }

    run.progress().stageStarted(NAME, path.toString());
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
    int dim = source.dim();
    BlockLayout layout =
        BlockLayout.ofRows(graph.nodes(), Math.max(1, PANEL_BYTES / (dim * Float.BYTES)));
    float filling = params.missingVectors() == MissingVectors.LAST ? Float.NaN : 0;
    Alignment alignment = new Alignment(layout, dim, NodeIds.of(graph, hadoop(run)), filling);
    NodePanels panels = NodePanels.of(sc, graph, layout);
    JavaPairRDD<String, float[]> vectors = source.vectors(sc).partitionBy(panels);
    AlignmentReport report =
        AlignmentReport.of(vectors.mapPartitionsWithIndex(alignment::report, false).collect());
    check(report, source.declared(), graph, path, params, run);
    Optional<VectorSource> targetSource =
        targets.isPresent() ? Optional.of(source(targets.get(), run)) : source.targets();
    JavaRDD<EmbeddingBlock> targetBlocks = null;
    long missingTargets = 0;
    if (targetSource.isPresent()) {
      Path targetPath = targets.orElse(path);
      requireEqual(dim, targetSource.get().dim(), path, targetPath);
      JavaPairRDD<String, float[]> targetVectors =
          targetSource.get().vectors(sc).partitionBy(panels);
      AlignmentReport targetReport =
          AlignmentReport.of(
              targetVectors.mapPartitionsWithIndex(alignment::report, false).collect());
      missingTargets = targetReport.missing();
      check(targetReport, targetSource.get().declared(), graph, targetPath, params, run);
      targetBlocks = targetVectors.mapPartitionsWithIndex(alignment::block, false);
    }
    EmbeddingStore store =
        write(
            graph,
            dim,
            vectors.mapPartitionsWithIndex(alignment::block, false),
            targetBlocks,
            EmbeddingWriter.manifest(NAME)
                .config(config)
                .fact("method", "imported")
                .count("missing", report.missing())
                .count("missing_targets", missingTargets)
                .count("unknown", report.unknown())
                .seconds((System.nanoTime() - started) / 1e9),
            run);
    run.progress()
        .stageFinished(
            NAME,
            String.format(
                Locale.ROOT,
                "%,d vectors of dimension %d for %,d nodes",
                report.vectors(),
                dim,
                graph.nodes()));
    return store;
  }

  private static EmbeddingStore write(
      GraphStore graph,
      int dim,
      JavaRDD<EmbeddingBlock> panels,
      JavaRDD<EmbeddingBlock> targets,
      StoreManifest.Builder manifest,
      RunContext run) {
    EmbeddingWriter writer = EmbeddingWriter.begin(graph, dim, run);
    boolean committed = false;
    try {
      writer.vectors(panels);
      SortedMap<String, String> content = new TreeMap<>();
      content.put("graph", graph.fingerprint());
      content.put("vectors", writer.checksum());
      if (targets != null) {
        writer.context(targets);
        content.put("targets", writer.checksum());
      }
      EmbeddingStore store =
          writer.commit(
              manifest.fingerprint(Fingerprint.of(NAME, EmbeddingStore.FORMAT_VERSION, content)));
      committed = true;
      return store;
    } finally {
      if (!committed) {
        writer.abandon();
      }
    }
  }

  private static void requireEqual(int dim, int targetDim, Path path, Path targets) {
    if (dim != targetDim) {
      throw new UserMistakeException(
          "The source vectors of "
              + path
              + " have "
              + dim
              + " values and the target vectors of "
              + targets
              + " "
              + targetDim
              + "; both must have the same number");
    }
  }

  private static void check(
      AlignmentReport report,
      OptionalLong declared,
      GraphStore graph,
      Path path,
      ImportParams params,
      RunContext run) {
    if (declared.isPresent() && declared.getAsLong() != report.vectors()) {
      throw new UserMistakeException(
          "The header of "
              + path.getName()
              + " says "
              + declared.getAsLong()
              + " vectors, but the file has "
              + report.vectors()
              + "; it may have been cut short: fetch it again, or correct the header");
    }

    if (report.vectors() == 0) {
      throw new UserMistakeException(path + " has no vectors; it must have one a node");
    }

    if (report.duplicates() > 0) {
      throw new UserMistakeException(
          "Found "
              + report.duplicates()
              + " vectors in "
              + path
              + " whose id came before, for example "
              + report.duplicateExamples()
              + "; keep one of each");
    }

    if (report.missing() == graph.nodes()) {
      throw new UserMistakeException(
          "No id of "
              + path
              + " is a node of the graph; nodes are called "
              + report.missingExamples()
              + ", vectors "
              + report.unknownExamples());
    }

    if (report.missing() > 0) {
      String missing =
          report.missing()
              + " of "
              + graph.nodes()
              + " nodes have no vector in "
              + path
              + ", for example "
              + report.missingExamples();
      if (params.missingVectors() == MissingVectors.FAIL) {
        throw new UserMistakeException(
            missing
                + "; add them, or give them zeros by --set reconstruct.missing-vectors=zero, or rank"
                + " them last by =last");
      }

      boolean last = params.missingVectors() == MissingVectors.LAST;
      run.progress().warned(missing + (last ? "; they rank last" : "; they get zeros"));
    }

    if (report.unknown() > 0) {
      run.progress()
          .warned(
              report.unknown()
                  + " vectors in "
                  + path
                  + " are of no node of the graph and were left out, for example "
                  + report.unknownExamples());
    }
  }

  private static SortedMap<String, String> config(Path path, ImportParams params, RunContext run)
      throws IOException {
    SortedMap<String, String> config = new TreeMap<>();
    FileSystem fs = path.getFileSystem(hadoop(run));
    FileStatus whole = fs.getFileStatus(path);
    SortedMap<String, String> files = new TreeMap<>();
    List<FileStatus> found = whole.isDirectory() ? List.of(fs.listStatus(path)) : List.of(whole);
    for (FileStatus file : found) {
      files.put(file.getPath().toString(), file.getLen() + " " + file.getModificationTime());
    }

    config.put("import.files", Fingerprint.of(NAME, EmbeddingStore.FORMAT_VERSION, files));
    config.put("import.path", fs.makeQualified(path).toString());
    config.put(
        "reconstruct.missing-vectors", params.missingVectors().name().toLowerCase(Locale.ROOT));
    return config;
  }

  private static Optional<EmbeddingStore> reusable(
      GraphStore graph, SortedMap<String, String> config, RunContext run) {
    StoreFolder folder = StoreFolder.of(run, EmbeddingStore.FOLDER);
    return folder
        .reuse(
            EmbeddingWriter.manifest(NAME)
                .config(config)
                .upstream("graph", graph.fingerprint())
                .build())
        .map(old -> EmbeddingStore.open(run.spark(), folder.path()));
  }

  private static Configuration hadoop(RunContext run) {
    return run.spark().sparkContext().hadoopConfiguration();
  }
}
