package org.graphrestore.spark.reconstruction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.graphrestore.reconstruction.EvaluationPlan;
import org.graphrestore.reconstruction.QueryMetrics;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.SummaryBuilder;
import org.graphrestore.report.ReconstructionFacts.Examples;
import org.graphrestore.report.ReconstructionFacts.RestoredNode;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreManifest;
import scala.Tuple2;

/** One evaluation: waves of queries, each searched, ranked, written and added up in order. */
final class Evaluation {
  private static final String SCRATCH = "scratch";

  private final GraphStore graph;
  private final ReconstructionParams params;
  private final RunContext run;
  private final EvaluationPlan plan;
  private final JavaSparkContext context;
  private final EmbeddingStore embeddings;
  private final EvaluationInputs inputs;
  private final int dim;
  private final Path scratchFolder;
  private final ScratchFiles scratch;
  private final QueryTable table;

  Evaluation(
      GraphStore graph,
      EmbeddingStore embeddings,
      ReconstructionParams params,
      RunContext run,
      EvaluationPlan plan,
      Path attempt) {
    this.graph = graph;
    this.params = params;
    this.run = run;
    this.plan = plan;
    this.context = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
    this.embeddings = embeddings;
    this.inputs =
        EvaluationInputs.ofStores(
            graph.files(), embeddings.files(), ReconstructStage.missingLast(embeddings));
    this.dim = embeddings.dim();
    this.scratchFolder = new Path(attempt, SCRATCH);
    this.scratch = new ScratchFiles(scratchFolder, context.hadoopConfiguration());
    this.table =
        new QueryTable(run.spark(), attempt, graph.idType(), params.rankings(), params.hops());
  }

  /** Runs all waves. */
  ReconstructionResult run() {
    try {
      ReconstructStage.requireRankable(context, graph, embeddings, inputs, plan, params.scores());
      QuerySelection selection =
          QuerySelection.of(run.spark(), graph, params.queries(), run.seed(), scratchFolder);
      SummaryBuilder builder = new SummaryBuilder(params, run.seed());
      long done = 0;
      for (int number = 0; done < selection.size(); number++) {
        QueryWave wave = selection.wave(number, plan.waveQueries());
        evaluate(wave, builder);
        done += wave.size();
        run.progress()
            .advanced(
                ReconstructStage.NAME,
                (double) done / selection.size(),
                String.format(Locale.ROOT, "%,d of %,d queries", done, selection.size()));
      }
      return new ReconstructionResult(
          builder.summary(graph.nodes(), graph.directed()), examples(builder));
    } finally {
      context.setJobDescription(null);
      scratch.deleteAll();
    }
  }

  /** Returns the table of queries for the manifest. */
  StoreManifest.Table table() {
    return new StoreManifest.Table(table.ddl(), table.files());
  }

  private void evaluate(QueryWave wave, SummaryBuilder builder) {
    String folder = "wave-" + wave.number();
    Broadcast<float[]> vectors =
        context.broadcast(VectorJob.fetch(context, inputs, plan.layout(), wave.indices(), dim));
    try {
      JavaPairRDD<Integer, double[]> metrics =
          metrics(wave, folder, vectors).persist(StorageLevel.MEMORY_AND_DISK());
      try {
        add(wave, metrics.collect(), builder);
        table.append(wave, metrics);
      } finally {
        metrics.unpersist(true);
      }
    } finally {
      vectors.destroy();
      scratch.delete(folder);
    }
  }

  private JavaPairRDD<Integer, double[]> metrics(
      QueryWave wave, String folder, Broadcast<float[]> vectors) {
    if (plan.whole()) {
      int nodes = Math.toIntExact(graph.nodes());
      return new WholeJob(context, inputs, nodes, wave, params.rankings(), params.hops())
          .run(vectors);
    }

    long[] positives = new long[wave.size()];
    ShellJob.Shells shells =
        new ShellJob(context, inputs, plan.layout(), scratch)
            .run(wave, params.hops(), folder, positives);
    return new RankJob(
            context, inputs, shells, scratch, folder, params.rankings(), plan.groups(positives))
        .run(vectors, graph.nodes() - 1);
  }

  private void add(
      QueryWave wave, List<Tuple2<Integer, double[]>> metrics, SummaryBuilder builder) {
    int rankings = params.rankings().size();
    QueryMetrics[] bySlot = new QueryMetrics[rankings * wave.size()];
    for (Tuple2<Integer, double[]> pair : metrics) {
      bySlot[pair._1()] = QueryMetrics.ofValues(params.hops(), pair._2());
    }

    for (int query = 0; query < wave.size(); query++) {
      List<QueryMetrics> byRanking = new ArrayList<>();
      for (int ranking = 0; ranking < rankings; ranking++) {
        byRanking.add(bySlot[ranking * wave.size() + query]);
      }
      builder.add(wave.query(query), byRanking);
    }
  }

  private List<Examples> examples(SummaryBuilder builder) {
    if (params.examples() == 0) {
      return List.of();
    }

    List<ScoreKind> kinds = new ArrayList<>();
    List<List<SummaryBuilder.Extreme>> lists = new ArrayList<>();
    for (int score = 0; score < params.scores().size(); score++) {
      kinds.add(params.scores().get(score));
      lists.add(builder.best(score));
      kinds.add(params.scores().get(score));
      lists.add(builder.worst(score));
    }
    List<List<RestoredNode>> shown =
        new ExamplesJob(context, graph, inputs, plan.layout(), dim).show(kinds, lists);
    List<Examples> examples = new ArrayList<>();
    for (int list = 0; list < shown.size(); list += 2) {
      examples.add(new Examples(kinds.get(list), shown.get(list), shown.get(list + 1)));
    }
    return examples;
  }
}
