package org.graphrestore.spark.linkprediction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.linkprediction.LinkPredictionParams;
import org.graphrestore.linkprediction.LinkPredictionSummary;
import org.graphrestore.linkprediction.LinkPredictionSummary.PairMeasures;
import org.graphrestore.linkprediction.LinkPredictionSummary.Ranking;
import org.graphrestore.linkprediction.RankCounter;
import org.graphrestore.linkprediction.RankingSums;
import org.graphrestore.reconstruction.PoissonBootstrap;
import org.graphrestore.spark.ingest.TableOutput;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest.Table;

/** One measurement: pairs first, then rankings, a wave at a time and in order. */
final class LinkEvaluation {
  private static final int MAX_WAVE = 4096;
  private static final int WAVE_CANDIDATES = 1 << 22;
  private static final long BLOCK_BYTES = 64 << 20;
  private static final double PAIRS_SHARE = 0.3;

  private final LinkSplit split;
  private final EmbeddingStore embeddings;
  private final LinkPredictionParams params;
  private final RunContext run;
  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Configuration conf;
  private final LinkInputs inputs;
  private final BlockLayout layout;
  private Table pairTable;

  LinkEvaluation(
      LinkSplit split, EmbeddingStore embeddings, LinkPredictionParams params, RunContext run) {
    this.split = split;
    this.embeddings = embeddings;
    this.params = params;
    this.run = run;
    this.spark = run.spark();
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.conf = context.hadoopConfiguration();
    this.inputs = new LinkInputs(split.training().files(), split.hidden(), embeddings.files());
    long nodes = split.training().nodes();
    long bytes = nodes * embeddings.dim() * Float.BYTES;
    // Follows memory and cores, and changes no bit: counts are whole numbers.
    long blocks = Math.max(context.defaultParallelism(), (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES);
    this.layout = BlockLayout.ofBlocks(nodes, Math.toIntExact(blocks));
  }

  /** Measures; leaves the table of pairs in the attempt. */
  LinkPredictionSummary measure(StoreFolder folder) {
    Path scratch = new Path(folder.attempt(), "scratch");
    VectorFaults.refuse(context, split.training(), inputs, layout, params.scores());
    List<PairMeasures> pairs = pairs(folder);
    RankingTable rankings =
        RankingTable.write(
            split.edges(LinkSplit.TEST),
            params.ranked(),
            split.training().directed(),
            run.seed(),
            folder.path(),
            scratch,
            conf);
    List<Ranking> ranked = rank(rankings);
    delete(scratch);
    return new LinkPredictionSummary(
        split.training().nodes(),
        split.training().directed(),
        split.manifest().counts().get("pairs"),
        split.testEdges(),
        split.manifest().counts().get("validation"),
        TableOutput.rows(pairTable) - split.testEdges(),
        params.candidates(),
        rankings.edges(),
        pairs,
        ranked);
  }

  /** Returns the table of scored pairs. */
  Table pairTable() {
    return pairTable;
  }

  private List<PairMeasures> pairs(StoreFolder folder) {
    progress(0, "pairs and non-edges");
    context.setJobDescription("GraphRestore linkpred: pairs");
    Dataset<Row> edges = split.edges(LinkSplit.TEST);
    Dataset<Row> negatives =
        new NegativeJob(spark, inputs, layout.nodes(), split.training().directed())
            .draw(edges, params.negatives(), run.seed());
    Dataset<Row> pairs =
        edges
            .select("src", "dst")
            .withColumn("positive", functions.lit(true))
            .union(negatives.withColumn("positive", functions.lit(false)));
    PairScoring scoring = new PairScoring(spark, split.training(), embeddings, params.scores());
    if (!split.training().directed() && split.training().arcs() > PairScoring.SHARED_ARCS) {
      run.progress()
          .warned(
              String.format(
                  Locale.ROOT,
                  "Common neighbours are left out: the training graph has %,d arcs (at most %,d are"
                      + " held in every executor)",
                  split.training().arcs(),
                  PairScoring.SHARED_ARCS));
    }

    this.pairTable =
        scoring.write(
            pairs,
            split.testEdges() * (1L + params.negatives()),
            folder.path(),
            new Path(folder.attempt(), "pairs"),
            conf);
    progress(PAIRS_SHARE / 2, "AUC and average precision");
    String[] files =
        pairTable.files().stream()
            .map(file -> new Path(folder.path(), file.path()).toString())
            .toArray(String[]::new);
    return new CurveJob(
            spark.read().schema(StructType.fromDDL(pairTable.schema())).parquet(files),
            scoring.names())
        .run();
  }

  private List<Ranking> rank(RankingTable rankings) {
    RankJob job =
        new RankJob(
            context,
            new RankJob.Work(inputs, layout, params.scores(), params.candidates(), run.seed()));
    List<String> names = new ArrayList<>(params.scores().stream().map(k -> k.label()).toList());
    names.add(LinkInputs.DEGREE);
    List<RankingSums> all = sums(names, LinkPredictionSummary.ALL);
    List<RankingSums> sampled = sums(names, LinkPredictionSummary.SAMPLED);
    int most = Math.max(1, Math.min(MAX_WAVE, WAVE_CANDIDATES / params.candidates()));
    long done = 0;
    while (done < rankings.size()) {
      RankWave wave = rankings.wave(done, most);
      add(wave, job.run(wave), all, sampled);
      done += wave.size();
      progress(
          PAIRS_SHARE + (1 - PAIRS_SHARE) * done / rankings.size(),
          String.format(Locale.ROOT, "%,d of %,d rankings", done, rankings.size()));
    }

    List<Ranking> ranked = new ArrayList<>();
    all.forEach(sum -> ranked.add(sum.ranking(params.confidence())));
    sampled.forEach(sum -> ranked.add(sum.ranking(params.confidence())));
    return ranked;
  }

  private List<RankingSums> sums(List<String> names, String candidates) {
    List<RankingSums> sums = new ArrayList<>();
    names.forEach(name -> sums.add(new RankingSums(name, candidates, params.bootstrap())));
    sums.add(new RankingSums(LinkPredictionSummary.RANDOM, candidates, params.bootstrap()));
    return sums;
  }

  private void add(
      RankWave wave, RankJob.Counts counts, List<RankingSums> all, List<RankingSums> sampled) {
    int scores = counts.counts().length;
    IntStream.range(0, wave.size())
        .forEachOrdered(
            r -> {
              int[] weights =
                  PoissonBootstrap.weights(run.seed(), wave.edgeHash(r), params.bootstrap());
              for (int score = 0; score < scores; score++) {
                int[] found = counts.counts()[score];
                int at = RankCounter.COUNTS * r;
                all.get(score).add(found[at], found[at + 1], weights);
                sampled.get(score).add(found[at + 2], found[at + 3], weights);
              }

              all.get(scores).addRandom(counts.others()[r], weights);
              sampled.get(scores).addRandom(counts.drawn()[r], weights);
            });
  }

  private void progress(double fraction, String figures) {
    run.progress().advanced(LinkPredictionStage.NAME, fraction, figures);
  }

  private void delete(Path scratch) {
    try {
      scratch.getFileSystem(conf).delete(scratch, true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + scratch, e);
    }
  }
}
