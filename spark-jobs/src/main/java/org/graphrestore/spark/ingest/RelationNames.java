package org.graphrestore.spark.ingest;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * The names of all relations, in order: a relation's number is its place. Tasks that have seen few
 * report them; where one has seen many, they are looked up in the table, so that the driver never
 * holds many names from many tasks.
 */
final class RelationNames {
  /** A task with more relations reports none. */
  static final int REPORTED = 500;

  private RelationNames() {}

  /**
   * Finds the names.
   *
   * @param raw the reports of {@link RawWriter}
   * @param rows the table of rows
   * @throws UserMistakeException if there are too many
   */
  static List<String> of(List<TaskReport> raw, Supplier<Dataset<Row>> rows) {
    TreeSet<String> names = new TreeSet<>();
    if (GraphBuild.total(raw, RawWriter.MANY_RELATIONS) == 0) {
      raw.forEach(report -> names.addAll(report.relations().keySet()));
    } else {
      rows.get()
          .select("relation")
          .where("relation is not null")
          .distinct()
          .limit(RawWriter.MOST_RELATIONS + 1)
          .collectAsList()
          .forEach(row -> names.add(row.getString(0)));
    }

    if (names.size() > RawWriter.MOST_RELATIONS) {
      throw new UserMistakeException(
          "Found more than "
              + RawWriter.MOST_RELATIONS
              + " different relations; if the column is not one of relations, name another with"
              + " --relation, or none");
    }

    return List.copyOf(names);
  }
}
