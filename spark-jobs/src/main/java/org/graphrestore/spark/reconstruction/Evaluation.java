package org.graphrestore.spark.reconstruction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.graphrestore.reconstruction.BreakdownBuilder;
import org.graphrestore.reconstruction.EvaluationPlan;
import org.graphrestore.reconstruction.QueryMetrics;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.ReconstructionSummary;
import org.graphrestore.reconstruction.RelationGroup;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.SummaryBuilder;
import org.graphrestore.reconstruction.SummaryParts;
import org.graphrestore.reconstruction.SummaryParts.RelationTruth;
import org.graphrestore.reconstruction.TruthParams;
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
        new QueryTable(
            run.spark(),
            attempt,
            graph.idType(),
            params.rankings(),
            params.hops(),
            !params.truth().relations().isEmpty());
  }

  /**
   * Edges that are the truth.
   *
   * @param name of the group of relations, or an empty text for all edges
   * @param inputs these edges, and all vectors
   * @param builder adds up the metrics
   */
  private record Truth(String name, EvaluationInputs inputs, SummaryBuilder builder) {
    /** Returns the bands of weighted distance over these edges, or null where truth is by hops. */
    Bands bands(GraphStore graph, TruthParams truth) {
      return truth.weighted() ? new Bands(graph.files(), inputs, name, truth) : null;
    }
  }

  /** Runs all waves. */
  ReconstructionResult run() {
    try {
      ReconstructStage.requireRankable(context, graph, embeddings, inputs, plan, params.scores());
      QuerySelection selection =
          QuerySelection.of(run.spark(), graph, params.queries(), run.seed(), scratchFolder);
      QueryGroups groups =
          QueryGroups.of(graph, selection, params.truth(), plan.layout(), run, scratch);
      List<BreakdownBuilder> breakdowns =
          groups.lists().stream()
              .map(list -> new BreakdownBuilder(params, run.seed(), list))
              .toList();
      List<Truth> truths = truths();
      SummaryBuilder builder = truths.get(0).builder();
      long done = 0;
      for (int number = 0; done < selection.size(); number++) {
        QueryWave wave = selection.wave(number, plan.waveQueries());
        evaluate(wave, truths, breakdowns, groups.read(wave));
        done += wave.size();
        run.progress()
            .advanced(
                ReconstructStage.NAME,
                (double) done / selection.size(),
                String.format(Locale.ROOT, "%,d of %,d queries", done, selection.size()));
      }
      return new ReconstructionResult(summary(truths, breakdowns), examples(builder));
    } finally {
      context.setJobDescription(null);
      if (params.truth().weighted()) {
        Bands.release(context, graph.fingerprint());
      }
      scratch.deleteAll();
    }
  }

  /** Returns the table of queries for the manifest. */
  StoreManifest.Table table() {
    return new StoreManifest.Table(table.ddl(), table.files());
  }

  /** Returns all edges first, then the groups of relations. */
  private List<Truth> truths() {
    List<Truth> truths = new ArrayList<>();
    truths.add(new Truth("", inputs, new SummaryBuilder(params, run.seed())));
    for (RelationGroup group : params.truth().relations()) {
      truths.add(
          new Truth(
              group.name(),
              RelationInputs.of(graph, inputs, group),
              new SummaryBuilder(params, run.seed())));
    }
    return truths;
  }

  private ReconstructionSummary summary(List<Truth> truths, List<BreakdownBuilder> breakdowns) {
    List<RelationTruth> relations = new ArrayList<>();
    for (int i = 1; i < truths.size(); i++) {
      ReconstructionSummary of = truths.get(i).builder().summary(graph.nodes(), graph.directed());
      relations.add(
          new RelationTruth(
              truths.get(i).name(),
              params.truth().relations().get(i - 1).relations(),
              ((RelationInputs) truths.get(i).inputs()).edges(),
              of.scores(),
              of.baselines()));
    }
    return truths
        .get(0)
        .builder()
        .summary(graph.nodes(), graph.directed())
        .with(
            new SummaryParts(
                params.truth().bands(),
                relations,
                breakdowns.stream().map(BreakdownBuilder::breakdown).toList()));
  }

  private void evaluate(
      QueryWave wave, List<Truth> truths, List<BreakdownBuilder> breakdowns, int[][][] groups) {
    String folder = "wave-" + wave.number();
    Broadcast<float[]> vectors =
        context.broadcast(VectorJob.fetch(context, inputs, plan.layout(), wave.indices(), dim));
    try {
      for (int t = 0; t < truths.size(); t++) {
        JavaPairRDD<Integer, double[]> metrics =
            metrics(truths.get(t), wave, folder + "/truth-" + t, vectors)
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
          List<List<QueryMetrics>> byQuery = byQuery(wave, metrics.collect());
          add(wave, byQuery, truths.get(t).builder());
          if (t == 0) {
            add(wave, byQuery, breakdowns, groups);
          }
          table.append(wave, metrics, t, truths.get(t).name());
        } finally {
          metrics.unpersist(true);
        }
        scratch.delete(folder + "/truth-" + t);
      }
    } finally {
      vectors.destroy();
      scratch.delete(folder);
    }
  }

  private JavaPairRDD<Integer, double[]> metrics(
      Truth truth, QueryWave wave, String folder, Broadcast<float[]> vectors) {
    EvaluationInputs in = truth.inputs();
    Bands bands = truth.bands(graph, params.truth());
    if (plan.whole()) {
      int nodes = Math.toIntExact(graph.nodes());
      return new WholeJob(context, in, nodes, wave, params.rankings(), params.hops(), bands)
          .run(vectors);
    }

    long[] positives = new long[wave.size()];
    ShellJob search = new ShellJob(context, in, plan.layout(), scratch);
    ShellJob.Shells shells =
        bands == null
            ? search.run(wave, params.hops(), folder, positives)
            : new BandJob(context, bands, plan.layout(), scratch)
                .run(wave, search.run(wave, 1, folder, new long[wave.size()]), folder, positives);
    return new RankJob(
            context, in, shells, scratch, folder, params.rankings(), plan.groups(positives))
        .run(vectors, graph.nodes() - 1);
  }

  private List<List<QueryMetrics>> byQuery(
      QueryWave wave, List<Tuple2<Integer, double[]>> metrics) {
    int rankings = params.rankings().size();
    QueryMetrics[] bySlot = new QueryMetrics[rankings * wave.size()];
    for (Tuple2<Integer, double[]> pair : metrics) {
      bySlot[pair._1()] = QueryMetrics.ofValues(params.hops(), pair._2());
    }

    List<List<QueryMetrics>> byQuery = new ArrayList<>();
    for (int query = 0; query < wave.size(); query++) {
      List<QueryMetrics> byRanking = new ArrayList<>();
      for (int ranking = 0; ranking < rankings; ranking++) {
        byRanking.add(bySlot[ranking * wave.size() + query]);
      }
      byQuery.add(byRanking);
    }
    return byQuery;
  }

  private static void add(
      QueryWave wave, List<List<QueryMetrics>> byQuery, SummaryBuilder builder) {
    for (int query = 0; query < wave.size(); query++) {
      builder.add(wave.query(query), byQuery.get(query));
    }
  }

  private static void add(
      QueryWave wave,
      List<List<QueryMetrics>> byQuery,
      List<BreakdownBuilder> breakdowns,
      int[][][] groups) {
    for (int by = 0; by < groups.length; by++) {
      for (int query = 0; query < wave.size(); query++) {
        breakdowns.get(by).add(wave.query(query), groups[by][query], byQuery.get(query));
      }
    }
  }

  private List<Examples> examples(SummaryBuilder builder) {
    // Examples show neighbours, which the first band is not.
    if (params.examples() == 0 || params.truth().weighted()) {
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
