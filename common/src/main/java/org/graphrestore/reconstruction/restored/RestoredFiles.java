package org.graphrestore.reconstruction.restored;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.graphrestore.reconstruction.restored.RestoredSummary.Bucket;
import org.graphrestore.reconstruction.restored.RestoredSummary.Distances;
import org.graphrestore.reconstruction.restored.RestoredSummary.Edges;
import org.graphrestore.reconstruction.restored.RestoredSummary.Relation;
import org.graphrestore.reconstruction.restored.RestoredSummary.Statistics;

/**
 * The comparison as {@code restored.json} and {@code restored.csv}. Scripts rely on the names
 * (docs/formats/restored.md): more may be added, none changes its meaning. A number that is not
 * known is the text {@code NaN} in JSON and empty in CSV.
 */
public final class RestoredFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sink sink;

  /** Takes a row: a number of one graph, {@code original} or {@code restored}, or of both. */
  @FunctionalInterface
  public interface Sink {
    /** Takes a row; a value that is not known is empty. */
    void row(String graph, String key, String metric, String value);
  }

  private RestoredFiles(Sink sink) {
    this.sink = sink;
  }

  /** Returns the comparison as indented JSON. */
  public static String json(RestoredSummary summary) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(summary) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A comparison is always JSON", e);
    }
  }

  /** Reads what {@link #json} wrote. */
  public static RestoredSummary parse(String json) {
    try {
      return JSON.readValue(json, RestoredSummary.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot read the comparison of an earlier run", e);
    }
  }

  /** Returns the comparison as CSV: a number a row, of one graph or of both. */
  public static String csv(RestoredSummary summary) {
    StringBuilder text = new StringBuilder("graph,key,metric,value\n");
    rows(
        summary,
        (graph, key, metric, value) ->
            text.append(
                String.format(Locale.ROOT, "%s,%s,%s,%s\n", graph, quoted(key), metric, value)));
    return text.toString();
  }

  /** Hands out the numbers, a row each. */
  public static void rows(RestoredSummary summary, Sink sink) {
    RestoredFiles csv = new RestoredFiles(sink);
    Edges edges = summary.edges();
    csv.row("both", "", "nodes", summary.nodes());
    csv.row("both", "", "pairs", summary.pairs());
    csv.row("both", "", "edges", edges.both());
    csv.row("both", "", "precision", edges.precision());
    csv.row("both", "", "recall", edges.recall());
    csv.row("both", "", "f1", edges.f1());
    csv.row("both", "", "random", edges.random());
    csv.row("both", "", "degree_largest_difference", summary.degrees().largestDifference());
    csv.row("both", "", "degree_mean_difference", summary.degrees().meanDifference());
    csv.row("restored", "", "threshold", summary.threshold());
    csv.statistics("original", summary.original());
    csv.statistics("restored", summary.restored());
    csv.distances(summary.distances());
    for (Relation relation : summary.relations()) {
      csv.row("original", relation.name(), "edges", relation.edges());
      csv.row("both", relation.name(), "edges", relation.restored());
      csv.row("both", relation.name(), "recall", relation.recall());
    }
  }

  private void statistics(String graph, Statistics of) {
    row(graph, "", "edges", of.edges());
    row(graph, "", "mean_degree", of.meanDegree());
    row(graph, "", "max_degree", of.maxDegree());
    row(graph, "", "isolated", of.isolated());
    row(graph, "", "triangles", of.triangles());
    row(graph, "", "clustering", of.clustering());
    row(graph, "", "transitivity", of.transitivity());
    row(graph, "", "assortativity", of.assortativity());
    row(graph, "", "components", of.components());
    row(graph, "", "largest_component", of.largestComponent());
    for (Bucket bucket : of.degreeHistogram()) {
      row(graph, "degree " + bucket.from() + ".." + bucket.to(), "nodes", bucket.nodes());
    }
  }

  private void distances(Distances distances) {
    distances("original", distances.original(), distances.originalMean());
    distances("restored", distances.restored(), distances.restoredMean());
    row("both", "", "distance_sources", distances.sources());
    row("both", "", "distance_pairs", distances.pairs());
    row("both", "", "distance_in_both", distances.inBoth());
    row("both", "", "distance_unchanged", distances.unchanged());
    row("both", "", "distance_mean_change", distances.meanChange());
  }

  private void distances(String graph, List<Long> pairs, double mean) {
    for (int d = 0; d < pairs.size(); d++) {
      row(graph, "distance " + (d + 1), "pairs", pairs.get(d));
    }

    row(graph, "", "distance_mean", mean);
  }

  private void row(String graph, String key, String metric, double value) {
    row(graph, key, metric, Double.isNaN(value) ? "" : Double.toString(value));
  }

  private void row(String graph, String key, String metric, long value) {
    row(graph, key, metric, Long.toString(value));
  }

  private void row(String graph, String key, String metric, String value) {
    sink.row(graph, key, metric, value);
  }

  private static String quoted(String key) {
    boolean plain = key.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? key : '"' + key.replace("\"", "\"\"") + '"';
  }
}
