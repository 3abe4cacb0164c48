package org.graphrestore.reconstruction.global;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import org.graphrestore.reconstruction.global.GlobalSummary.At;
import org.graphrestore.reconstruction.global.GlobalSummary.Gem;
import org.graphrestore.reconstruction.global.GlobalSummary.Pairs;

/**
 * The precision over all pairs as {@code global.json} and {@code global.csv}. Scripts rely on the
 * names (docs/formats/global.md): more may be added, none changes its meaning.
 */
public final class GlobalFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GlobalFiles() {}

  /** Takes a row of the table. */
  @FunctionalInterface
  public interface Sink {
    /** Takes a row; a cut-off is a number, {@code edges}, or empty. */
    void row(String score, String cutoff, String metric, Number value);
  }

  /** Returns the summary as indented JSON. */
  public static String json(GlobalSummary summary) {
    return text(summary);
  }

  /** Reads what {@link #json} wrote. */
  public static GlobalSummary parse(String json) {
    try {
      return JSON.readValue(json, GlobalSummary.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot read the precision of an earlier run", e);
    }
  }

  /**
   * Returns the numbers by the names that conditions use: {@code cosine.edgePrecision}, {@code
   * cosine.precision.1000}, {@code gem.dot.map}. Every power of ten has a name; those that a result
   * does not have are null.
   */
  public static String metrics(GlobalSummary summary) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    for (Pairs pairs : summary.scores()) {
      ObjectNode node = root.putObject(pairs.score());
      node.put("pairs", pairs.pairs());
      node.put("scored", pairs.scored());
      node.put("edges", pairs.edges());
      node.put("random", pairs.random());
      node.put("edgePrecision", pairs.edgePrecision());
      ObjectNode precision = node.putObject("precision");
      for (long n = 1; n <= PairCutoffs.LARGEST; n *= 10) {
        precision.put(Long.toString(n), at(pairs.precision(), n));
      }
    }

    if (!summary.gem().isEmpty()) {
      ObjectNode gem = root.putObject("gem");
      summary.gem().forEach(of -> put(gem.putObject(of.score()), of));
    }

    return text(root);
  }

  private static void put(ObjectNode node, Gem gem) {
    node.put("map", gem.map());
    node.put("predicted", gem.predicted());
    node.put("edges", gem.edges());
    node.put("edgePrecision", gem.edgePrecision());
    ObjectNode precision = node.putObject("precision");
    for (long n : GemFormula.positions()) {
      precision.put(Long.toString(n), at(gem.precision(), n));
    }
  }

  private static Double at(List<At> precision, long n) {
    return precision.stream().filter(at -> at.n() == n).map(At::precision).findFirst().orElse(null);
  }

  /** Returns the summary as CSV: a number a row. */
  public static String csv(GlobalSummary summary) {
    StringBuilder text = new StringBuilder("score,cutoff,metric,value\n");
    rows(
        summary,
        (score, cutoff, metric, value) ->
            text.append(score)
                .append(',')
                .append(cutoff)
                .append(',')
                .append(metric)
                .append(',')
                .append(value)
                .append('\n'));
    return text.toString();
  }

  /** Hands out the numbers, a row each. */
  public static void rows(GlobalSummary summary, Sink sink) {
    for (Pairs pairs : summary.scores()) {
      sink.row(pairs.score(), "", "pairs", pairs.pairs());
      sink.row(pairs.score(), "", "scoredPairs", pairs.scored());
      sink.row(pairs.score(), "", "edges", pairs.edges());
      sink.row(pairs.score(), "", "random", pairs.random());
      rows(pairs.score(), pairs.precision(), pairs.edgePrecision(), "precision", sink);
    }

    for (Gem gem : summary.gem()) {
      sink.row(gem.score(), "", "gemPredictedPairs", gem.predicted());
      sink.row(gem.score(), "", "gemEdges", gem.edges());
      sink.row(gem.score(), "", "gemMap", gem.map());
      rows(gem.score(), gem.precision(), gem.edgePrecision(), "gemPrecision", sink);
    }
  }

  private static void rows(
      String score, List<At> precision, Double edgePrecision, String metric, Sink sink) {
    precision.forEach(at -> sink.row(score, Long.toString(at.n()), metric, at.precision()));
    if (edgePrecision != null) {
      sink.row(score, "edges", metric, edgePrecision);
    }
  }

  private static String text(Object value) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A precision is always JSON", e);
    }
  }
}
