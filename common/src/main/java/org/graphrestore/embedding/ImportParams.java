package org.graphrestore.embedding;

import java.io.Serializable;
import java.util.List;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;

/**
 * Settings of reading vectors that were made elsewhere.
 *
 * @param missingVectors what becomes of nodes that have no vector
 */
public record ImportParams(MissingVectors missingVectors) implements Serializable {
  private static final ConfigKey<MissingVectors> MISSING_VECTORS =
      ConfigKey.ofEnum(
          "reconstruct.missing-vectors",
          MissingVectors.FAIL,
          MissingVectors.class,
          "What to do when imported vectors lack some nodes of the graph: fail ends the run and names"
              + " them, zero gives them a vector of zeros, so that they stay queries and candidates,"
              + " last ranks them behind all other candidates, and all candidates alike for them.");

  /** The keys, in the order of the documentation. */
  public static final List<ConfigKey<?>> KEYS = List.of(MISSING_VECTORS);

  /** What becomes of nodes without a vector. */
  public enum MissingVectors {
    /** The run ends, with their number and examples. */
    FAIL,
    /** They get a vector of zeros. */
    ZERO,
    /** They get a vector of NaN, which every score puts last. */
    LAST
  }

  /** Reads the settings. */
  public static ImportParams from(Settings settings) {
    return new ImportParams(settings.get(MISSING_VECTORS));
  }
}
