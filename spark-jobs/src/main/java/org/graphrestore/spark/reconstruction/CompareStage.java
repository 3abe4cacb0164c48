package org.graphrestore.spark.reconstruction;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.graphrestore.config.DidYouMean;
import org.graphrestore.reconstruction.comparison.ComparedMetric;
import org.graphrestore.reconstruction.comparison.ComparisonBuilder;
import org.graphrestore.reconstruction.comparison.ComparisonFiles;
import org.graphrestore.reconstruction.comparison.ComparisonParams;
import org.graphrestore.reconstruction.comparison.ComparisonSummary;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.HopComparison;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.PairSummary;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.Side;
import org.graphrestore.reconstruction.comparison.ComparisonSums;
import org.graphrestore.reconstruction.comparison.ScorePair;
import org.graphrestore.reconstruction.comparison.VerdictText;
import org.graphrestore.spark.store.ResultFile;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * Compares two reconstructions of one graph query by query, from the tables of queries that they
 * have left. Rows are brought together by query and added up in tasks; the driver sees sums, whose
 * number depends on scores, hops and replicates alone.
 */
public final class CompareStage {
  /** Name of the stage in messages, and of its files. */
  public static final String NAME = "compare";

  /** Name of its files without their ending. */
  public static final String FILE = "comparison";

  private static final int MOST_TASKS = 64;
  private static final int FEW_QUERIES = 30;

  private final MeasuredRun a;
  private final MeasuredRun b;
  private final ComparisonParams params;
  private final RunContext run;
  private final int hops;

  private CompareStage(MeasuredRun a, MeasuredRun b, ComparisonParams params, RunContext run) {
    this.a = a;
    this.b = b;
    this.params = params;
    this.run = run;
    this.hops = Math.min(a.hops(), b.hops());
  }

  /**
   * Compares, and writes {@code comparison.json} and {@code comparison.csv} into the run folder.
   *
   * @param first a run folder, or the reconstruction in it
   * @param second another, or the same if the rankings differ
   * @throws UserMistakeException if one is missing or damaged, they are not of one graph, have no
   *     common query or score, or have measured another truth
   */
  public static ComparisonSummary run(
      Path first, Path second, ComparisonParams params, RunContext run) {
    MeasuredRun a = MeasuredRun.open(run.spark(), first);
    MeasuredRun b = MeasuredRun.open(run.spark(), second);
    requireOneGraph(a, b);
    CompareStage stage = new CompareStage(a, b, params, run);
    List<ScorePair> pairs = stage.pairs();
    run.progress().stageStarted(NAME, first.getName() + " and " + second.getName());
    ComparisonSummary summary = stage.compare(pairs);
    Configuration conf = run.spark().sparkContext().hadoopConfiguration();
    ResultFile.write(new Path(run.folder(), FILE + ".json"), ComparisonFiles.json(summary), conf);
    ResultFile.write(new Path(run.folder(), FILE + ".csv"), ComparisonFiles.csv(summary), conf);
    summary.notes().forEach(run.progress()::warned);
    run.progress()
        .stageFinished(
            NAME,
            String.format(
                Locale.ROOT,
                "%,d queries. By %s: %s",
                summary.queries(),
                pairs.get(0).label().replace(":", " and "),
                summary.scores().get(0).told()));
    return summary;
  }

  private static void requireOneGraph(MeasuredRun a, MeasuredRun b) {
    if (!a.graph().equals(b.graph())) {
      throw new UserMistakeException(
          "Two graphs: "
              + told(a)
              + " and "
              + told(b)
              + "; figures of different graphs do not compare. Measure both embeddings on one"
              + " graph: reconstruct --graph DIR");
    }
  }

  private static String told(MeasuredRun run) {
    return String.format(
        Locale.ROOT,
        "%s measured graph %s of %,d nodes",
        run.named(),
        run.graph(),
        run.summary().nodes());
  }

  private List<ScorePair> pairs() {
    if (params.pairs().isEmpty()) {
      List<ScorePair> common =
          a.scores().stream()
              .filter(b.scores()::contains)
              .map(name -> new ScorePair(name, name))
              .toList();
      if (common.isEmpty()) {
        throw new UserMistakeException(
            a.named()
                + " was measured by "
                + String.join(", ", a.scores())
                + " and "
                + b.named()
                + " by "
                + String.join(", ", b.scores())
                + ", which have no score in common; name two, for example --score "
                + a.scores().get(0)
                + ":"
                + b.scores().get(0));
      }

      return common;
    }

    for (ScorePair pair : params.pairs()) {
      requireRanking(pair.a(), a);
      requireRanking(pair.b(), b);
    }

    return params.pairs();
  }

  private static void requireRanking(String name, MeasuredRun in) {
    if (!in.rankings().contains(name)) {
      throw new UserMistakeException(
          "Invalid compare.scores: "
              + in.named()
              + " was not measured by "
              + name
              + DidYouMean.hint(name, in.rankings())
              + " (it has "
              + String.join(", ", in.rankings())
              + ")");
    }
  }

  private ComparisonSummary compare(List<ScorePair> pairs) {
    long mostQueries = Math.min(a.summary().queries(), b.summary().queries());
    QueryPairs task = new QueryPairs(pairs, hops, params.replicates(), mostQueries, run.seed());
    List<String> namesOfA = pairs.stream().map(ScorePair::a).distinct().toList();
    List<String> namesOfB = pairs.stream().map(ScorePair::b).distinct().toList();
    Dataset<Row> rows = a.rows(0, namesOfA, hops).unionByName(b.rows(1, namesOfB, hops));
    int tasks = Math.min(MOST_TASKS, run.spark().sparkContext().defaultParallelism());
    JavaRDD<long[]> parts =
        rows.repartition(tasks, col("id"))
            .sortWithinPartitions("id")
            .toJavaRDD()
            .mapPartitions(task);
    ComparisonSums sums = task.sums();
    sums.merge(parts.reduce(CompareStage::sum));
    requireComparable(sums, rows);
    return summary(pairs, sums);
  }

