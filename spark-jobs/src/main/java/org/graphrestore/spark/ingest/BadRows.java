package org.graphrestore.spark.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.graphrestore.graph.BadRowReason;

/**
 * The rows that were refused: how many for each reason, and the first three of each by place. What
 * is first does not depend on which task saw what. Not thread-safe.
 */
final class BadRows {
  /** Examples that are kept for a reason. */
  static final int EXAMPLES = 3;

  private final SortedMap<BadRowReason, Long> counts = new TreeMap<>();
  private final SortedMap<BadRowReason, List<Example>> examples = new TreeMap<>();

  /**
   * A row that was refused.
   *
   * @param reason text of its {@link BadRowReason}
   * @param file number of its file
   * @param position byte offset in a text file, row number in a table
   * @param what why it is refused, in words
   */
  record Example(String reason, int file, long position, String what)
      implements Comparable<Example> {
    private static final Comparator<Example> ORDER =
        Comparator.comparingInt(Example::file)
            .thenComparingLong(Example::position)
            .thenComparing(Example::what);

    @Override
    public int compareTo(Example other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The same as it travels.
   *
   * @param counts rows by text of the reason
   * @param examples the first of each reason
   */
  record Summary(SortedMap<String, Long> counts, List<Example> examples) {}

  void add(RawRow row) {
    counts.merge(row.reason, 1L, Long::sum);
    keep(row.reason, row.file, row.position, row.bad);
  }

  void add(Summary summary) {
    summary.counts().forEach((reason, n) -> counts.merge(BadRowReason.of(reason), n, Long::sum));
    summary
        .examples()
        .forEach(e -> keep(BadRowReason.of(e.reason()), e.file(), e.position(), e.what()));
  }

  static BadRows of(Collection<TaskReport> reports) {
    BadRows all = new BadRows();
    reports.stream().map(TaskReport::bad).filter(bad -> bad != null).forEach(all::add);
    return all;
  }

  boolean none() {
    return counts.isEmpty();
  }

  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  SortedMap<BadRowReason, Long> counts() {
    return counts;
  }

  /** Returns the examples, by reason and then by place. */
  List<Example> examples() {
    return examples.values().stream().flatMap(List::stream).toList();
  }

  /** Returns the first of all rows. */
  Optional<Example> first() {
    return examples().stream().min(Comparator.naturalOrder());
  }

  /** Returns the first of the rows that nobody may leave out. */
  Optional<Example> firstFatal() {
    return examples().stream()
        .filter(example -> !BadRowReason.of(example.reason()).droppable())
        .min(Comparator.naturalOrder());
  }

  Summary summary() {
    SortedMap<String, Long> texts = new TreeMap<>();
    counts.forEach((reason, n) -> texts.put(reason.text(), n));
    return new Summary(texts, examples());
  }

  private void keep(BadRowReason reason, int file, long position, String what) {
    List<Example> kept = examples.computeIfAbsent(reason, r -> new ArrayList<>());
    boolean full = kept.size() == EXAMPLES;
    if (full) {
      Example last = kept.get(EXAMPLES - 1);
      if (last.file() < file || (last.file() == file && last.position() < position)) {
        return;
      }
    }

    kept.add(new Example(reason.text(), file, position, what));
    kept.sort(Comparator.naturalOrder());
    if (full) {
      kept.remove(EXAMPLES);
    }
  }
}
