package org.graphrestore.graph;

import java.util.List;

/** Finds columns by their names. */
final class ColumnNames {
  private final List<String> names;

  ColumnNames(List<String> names) {
    this.names = names;
  }

  /**
   * Finds a column that must be there.
   *
   * @param wanted its name, or {@code auto}
   * @param usual the names it has where nothing is said
   * @param option what to use to name it
   * @throws IllegalArgumentException if it is not there, or there twice
   */
  int required(String wanted, List<String> usual, String option) {
    boolean auto = wanted.equals(IngestParams.AUTO);
    int found = auto ? findAny(usual) : find(wanted);
    if (found < 0) {
      String what =
          auto
              ? "No column is called one of " + String.join(", ", usual)
              : "No column is called " + wanted;
      throw new IllegalArgumentException(
          what
              + " (found "
              + EdgeRow.cut(String.join(", ", names), 400)
              + "); name it with "
              + option);
    }

    return found;
  }

  /** Finds a column that may be absent, then -1, unless it was named. */
  int optional(String wanted, List<String> usual, String option) {
    if (wanted.equals(IngestParams.NONE)) {
      return -1;
    }

    return wanted.equals(IngestParams.AUTO) ? findAny(usual) : required(wanted, List.of(), option);
  }

  /** Finds the first of several names that is there, whatever its case. */
  int findAny(List<String> wanted) {
    for (String name : wanted) {
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).equalsIgnoreCase(name)) {
          return find(names.get(i));
        }
      }
    }

    return -1;
  }

  /** Finds a column by its very name; -1 if it is absent. */
  int find(String wanted) {
    int found = names.indexOf(wanted);
    if (found != names.lastIndexOf(wanted)) {
      throw new IllegalArgumentException(
          "Two columns are called " + wanted + "; rename one of them");
    }

    return found;
  }
}
