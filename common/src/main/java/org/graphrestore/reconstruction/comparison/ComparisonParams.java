package org.graphrestore.reconstruction.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;
import org.graphrestore.reconstruction.ReconstructionParams;

/**
 * How two reconstructions are compared.
 *
 * @param pairs which rankings are compared; none: every score that both have
 * @param replicates bootstrap replicates, 100 .. 10,000
 * @param confidence level of the intervals, between 0 and 1
 * @param names what the two are called; none: by their folders
 */
public record ComparisonParams(
    List<ScorePair> pairs, int replicates, double confidence, List<String> names) {
  private static final int LEAST_REPLICATES = 100;
  private static final int MOST_REPLICATES = 10_000;

  private static final ConfigKey<String> SCORES =
      ConfigKey.ofString(
              "compare.scores",
              ScorePair.COMMON,
              "common, or scores and baselines separated by commas; SCORE_OF_A:SCORE_OF_B for two"
                  + " that differ",
              "Which rankings of two runs compare compares: every score that both have, or those"
                  + " named, for example cosine,source-target:dot. Replicates and level of the"
                  + " intervals are those of reconstruct.",
              ComparisonParams::checkScores)
          .thatChangesNoResult();

  private static final ConfigKey<String> NAMES =
      ConfigKey.ofString(
              "compare.names",
              "",
              "two names separated by a comma; empty: those of the folders",
              "What the report of a comparison calls the two runs.",
              ComparisonParams::checkNames)
          .thatChangesNoResult();

  /** The keys of the comparison. */
  public static final List<ConfigKey<?>> KEYS = List.of(SCORES, NAMES);

  /** Checks every range. */
  public ComparisonParams {
    pairs = List.copyOf(pairs);
    names = List.copyOf(names);
    if (replicates < LEAST_REPLICATES || replicates > MOST_REPLICATES) {
      throw new IllegalArgumentException(
          "Invalid reconstruct.bootstrap: "
              + replicates
              + " (a comparison needs 100 .. 10000 replicates)");
    }
  }

  /**
   * Reads the record from resolved settings.
   *
   * @throws IllegalArgumentException if there are too few replicates
   */
  public static ComparisonParams from(Settings settings) {
    ReconstructionParams reconstruction = ReconstructionParams.from(settings);
    return new ComparisonParams(
        ScorePair.parseList(settings.get(SCORES)),
        reconstruction.bootstrap(),
        reconstruction.confidence(),
        names(settings.get(NAMES)));
  }

  private static List<String> names(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  private static String checkNames(String text) {
    List<String> names = names(text);
    if (names.isEmpty() || (names.size() == 2 && names.stream().noneMatch(String::isEmpty))) {
      return text;
    }

    throw new IllegalArgumentException("must be two names separated by a comma");
  }

  private static String checkScores(String text) {
    List<ScorePair> pairs = ScorePair.parseList(text);
    return pairs.isEmpty()
        ? ScorePair.COMMON
        : pairs.stream().map(ScorePair::label).collect(Collectors.joining(","));
  }
}
