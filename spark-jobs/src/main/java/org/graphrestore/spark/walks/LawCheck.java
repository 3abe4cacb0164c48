package org.graphrestore.spark.walks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.graphrestore.config.DidYouMean;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.walk.LawSettings;
import org.graphrestore.walk.Metapath;
import org.graphrestore.walk.Relations;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;

/** Whether a graph has what a law asks of it: relations and types by name. On the driver. */
final class LawCheck {
  private static final int COMPARED_TYPES = 10_000;
  private static final int NAMED_TYPES = 10;

  private LawCheck() {}

  /**
   * Checks the names.
   *
   * @throws UserMistakeException naming a relation or a type that the graph does not have, one that
   *     is like it, and the most frequent ones
   */
  static void check(GraphStore graph, WalkParams params) {
    LawSettings laws = params.laws();
    try {
      if (params.law() == WalkLaw.METAPATH && laws.metapath().over() == Metapath.Over.TYPES) {
        checkTypes(graph, laws.metapath());
      } else if (params.law() == WalkLaw.METAPATH) {
        laws.metapath().ofRelations(relations(graph, "walk.law=metapath"), graph.directed());
      }

      if (!laws.relationWeights().none()) {
        double[] unused = laws.relationWeights().factors(relations(graph, "walk.relation-weights"));
      }
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(e.getMessage() + " [" + graph.path() + "]", e);
    }
  }

  /**
   * Returns a warning where no walk could follow its path to the end: its relations or types are
   * there, but do not follow one another.
   *
   * @param longest nodes of the longest walk
   */
  static Optional<String> pathEnd(WalkParams params, int longest) {
    if (params.law() != WalkLaw.METAPATH || longest < 1 || longest >= params.length()) {
      return Optional.empty();
    }

    Metapath path = params.laws().metapath();
    int[] classes = path.classOfStep();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "No walk has more than %d nodes of %d: after %d step%s along walk.metapath no node was"
                + " reached from which an edge leads on (%s)",
            longest,
            params.length(),
            longest - 1,
            longest == 2 ? "" : "s",
            path.classes().get(classes[(longest - 1) % classes.length])));
  }

  private static Relations relations(GraphStore graph, String setting) {
    Relations relations = graph.files().relations();
    if (relations.size() == 0) {
      throw new UserMistakeException(
          setting
              + " needs relations, but the edges of "
              + graph.path()
              + " have none; ingest them with a column of relations (--relation)"
              + (setting.equals("walk.law=metapath")
                  ? ", or follow types of nodes (walk.metapath-over=types)"
                  : ""));
    }

    return relations;
  }

  private static void checkTypes(GraphStore graph, Metapath path) {
    if (!graph.files().typed()) {
      throw new UserMistakeException(
          "walk.metapath-over=types needs types of nodes, but those of "
              + graph.path()
              + " have none; ingest a table of nodes with a column of types (ingest.node-type), or"
              + " follow relations (walk.metapath-over=relations)");
    }

    List<String> wanted = new ArrayList<>(path.distinctNames());
    wanted.remove("*");
    Dataset<Row> types = graph.nodeTable().where(col("type").isNotNull()).groupBy("type").count();
    List<String> found =
        types.where(col("type").isin(wanted.toArray())).collectAsList().stream()
            .map(row -> row.getString(0))
            .toList();
    wanted.removeAll(found);
    if (wanted.isEmpty()) {
      return;
    }

    List<Row> known =
        types.orderBy(desc("count"), col("type")).limit(COMPARED_TYPES).collectAsList();
    List<String> names = known.stream().map(row -> row.getString(0)).toList();
    String most =
        known.stream()
            .limit(NAMED_TYPES)
            .map(row -> String.format(Locale.ROOT, "%s (%,d)", row.getString(0), row.getLong(1)))
            .collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "walk.metapath names the type "
            + wanted.get(0)
            + ", which no node of the graph has"
            + DidYouMean.hint(wanted.get(0), names)
            + " (most nodes have: "
            + most
            + ")");
  }
}
