package org.graphrestore.spark.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphrestore.graph.BadRowParams;
import org.graphrestore.graph.BadRowReason;
import org.graphrestore.spark.store.UserMistakeException;

/** Decides what bad rows mean: the end of the run with the first one named, or a count. */
final class BadRowAnswer {
  private final BadRowParams params;
  private final Finder finder;

  /** Where a row stands, for people: file or table, and line or row. */
  record Place(String file, String place) {}

  /** Finds places in one file. */
  @FunctionalInterface
  interface Finder {
    /** Returns a place for each position; positions ascend. */
    List<Place> places(int file, List<Long> positions);
  }

  BadRowAnswer(BadRowParams params, Finder finder) {
    this.params = params;
    this.finder = finder;
  }

  /**
   * Ends the run if it must.
   *
   * @throws UserMistakeException naming the first bad row, how many there are, and the remedy
   */
  void check(BadRows bad) {
    if (bad.none()) {
      return;
    }

    BadRows.Example fatal = bad.firstFatal().orElse(null);
    if (params.drops() && fatal != null) {
      throw new UserMistakeException(shown(fatal) + " (never left out)");
    }

    BadRows.Example first = bad.first().orElseThrow();
    long total = bad.total();
    if (params.drops() && total > params.most()) {
      throw new UserMistakeException(
          String.format(
              Locale.ROOT,
              "Found %,d bad rows, more than ingest.max-bad-rows=%d. The first: %s. Is the layout"
                  + " right? If so, raise --max-bad-rows",
              total,
              params.most(),
              shown(first)));
    }

    if (!params.drops()) {
      String remedy =
          !BadRowReason.of(first.reason()).droppable()
              ? ""
              : total == 1
                  ? " (the only bad row; --bad-rows drop leaves it out)"
                  : String.format(
                      Locale.ROOT,
                      " (the first of %,d bad rows; --bad-rows drop leaves them out)",
                      total);
      throw new UserMistakeException(shown(first) + remedy);
    }
  }

  /** Returns the rows that were left out, their places found. */
  DroppedRows dropped(BadRows bad) {
    SortedMap<String, Long> counts = new TreeMap<>();
    bad.counts().forEach((reason, rows) -> counts.put(reason.text(), rows));
    SortedMap<Integer, List<Long>> positions = new TreeMap<>();
    bad.examples().stream()
        .sorted()
        .forEach(
            e -> positions.computeIfAbsent(e.file(), f -> new ArrayList<>()).add(e.position()));
    Map<String, Place> found = new HashMap<>();
    positions.forEach(
        (file, at) -> {
          // One pass a file, whatever the number of examples.
          List<Place> places = finder.places(file, at);
          for (int i = 0; i < at.size(); i++) {
            found.put(file + " " + at.get(i), places.get(i));
          }
        });
    List<DroppedRows.Example> examples =
        bad.examples().stream()
            .map(
                e -> {
                  Place place = found.get(e.file() + " " + e.position());
                  return new DroppedRows.Example(e.reason(), place.file(), place.place(), e.what());
                })
            .toList();
    return new DroppedRows(counts, examples);
  }

  private String shown(BadRows.Example bad) {
    Place place = finder.places(bad.file(), List.of(bad.position())).get(0);
    return "Bad row in " + place.file() + ", " + place.place() + ": " + bad.what();
  }
}
