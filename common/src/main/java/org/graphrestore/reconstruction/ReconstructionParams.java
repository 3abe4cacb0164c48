package org.graphrestore.reconstruction;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;

/**
 * What the second job measures.
 *
 * @param hops largest hop distance K, 1 .. 8
 * @param scores scores to rank by, without repetition; the first is the one in the headline
 * @param queries number of query nodes drawn, or empty: every node is one
 * @param bootstrap replicates behind a confidence interval, 0 for none; used when queries are drawn
 * @param confidence level of the intervals, between 0 and 1
 * @param examples best and worst restored nodes to show, each
 * @param examplesMinDegree least degree of a node that is shown
 * @param baselines scores of the graph alone to rank by as well, without repetition; may be empty
 * @param truth other truths than the hops of the whole graph, and groups of queries
 */
public record ReconstructionParams(
    int hops,
    List<ScoreKind> scores,
    OptionalInt queries,
    int bootstrap,
    double confidence,
    int examples,
    int examplesMinDegree,
    List<Baseline> baselines,
    TruthParams truth)
    implements Serializable {

  /** Largest hop distance that is supported. */
  public static final int MAX_HOPS = 8;

  private static final int MAX_BOOTSTRAP = 10_000;
  private static final int MAX_EXAMPLES = 100;

  private static final ConfigKey<Integer> HOPS =
      ConfigKey.ofInt(
          "reconstruct.hops",
          3,
          1,
          MAX_HOPS,
          "Largest hop distance K: neighbours at 1, 2, ... K hops are restored.");
  private static final ConfigKey<String> SCORES =
      ConfigKey.ofString(
          "reconstruct.scores",
          "dot,cosine,l2",
          "some of dot, cosine, l2, source-target, fitted, separated by commas",
          "Scores to rank candidates by; l2 is minus the Euclidean distance, source-target the dot"
              + " product of the query's source vector and the candidate's target vector. fitted is a"
              + " bilinear score for every shell and ball, fitted to the other half of the nodes. The"
              + " first one is the report's headline.",
          text -> names(ScoreKind.parseList(text)));
  private static final ConfigKey<String> QUERIES =
      ConfigKey.ofString(
          "reconstruct.queries",
          "all",
          "all, or 1 .. " + Integer.MAX_VALUE,
          "Query nodes: all nodes, or a seeded sample of this many. Candidates are always all nodes.",
          ReconstructionParams::checkQueries);
  private static final ConfigKey<Integer> BOOTSTRAP =
      ConfigKey.ofInt(
          "reconstruct.bootstrap",
          1000,
          0,
          MAX_BOOTSTRAP,
          "Bootstrap replicates behind the confidence intervals when queries are a sample; 0 for no"
              + " intervals.");
  private static final ConfigKey<Double> CONFIDENCE =
      ConfigKey.ofDouble(
          "reconstruct.confidence", 0.95, 0.5, 0.999, "Level of the confidence intervals.");
  private static final ConfigKey<Integer> EXAMPLES =
      ConfigKey.ofInt(
          "reconstruct.examples",
          10,
          0,
          MAX_EXAMPLES,
          "How many of the best and of the worst restored nodes are shown with their neighbours.");
  private static final ConfigKey<Integer> EXAMPLES_MIN_DEGREE =
      ConfigKey.ofInt(
          "reconstruct.examples-min-degree",
          3,
          1,
          Integer.MAX_VALUE,
          "Nodes with fewer neighbours are not shown among the best and worst restored ones.");

  private static final ConfigKey<String> BASELINES =
      ConfigKey.ofString(
          "reconstruct.baselines",
          "degree,common-neighbours",
          "none, or some of degree, common-neighbours, separated by commas",
          "Scores of the graph alone that stand beside those of the vectors: the candidate's degree,"
              + " and the number of neighbours that it shares with the query.",
          text -> labels(Baseline.parseList(text)));

  private static final List<ConfigKey<?>> OWN =
      List.of(
          HOPS, SCORES, QUERIES, BOOTSTRAP, CONFIDENCE, EXAMPLES, EXAMPLES_MIN_DEGREE, BASELINES);

  /** The keys of the second job. */
  public static final List<ConfigKey<?>> KEYS =
      Stream.<ConfigKey<?>>concat(OWN.stream(), TruthParams.KEYS.stream()).toList();

  /** Checks every range. */
  public ReconstructionParams {
    check(hops >= 1 && hops <= MAX_HOPS, "reconstruct.hops", hops, "1 .. " + MAX_HOPS);
    scores = List.copyOf(scores);
    check(
        !scores.isEmpty() && scores.stream().distinct().count() == scores.size(),
        "reconstruct.scores",
        scores,
        "at least one score, none twice");
    check(
        queries.isEmpty() || queries.getAsInt() >= 1, "reconstruct.queries", queries, "at least 1");
    check(
        bootstrap >= 0 && bootstrap <= MAX_BOOTSTRAP,
        "reconstruct.bootstrap",
        bootstrap,
        "0 .. " + MAX_BOOTSTRAP);
    check(
        confidence > 0 && confidence < 1, "reconstruct.confidence", confidence, "between 0 and 1");
    check(
        examples >= 0 && examples <= MAX_EXAMPLES,
        "reconstruct.examples",
        examples,
        "0 .. " + MAX_EXAMPLES);
    check(
        examplesMinDegree >= 1, "reconstruct.examples-min-degree", examplesMinDegree, "at least 1");
    baselines = List.copyOf(baselines);
    check(
        baselines.stream().distinct().count() == baselines.size(),
        "reconstruct.baselines",
        baselines,
        "no baseline twice");
    check(
        truth.bands().isEmpty() || truth.bands().size() == hops,
        "reconstruct.hops",
        hops,
        "the number of reconstruct.bands");
  }

  /** Parameters whose truth are the hops of the whole graph. */
  public ReconstructionParams(
      int hops,
      List<ScoreKind> scores,
      OptionalInt queries,
      int bootstrap,
      double confidence,
      int examples,
      int examplesMinDegree,
      List<Baseline> baselines) {
    this(
        hops,
        scores,
        queries,
        bootstrap,
        confidence,
        examples,
        examplesMinDegree,
        baselines,
        TruthParams.WHOLE);
  }

  /** Parameters without baselines. */
  public ReconstructionParams(
      int hops,
      List<ScoreKind> scores,
      OptionalInt queries,
      int bootstrap,
      double confidence,
      int examples,
      int examplesMinDegree) {
    this(hops, scores, queries, bootstrap, confidence, examples, examplesMinDegree, List.of());
  }

  /** Returns the rankings of a query: by every score, then by every baseline. */
  public Rankings rankings() {
    return new Rankings(scores, baselines);
  }

  /** Reads the record from resolved settings. */
  public static ReconstructionParams from(Settings settings) {
    String queries = settings.get(QUERIES);
    TruthParams truth = TruthParams.from(settings);
    return new ReconstructionParams(
        truth.weighted() ? truth.bands().size() : settings.get(HOPS),
        ScoreKind.parseList(settings.get(SCORES)),
        queries.equals("all") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(queries)),
        settings.get(BOOTSTRAP),
        settings.get(CONFIDENCE),
        settings.get(EXAMPLES),
        settings.get(EXAMPLES_MIN_DEGREE),
        Baseline.parseList(settings.get(BASELINES)),
        truth);
  }

  /** Returns the same with another truth. */
  public ReconstructionParams with(TruthParams newTruth) {
    return new ReconstructionParams(
        newTruth.weighted() ? newTruth.bands().size() : hops,
        scores,
        queries,
        bootstrap,
        confidence,
        examples,
        examplesMinDegree,
        baselines,
        newTruth);
  }

  /** Returns the replicates behind an interval: none where all nodes are queries. */
  int replicates() {
    return queries.isPresent() ? bootstrap : 0;
  }

  /** Returns the settings as text, by key: what a manifest records. */
  public SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(HOPS.path(), Integer.toString(hops));
    texts.put(SCORES.path(), names(scores));
    texts.put(QUERIES.path(), queries.isEmpty() ? "all" : Integer.toString(queries.getAsInt()));
    texts.put(BOOTSTRAP.path(), Integer.toString(bootstrap));
    texts.put(CONFIDENCE.path(), Double.toString(confidence));
    texts.put(EXAMPLES.path(), Integer.toString(examples));
    texts.put(EXAMPLES_MIN_DEGREE.path(), Integer.toString(examplesMinDegree));
    // The first version had no baselines, and its results are used again.
    if (!labels(baselines).equals(BASELINES.defaultValue())) {
      texts.put(BASELINES.path(), labels(baselines));
    }
    truth.putTexts(texts);
    return texts;
  }

  private static String names(List<ScoreKind> kinds) {
    return kinds.stream().map(ScoreKind::label).collect(Collectors.joining(","));
  }

  private static String labels(List<Baseline> baselines) {
    return baselines.isEmpty()
        ? Baseline.NONE
        : baselines.stream().map(Baseline::label).collect(Collectors.joining(","));
  }

  private static String checkQueries(String text) {
    if (text.equals("all")) {
      return text;
    }

    try {
      if (Integer.parseInt(text) >= 1) {
        return text;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be all, or a whole number of at least 1", e);
    }

    throw new IllegalArgumentException("must be all, or a whole number of at least 1");
  }

  private static void check(boolean holds, String path, Object value, String bound) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Invalid " + path + ": " + value + " (must be " + bound + ")");
    }
  }
}
