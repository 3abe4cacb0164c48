package org.graphrestore.graph;

import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import org.graphrestore.config.ConfigKey;

/**
 * What becomes of rows that cannot be read.
 *
 * @param policy whether the first bad row ends the run
 * @param most most rows that DROP may leave out, at least 0
 * @param rowBytes most bytes of a line, or of a cell of a table; 64 .. 67,108,864
 */
public record BadRowParams(Policy policy, int most, int rowBytes) implements Serializable {

  /** What to do with a bad row. */
  public enum Policy {
    /** End the run, and name the first one. */
    FAIL,
    /** Leave it out, count it, and remember examples. */
    DROP
  }

  /** Key of {@link #policy}. */
  public static final ConfigKey<Policy> POLICY =
      ConfigKey.ofEnum(
          "ingest.bad-rows",
          Policy.FAIL,
          Policy.class,
          "What becomes of rows that cannot be read: fail names the first one; drop leaves them out"
              + " and counts them by reason.");

  /** Key of {@link #most}. */
  public static final ConfigKey<Integer> MOST =
      ConfigKey.ofInt(
          "ingest.max-bad-rows",
          1_000,
          0,
          Integer.MAX_VALUE,
          "Most rows that ingest.bad-rows=drop leaves out; with more the run ends.");

  /** Key of {@link #rowBytes}. */
  public static final ConfigKey<Integer> ROW_BYTES =
      ConfigKey.ofInt(
          "ingest.max-row-bytes",
          1 << 20,
          64,
          1 << 26,
          "Longest line of a text file, and longest id or label of a table, in bytes; a longer one"
              + " is a bad row.");

  /** The keys of this record. */
  public static final List<ConfigKey<?>> KEYS = List.of(POLICY, MOST, ROW_BYTES);

  /** Checks the ranges. */
  public BadRowParams {
    if (most < 0 || rowBytes < 64 || rowBytes > 1 << 26) {
      throw new IllegalArgumentException("Invalid bounds: most " + most + ", rowBytes " + rowBytes);
    }
  }

  /** Returns the settings where nothing is said. */
  public static BadRowParams defaults() {
    return new BadRowParams(POLICY.defaultValue(), MOST.defaultValue(), ROW_BYTES.defaultValue());
  }

  /** Returns whether bad rows are left out. */
  public boolean drops() {
    return policy == Policy.DROP;
  }

  void texts(SortedMap<String, String> into) {
    into.put(POLICY.path(), IngestParams.kebab(policy));
    into.put(MOST.path(), Integer.toString(most));
    into.put(ROW_BYTES.path(), Integer.toString(rowBytes));
  }
}
