package org.graphrestore.spark.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.TrainerParams;
import org.graphrestore.skipgram.TrainingSize;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.EmbeddingWriter;
import org.graphrestore.spark.store.Fingerprint;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.walks.WalkSource;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkSelection;

/**
 * Spark MLlib's Word2Vec as a second trainer on the same walks, to compare with. It is what it is:
 * hierarchical softmax, the whole model on the driver and in every task, copies that are averaged,
 * and vectors that depend on the order in which Spark delivers words; none of this project's
 * promises hold for it.
 */
final class MllibTrainer {
  /** What MLlib's arrays hold: the words times the dimension. */
  private static final long MOST_FLOATS = Integer.MAX_VALUE;

  /** Copies of the two tables in the driver at once: its own, a broadcast, and what comes back. */
  private static final int COPIES = 3;

  private static final double GIB = 1 << 30;
  private static final int PANEL_FLOATS = 1 << 22;

  private final GraphStore graph;
  private final WalkSource walks;
  private final SkipGramParams params;
  private final TrainerParams trainer;
  private final RunContext run;

  private MllibTrainer(
      GraphStore graph,
      WalkSource walks,
      SkipGramParams params,
      TrainerParams trainer,
      RunContext run) {
    this.graph = graph;
    this.walks = walks;
    this.params = params;
    this.trainer = trainer;
    this.run = run;
  }

  /**
   * Trains, or reuses what is there.
   *
   * @throws UserMistakeException if the model does not fit the driver
   */
  static EmbeddingStore run(
      GraphStore graph,
      WalkSource walks,
      SkipGramParams params,
      TrainerParams trainer,
      RunContext run) {
    return new MllibTrainer(graph, walks, params, trainer, run).run();
  }

  private EmbeddingStore run() {
    SortedMap<String, String> parts = new TreeMap<>(config());
    parts.put("graph", graph.fingerprint());
    parts.put("walks", walks.fingerprint());
    parts.put("seed", Long.toString(run.seed()));
    StoreManifest.Builder manifest =
        EmbeddingWriter.manifest(SkipGramStage.NAME)
            .fingerprint(Fingerprint.of("mllib", EmbeddingStore.FORMAT_VERSION, parts))
            .seed(run.seed())
            .config(config())
            .upstream("graph", graph.fingerprint())
            .upstream("walks", walks.fingerprint());
    StoreFolder folder = StoreFolder.of(run, EmbeddingStore.FOLDER);
    Optional<StoreManifest> old = folder.reuse(manifest.build());
    if (old.isPresent()) {
      run.progress().stageFinished(SkipGramStage.NAME, "reused vectors of MLlib's Word2Vec");
      return EmbeddingStore.open(run.spark(), folder.path());
    }

    checkSize(graph.nodes(), params.dim(), Runtime.getRuntime().maxMemory());
    run.progress()
        .stageStarted(
            SkipGramStage.NAME,
            String.format(
                Locale.ROOT,
                "MLlib's Word2Vec, dimension %d, window %d, %d partition%s",
                params.dim(),
                params.window(),
                trainer.mllibPartitions(),
                trainer.mllibPartitions() == 1 ? "" : "s"));
    return train(manifest.fact("method", DeepWalk.NAME).fact("trainer", "mllib"));
  }

  private SortedMap<String, String> config() {
    SortedMap<String, String> config = new TreeMap<>();
    config.put("train.trainer", "mllib");
    config.put("train.mllib-partitions", Integer.toString(trainer.mllibPartitions()));
    config.put("train.dim", Integer.toString(params.dim()));
    config.put("train.window", Integer.toString(params.window()));
    config.put("train.epochs", Integer.toString(params.epochs()));
    config.put("train.learning-rate", Double.toString(params.learningRate()));
    return config;
  }

  /**
   * Checks that MLlib can hold the model.
   *
   * @param heapBytes heap of the driver
   * @throws UserMistakeException naming the bound
   */
  static void checkSize(long nodes, int dim, long heapBytes) {
    if ((double) nodes * dim >= MOST_FLOATS) {
      throw new UserMistakeException(
          String.format(
              Locale.ROOT,
              "MLlib's Word2Vec holds nodes x dimension numbers in one array: %d x %d is too much"
                  + " (must be below %d); lower train.dim, or set train.trainer to blocks",
              nodes,
              dim,
              MOST_FLOATS));
    }

    double needed = 2.0 * COPIES * Float.BYTES * nodes * dim;
    if (needed > TrainingSize.USABLE * heapBytes) {
      throw new UserMistakeException(
          String.format(
              Locale.ROOT,
              "MLlib's Word2Vec needs about %.1f GiB in the driver (%d copies of the model), but only"
                  + " %.0f %% of its heap of %.1f GiB may hold it; set --driver-memory to %dg or"
                  + " more, or train.trainer to blocks",
              needed / GIB,
              COPIES,
              TrainingSize.USABLE * 100,
              heapBytes / GIB,
              (long) Math.ceil(needed / TrainingSize.USABLE / GIB)));
    }
  }

  private EmbeddingStore train(StoreManifest.Builder manifest) {
    long started = System.nanoTime();
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
    JavaRDD<List<String>> sentences =
        walks.batches(sc, WalkSelection.all()).flatMap(MllibTrainer::sentences);
    int dim = params.dim();
    int rows = Math.max(1, PANEL_FLOATS / dim);
    BlockLayout layout = BlockLayout.ofRows(graph.nodes(), rows);
    float[][] panels = new float[layout.blocks()][];
    Arrays.setAll(panels, panel -> new float[layout.rows(panel) * dim]);
    MllibWord2Vec.train(
        sentences,
        params,
        trainer.mllibPartitions(),
        walks.params().length(),
        run.seed(),
        (word, vector) -> {
          long node = Long.parseLong(word);
          System.arraycopy(
              vector, 0, panels[layout.blockOf(node)], layout.offsetOf(node) * dim, dim);
        });
    EmbeddingWriter writer = EmbeddingWriter.begin(graph, params.dim(), run);
    boolean done = false;
    try {
      writer.vectors(blocks(sc, layout, panels));
      EmbeddingStore store = writer.commit(manifest.seconds(seconds(started)));
      done = true;
      run.progress()
          .stageFinished(
              SkipGramStage.NAME,
              String.format(
                  Locale.ROOT,
                  "%,d vectors of dimension %d by MLlib in %.1f s",
                  graph.nodes(),
                  params.dim(),
                  seconds(started)));
      return store;
    } finally {
      if (!done) {
        writer.abandon();
      }
    }
  }

  /** Words are node indices as text. */
  private static Iterator<List<String>> sentences(WalkBatch batch) {
    List<List<String>> sentences = new ArrayList<>(batch.walks());
    for (int walk = 0; walk < batch.walks(); walk++) {
      List<String> words = new ArrayList<>(batch.length(walk));
      for (int at = batch.offsets()[walk]; at < batch.offsets()[walk + 1]; at++) {
        words.add(Integer.toString(batch.nodes()[at]));
      }

      sentences.add(words);
    }

    return sentences.iterator();
  }

  private JavaRDD<EmbeddingBlock> blocks(
      JavaSparkContext sc, BlockLayout layout, float[][] panels) {
    List<EmbeddingBlock> blocks = new ArrayList<>();
    for (int panel = 0; panel < panels.length; panel++) {
      blocks.add(new EmbeddingBlock(layout.firstIndex(panel), params.dim(), panels[panel]));
    }

    return sc.parallelize(blocks, Math.max(1, blocks.size()));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
