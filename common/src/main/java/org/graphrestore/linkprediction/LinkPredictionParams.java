package org.graphrestore.linkprediction;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;
import org.graphrestore.reconstruction.ScoreKind;

/**
 * What link prediction hides and measures.
 *
 * @param testFraction share of the edges that are hidden for the test, above 0 and at most .9
 * @param validationFraction share of the edges that are hidden besides, 0 .. .9
 * @param negatives non-edges drawn for every test edge, 1 .. 1000
 * @param candidates candidates drawn for every ranking, 1 .. 100,000
 * @param ranked number of test edges that are ranked, or empty: all
 * @param scores scores to rank by, without repetition; the first is the one in the headline
 * @param bootstrap replicates behind a confidence interval, 0 for none
 * @param confidence level of the intervals, between 0 and 1
 */
public record LinkPredictionParams(
    double testFraction,
    double validationFraction,
    int negatives,
    int candidates,
    OptionalInt ranked,
    List<ScoreKind> scores,
    int bootstrap,
    double confidence)
    implements Serializable {

  static final String TEST_PATH = "linkpred.test-fraction";
  static final String VALIDATION_PATH = "linkpred.validation-fraction";

  private static final int MAX_NEGATIVES = 1000;
  private static final int MAX_CANDIDATES = 100_000;
  private static final int MAX_BOOTSTRAP = 10_000;
  private static final double MAX_FRACTION = 0.9;

  private static final ConfigKey<Double> TEST =
      ConfigKey.ofDouble(
          TEST_PATH,
          0.1,
          Double.MIN_VALUE,
          MAX_FRACTION,
          "Share of the edges that are hidden and predicted. Edges that keep a component connected"
              + " are never hidden.");
  private static final ConfigKey<Double> VALIDATION =
      ConfigKey.ofDouble(
          VALIDATION_PATH,
          0,
          0,
          MAX_FRACTION,
          "Share of the edges that are hidden besides, for choosing settings; they are not scored.");
  private static final ConfigKey<Integer> NEGATIVES =
      ConfigKey.ofInt(
          "linkpred.negatives",
          1,
          1,
          MAX_NEGATIVES,
          "Non-edges drawn for every test edge, uniform among all pairs that are no edge: for AUC"
              + " and average precision.");
  private static final ConfigKey<Integer> CANDIDATES =
      ConfigKey.ofInt(
          "linkpred.candidates",
          1000,
          1,
          MAX_CANDIDATES,
          "Nodes drawn for every ranking with sampled candidates, uniform with repetition among"
              + " those that are not neighbours.");
  private static final ConfigKey<String> RANKED =
      ConfigKey.ofString(
          "linkpred.ranked",
          "5000",
          "all, or 1 .. " + Integer.MAX_VALUE,
          "Test edges that are ranked among candidates (MRR and hits): all, or a seeded sample of"
              + " this many.",
          LinkPredictionParams::checkRanked);
  private static final ConfigKey<String> SCORES =
      ConfigKey.ofString(
          "linkpred.scores",
          "dot,cosine,l2",
          "some of dot, cosine, l2, separated by commas",
          "Scores of a pair of nodes; l2 is minus the Euclidean distance. The first one is the"
              + " report's headline.",
          text -> names(ScoreKind.parseOneSided(text)));
  private static final ConfigKey<Integer> BOOTSTRAP =
      ConfigKey.ofInt(
          "linkpred.bootstrap",
          1000,
          0,
          MAX_BOOTSTRAP,
          "Bootstrap replicates behind the confidence intervals of MRR and hits; 0 for none.");
  private static final ConfigKey<Double> CONFIDENCE =
      ConfigKey.ofDouble(
          "linkpred.confidence", 0.95, 0.5, 0.999, "Level of the confidence intervals.");

  /** The keys of link prediction. */
  public static final List<ConfigKey<?>> KEYS =
      List.of(TEST, VALIDATION, NEGATIVES, CANDIDATES, RANKED, SCORES, BOOTSTRAP, CONFIDENCE);

  /** Checks every range. */
  public LinkPredictionParams {
    check(
        testFraction > 0 && testFraction <= MAX_FRACTION,
        TEST_PATH,
        testFraction,
        "more than 0, at most " + MAX_FRACTION);
    check(
        validationFraction >= 0 && validationFraction <= MAX_FRACTION,
        VALIDATION_PATH,
        validationFraction,
        "0 .. " + MAX_FRACTION);
    check(
        negatives >= 1 && negatives <= MAX_NEGATIVES,
        NEGATIVES.path(),
        negatives,
        "1 .. " + MAX_NEGATIVES);
    check(
        candidates >= 1 && candidates <= MAX_CANDIDATES,
        CANDIDATES.path(),
        candidates,
        "1 .. " + MAX_CANDIDATES);
    check(ranked.isEmpty() || ranked.getAsInt() >= 1, RANKED.path(), ranked, "at least 1");
    scores = List.copyOf(scores);
    check(
        !scores.isEmpty() && scores.stream().distinct().count() == scores.size(),
        SCORES.path(),
        scores,
        "at least one score, none twice");
    check(
        bootstrap >= 0 && bootstrap <= MAX_BOOTSTRAP,
        BOOTSTRAP.path(),
        bootstrap,
        "0 .. " + MAX_BOOTSTRAP);
    check(confidence > 0 && confidence < 1, CONFIDENCE.path(), confidence, "between 0 and 1");
  }

  /** Returns the settings where nothing is said. */
  public static LinkPredictionParams defaults() {
    return new LinkPredictionParams(
        TEST.defaultValue(),
        VALIDATION.defaultValue(),
        NEGATIVES.defaultValue(),
        CANDIDATES.defaultValue(),
        parseRanked(RANKED.defaultValue()),
        ScoreKind.parseOneSided(SCORES.defaultValue()),
        BOOTSTRAP.defaultValue(),
        CONFIDENCE.defaultValue());
  }

  /** Reads the record from resolved settings. */
  public static LinkPredictionParams from(Settings settings) {
    return new LinkPredictionParams(
        settings.get(TEST),
        settings.get(VALIDATION),
        settings.get(NEGATIVES),
        settings.get(CANDIDATES),
        parseRanked(settings.get(RANKED)),
        ScoreKind.parseOneSided(settings.get(SCORES)),
        settings.get(BOOTSTRAP),
        settings.get(CONFIDENCE));
  }

  /** Returns the settings of the split as text, by key. */
  public SortedMap<String, String> splitTexts() {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(TEST.path(), Double.toString(testFraction));
    texts.put(VALIDATION.path(), Double.toString(validationFraction));
    return texts;
  }

  /** Returns the settings of the measurement as text, by key. */
  public SortedMap<String, String> measureTexts() {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(NEGATIVES.path(), Integer.toString(negatives));
    texts.put(CANDIDATES.path(), Integer.toString(candidates));
    texts.put(RANKED.path(), ranked.isEmpty() ? "all" : Integer.toString(ranked.getAsInt()));
    texts.put(SCORES.path(), names(scores));
    texts.put(BOOTSTRAP.path(), Integer.toString(bootstrap));
    texts.put(CONFIDENCE.path(), Double.toString(confidence));
    return texts;
  }

  private static String names(List<ScoreKind> kinds) {
    return kinds.stream().map(ScoreKind::label).collect(Collectors.joining(","));
  }

  private static OptionalInt parseRanked(String text) {
    return text.equals("all") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
  }

  private static String checkRanked(String text) {
    boolean valid = text.equals("all");
    if (!valid && text.matches("\\d{1,10}")) {
      long number = Long.parseLong(text);
      valid = number >= 1 && number <= Integer.MAX_VALUE;
    }
    if (!valid) {
      throw new IllegalArgumentException("must be all, or a whole number of at least 1");
    }

    return text;
  }

  private static void check(boolean holds, String path, Object value, String bound) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Invalid " + path + ": " + value + " (must be " + bound + ")");
    }
  }
}
