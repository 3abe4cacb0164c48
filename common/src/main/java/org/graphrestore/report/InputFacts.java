package org.graphrestore.report;

import java.util.List;

/**
 * What reading an input left out.
 *
 * @param nodeRows rows of the node table
 * @param filtered rows that a filter left out, by filter; empty where no filter did
 * @param badRows rows that could not be read, by reason; empty where there were none
 */
public record InputFacts(long nodeRows, List<Filtered> filtered, List<BadRows> badRows) {
  /** Nothing left out, and no node table. */
  public static final InputFacts NONE = new InputFacts(0, List.of(), List.of());

  /** Copies the lists, so that the record cannot change. */
  public InputFacts {
    filtered = List.copyOf(filtered);
    badRows = List.copyOf(badRows);
  }

  /** A filter and the rows it left out. */
  public record Filtered(String filter, long rows) {}

  /**
   * Bad rows of one reason.
   *
   * @param reason the reason's name
   * @param rows how many
   * @param examples the first three of them
   */
  public record BadRows(String reason, long rows, List<Example> examples) {
    /** Copies the list, so that the record cannot change. */
    public BadRows {
      examples = List.copyOf(examples);
    }
  }

  /** A bad row: file or table, place in it, and what is wrong. */
  public record Example(String file, String place, String what) {}
}
