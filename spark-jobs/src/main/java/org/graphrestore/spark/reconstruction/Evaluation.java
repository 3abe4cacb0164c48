package org.graphrestore.spark.reconstruction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.reconstruction.BreakdownBuilder;
import org.graphrestore.reconstruction.EvaluationPlan;
import org.graphrestore.reconstruction.QueryMetrics;
import org.graphrestore.reconstruction.Rankings;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.ReconstructionSummary;
import org.graphrestore.reconstruction.RelationGroup;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.SummaryBuilder;
import org.graphrestore.reconstruction.SummaryParts;
import org.graphrestore.reconstruction.SummaryParts.RelationTruth;
import org.graphrestore.reconstruction.TruthParams;
import org.graphrestore.reconstruction.fitted.FittedDecoders;
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
            passes(),
            params.hops(),
            !params.truth().relations().isEmpty());
  }

  private Rankings passes() {
    return params.rankings().passes(params.hops());
  }

  /**
   * Edges that are the truth.
   *
   * @param name of the group of relations, or an empty text for all edges
   * @param inputs these edges, and all vectors
   * @param builder adds up the metrics
   * @param decoders what a fitted score is by, or null where none is asked for
   */
  private record Truth(
      String name, EvaluationInputs inputs, SummaryBuilder builder, FittedDecoders decoders) {
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
    truths.add(truth("", inputs));
    for (RelationGroup group : params.truth().relations()) {
      truths.add(truth(group.name(), RelationInputs.of(graph, inputs, group)));
    }
    return truths;
  }

  private Truth truth(String name, EvaluationInputs in) {
    Truth truth = new Truth(name, in, new SummaryBuilder(params, run.seed()), null);
    return params.scores().contains(ScoreKind.FITTED)
        ? new Truth(name, in, truth.builder(), fit(truth))
        : truth;
  }

  private FittedDecoders fit(Truth truth) {
    return new FitJob(context, truth.inputs(), scratch, graph.nodes(), dim)
        .run(
            params.hops(),
            (layout, wave, folder) -> search(truth, layout, wave, folder, new long[wave.size()]));
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
    float[] own = VectorJob.fetch(context, inputs, plan.layout(), wave.indices(), dim);
    try {
      for (int t = 0; t < truths.size(); t++) {
        FittedDecoders decoders = truths.get(t).decoders();
        Broadcast<float[]> vectors =
            context.broadcast(decoders == null ? own : decoders.queryVectors(own, wave.indices()));
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
          vectors.destroy();
        }
        scratch.delete(folder + "/truth-" + t);
      }
    } finally {
      scratch.delete(folder);
    }
  }

  private JavaPairRDD<Integer, double[]> metrics(
      Truth truth, QueryWave wave, String folder, Broadcast<float[]> vectors) {
    EvaluationInputs in = truth.inputs();
    if (plan.whole()) {
      int nodes = Math.toIntExact(graph.nodes());
      Bands bands = truth.bands(graph, params.truth());
      return new WholeJob(context, in, nodes, wave, passes(), params.hops(), bands).run(vectors);
    }

    long[] positives = new long[wave.size()];
    ShellJob.Shells shells = search(truth, plan.layout(), wave, folder, positives);
    return new RankJob(context, in, shells, scratch, folder, passes(), plan.groups(positives))
        .run(vectors, graph.nodes() - 1);
  }

  private ShellJob.Shells search(
      Truth truth, BlockLayout layout, QueryWave wave, String folder, long[] positives) {
    Bands bands = truth.bands(graph, params.truth());
    ShellJob search = new ShellJob(context, truth.inputs(), layout, scratch);
    return bands == null
        ? search.run(wave, params.hops(), folder, positives)
        : new BandJob(context, bands, layout, scratch)
            .run(wave, search.run(wave, 1, folder, new long[wave.size()]), folder, positives);
  }

  private List<List<QueryMetrics>> byQuery(
      QueryWave wave, List<Tuple2<Integer, double[]>> metrics) {
    int rankings = passes().size();
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
      byQuery.add(passes().joined(byRanking));
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
      if (params.scores().get(score) == ScoreKind.FITTED) {
        continue;
      }

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