  /** Whole numbers, which add up in any order. */
  private static long[] sum(long[] some, long[] others) {
    for (int i = 0; i < some.length; i++) {
      some[i] = Math.addExact(some[i], others[i]);
    }

    return some;
  }

  private void requireComparable(ComparisonSums sums, Dataset<Row> rows) {
    if (sums.mismatched() > 0) {
      throw new UserMistakeException(
          String.format(
              Locale.ROOT,
              "Two truths: %,d of %,d nodes have another number of true nodes in %s than in %s,"
                  + " for example %s; measure both with the same settings of what is true",
              sums.mismatched(),
              sums.queries(),
              a.named(),
              b.named(),
              example(rows)));
    }

    if (sums.queries() == 0) {
      throw new UserMistakeException(
          String.format(
              Locale.ROOT,
              "No query node is in both: %s asked %,d nodes (seed %d), %s asked %,d (seed %d);"
                  + " measure one of them again with the other's --seed, or --queries all",
              a.named(),
              a.summary().queries(),
              a.manifest().seed(),
              b.named(),
              b.summary().queries(),
              b.manifest().seed()));
    }
  }

  private static String example(Dataset<Row> rows) {
    Row row =
        rows.groupBy("id", "hop", "shell")
            .agg(
                min("positives").as("least"),
                max("positives").as("most"),
                countDistinct(col("side")).as("sides"))
            .filter(col("sides").equalTo(2).and(col("least").notEqual(col("most"))))
            .orderBy("id", "hop")
            .first();
    return String.format(
        Locale.ROOT,
        "%s with %,d and %,d at hop %d",
        row.getString(0),
        row.getLong(3),
        row.getLong(4),
        row.getInt(1));
  }

  private ComparisonSummary summary(List<ScorePair> pairs, ComparisonSums sums) {
    Set<ComparedMetric> known = a.metrics();
    known.retainAll(b.metrics());
    ComparisonBuilder builder =
        new ComparisonBuilder(sums, pairs.size(), hops, params.confidence(), known);
    String[] names = names();
    List<PairSummary> scores = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      ScorePair pair = pairs.get(i);
      List<HopComparison> byHop = builder.hops(i);
      String nameOfA = name(names[0], pair.a(), pair);
      String nameOfB = name(names[1], pair.b(), pair);
      scores.add(
          new PairSummary(
              pair,
              nameOfA,
              nameOfB,
              new VerdictText(nameOfA, nameOfB, builder.family()).of(byHop),
              byHop));
    }

    return new ComparisonSummary(
        side(a, names[0]),
        side(b, names[1]),
        a.graph(),
        a.summary().nodes(),
        a.summary().directed(),
        sums.queries(),
        run.seed(),
        params.replicates(),
        params.confidence(),
        notes(sums, known),
        scores);
  }

  private List<String> notes(ComparisonSums sums, Set<ComparedMetric> known) {
    List<String> notes = new ArrayList<>();
    long queriesOfA = a.summary().queries();
    long queriesOfB = b.summary().queries();
    if (sums.queries() < Math.max(queriesOfA, queriesOfB)) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Compared over the %,d query nodes that are in both (of %,d and %,d)",
              sums.queries(),
              queriesOfA,
              queriesOfB));
    }

    if (sums.queries() < FEW_QUERIES) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Only %,d query nodes: intervals are too narrow below some %d",
              sums.queries(),
              FEW_QUERIES));
    }

    if (a.hops() != b.hops()) {
      notes.add(
          "Compared up to " + hops + " hops (of " + a.hops() + " and " + b.hops() + " measured)");
    }

    if (known.size() < ComparedMetric.values().length) {
      notes.add(
          "One of the results is of version 0.1 and has no NDCG, AUC, MRR and ceiling;"
              + " reconstruct --force measures them");
    }

    return notes;
  }

  private static Side side(MeasuredRun run, String name) {
    return new Side(
        name,
        run.named().toString(),
        run.embeddings(),
        run.summary().queries(),
        run.summary().sampled(),
        run.hops());
  }

  private boolean sameRun() {
    return a.path().equals(b.path());
  }

  private String name(String side, String ranking, ScorePair pair) {
    if (sameRun()) {
      return ranking;
    }

    return pair.same() ? side : side + " by " + ranking;
  }

  /** Names the sides by as much of their folders' ends as tells them apart. */
  private String[] names() {
    if (params.names().size() == 2) {
      return params.names().toArray(String[]::new);
    }

    Path first = runOf(a);
    Path second = runOf(b);
    String nameOfA = first.getName();
    String nameOfB = second.getName();
    while (!sameRun()
        && nameOfA.equals(nameOfB)
        && first.getParent() != null
        && second.getParent() != null) {
      first = first.getParent();
      second = second.getParent();
      nameOfA = first.getName() + "/" + nameOfA;
      nameOfB = second.getName() + "/" + nameOfB;
    }

    return new String[] {nameOfA, nameOfB};
  }

  private static Path runOf(MeasuredRun run) {
    return run.path().getName().equals(ReconstructStage.FOLDER)
        ? run.path().getParent()
        : run.path();
  }
}
