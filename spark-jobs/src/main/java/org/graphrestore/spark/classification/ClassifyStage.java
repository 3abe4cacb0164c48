package org.graphrestore.spark.classification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.classification.ClassificationFiles;
import org.graphrestore.classification.ClassificationParams;
import org.graphrestore.classification.ClassificationSummary;
import org.graphrestore.classification.ClassificationSummary.Fraction;
import org.graphrestore.classification.SplitScore;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.Fingerprint;
import org.graphrestore.spark.store.ResultFile;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.exchange.LabelFiles;

/** Measures how well labels of nodes can be told from their vectors. */
public final class ClassifyStage {
  /** Name of the stage in messages and manifests. */
  public static final String NAME = "classify";

  /** Name of the folder of a run in which the store of results lies. */
  public static final String FOLDER = "classification";

  /** Version of the format that this class writes. */
  public static final int FORMAT_VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SPLITS_TABLE = "splits";

  private ClassifyStage() {}

  /**
   * Looks whether there are labels, before hours are spent on what comes first.
   *
   * @throws org.graphrestore.spark.store.UserMistakeException if there are none
   */
  public static void check(Path labels, RunContext run) {
    LabelFiles unused = LabelFiles.of(labels, run.spark().sparkContext().hadoopConfiguration());
  }

  /**
   * Measures, and writes {@code run.folder()/classification.json}, {@code classification.csv} and a
   * store in {@code run.folder()/classification}; or reuses what is there.
   *
   * @param labels a file, or a folder of files, with a node and a label a line
   * @throws org.graphrestore.spark.store.UserMistakeException if the labels are not what they
   *     should be, or vectors are not finite; the message names file and line, or ids
   */
  public static ClassificationSummary run(
      EmbeddingStore embeddings, Path labels, ClassificationParams params, RunContext run) {
    Configuration conf = run.spark().sparkContext().hadoopConfiguration();
    LabelFiles files = LabelFiles.of(labels, conf);
    SortedMap<String, String> described = new TreeMap<>();
    files.describe(described);
    SortedMap<String, String> upstream = new TreeMap<>();
    upstream.put("embeddings", embeddings.fingerprint());
    upstream.put("labels", Fingerprint.of("labels", FORMAT_VERSION, described));
    SortedMap<String, String> all = new TreeMap<>(params.texts());
    all.putAll(upstream);
    all.put("seed", Long.toString(run.seed()));
    String fingerprint = Fingerprint.of(NAME, FORMAT_VERSION, all);

    StoreFolder folder = StoreFolder.of(run, FOLDER);
    StoreManifest.Builder manifest =
        StoreManifest.builder(StoreManifest.CLASSIFICATION, FORMAT_VERSION, NAME)
            .fingerprint(fingerprint)
            .seed(run.seed())
            .config(params.texts())
            .input(files.manifest());
    upstream.forEach(manifest::upstream);
    var reusable = folder.reuse(manifest.build());
    if (reusable.isPresent()) {
      ClassificationSummary summary = summary(ResultFile.read(folder, reusable.get(), conf));
      writeSummary(summary, run, conf);
      run.progress().stageFinished(NAME, "reused " + headline(summary));
      return summary;
    }

    run.progress()
        .stageStarted(
            NAME,
            String.format(
                Locale.ROOT,
                "%d shares, %d repeats, labels of %s",
                params.fractions().size(),
                params.repeats(),
                labels.getName()));
    long start = System.nanoTime();
    Path attempt = folder.newAttempt();
    boolean committed = false;
    try {
      ClassificationSummary summary = measure(embeddings, files, params, run, attempt, manifest);
      manifest
          .count("nodes", summary.nodes())
          .count("labelled_nodes", summary.labelledNodes())
          .count("unknown_nodes", summary.unknownNodes())
          .count("labels", summary.labels())
          .table(ResultFile.TABLE, ResultFile.save(attempt, json(summary), conf));
      folder.commit(manifest.seconds((System.nanoTime() - start) / 1e9).build());
      committed = true;
      writeSummary(summary, run, conf);
      run.progress().stageFinished(NAME, headline(summary));
      return summary;
    } finally {
      if (!committed) {
        folder.abandon();
      }
    }
  }

  private static ClassificationSummary measure(
      EmbeddingStore embeddings,
      LabelFiles labels,
      ClassificationParams params,
      RunContext run,
      Path attempt,
      StoreManifest.Builder manifest) {
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
    LabelledFiles files =
        new LabelledFiles(new Path(attempt, "labelled"), sc.hadoopConfiguration());
    LabelSet set = LabelSet.gather(embeddings, labels, params, files, run);
    try {
      List<SplitScore> scores = new SplitJob(set.content(), params, run.seed()).run(run);
      if (params.saveSplits()) {
        manifest.table(
            SPLITS_TABLE, new SplitsFile(set.content(), params, run.seed()).write(sc, attempt));
      }

      return summary(set, params, scores, run);
    } finally {
      JvmLabelledNodes.release(sc, set.content().identity());
      files.delete();
    }
  }

  private static ClassificationSummary summary(
      LabelSet set, ClassificationParams params, List<SplitScore> scores, RunContext run) {
    int nodes = set.content().count();
    List<Fraction> fractions = new ArrayList<>();
    for (int f = 0; f < params.fractions().size(); f++) {
      int percent = params.fractions().get(f);
      int train = ClassificationParams.trainingNodes(nodes, percent);
      fractions.add(
          Fraction.of(
              percent,
              train,
              nodes - train,
              scores.subList(f * params.repeats(), (f + 1) * params.repeats())));
    }

    long unconverged = fractions.stream().mapToLong(Fraction::unconverged).sum();
    if (unconverged > 0) {
      run.progress()
          .warned(
              unconverged
                  + " classifiers did not reach their optimum; normalise the vectors with --set"
                  + " classify.normalize=l2, or choose a smaller classify.c");
    }

    return new ClassificationSummary(
        nodes,
        set.labelled(),
        set.content().labelCount(),
        (double) set.content().labels() / nodes,
        set.unknown(),
        params.repeats(),
        fractions);
  }

  private static String headline(ClassificationSummary summary) {
    Fraction last = summary.fractions().get(summary.fractions().size() / 2);
    return String.format(
        Locale.ROOT,
        "micro-F1 %.3f, macro-F1 %.3f at %d %%, %,d nodes, %,d labels",
        last.micro().mean(),
        last.macro().mean(),
        last.percent(),
        summary.nodes(),
        summary.labels());
  }

  private static void writeSummary(
      ClassificationSummary summary, RunContext run, Configuration conf) {
    ResultFile.write(
        new Path(run.folder(), "classification.json"), ClassificationFiles.json(summary), conf);
    ResultFile.write(
        new Path(run.folder(), "classification.csv"), ClassificationFiles.csv(summary), conf);
  }

  private static String json(ClassificationSummary summary) {
    try {
      return JSON.writeValueAsString(summary) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A result is always JSON", e);
    }
  }

  private static ClassificationSummary summary(String json) {
    try {
      return JSON.readValue(json, ClassificationSummary.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot read the result of an earlier run", e);
    }
  }
}
