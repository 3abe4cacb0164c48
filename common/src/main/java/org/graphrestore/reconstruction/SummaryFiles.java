package org.graphrestore.reconstruction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.graphrestore.reconstruction.ReconstructionSummary.DegreeBucket;
import org.graphrestore.reconstruction.ReconstructionSummary.HopSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.PrecisionAt;
import org.graphrestore.reconstruction.ReconstructionSummary.ScoreSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.TruthSummary;

/**
 * The summary as {@code reconstruction.json} and {@code reconstruction.csv}. Scripts rely on the
 * names (docs/formats/reconstruction.md): more may be added, none changes its meaning. Numbers are
 * written with as many digits as tell a double apart from its neighbours.
 */
public final class SummaryFiles {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SummaryFiles() {}

  /** Returns the summary as indented JSON. */
  public static String json(ReconstructionSummary summary) {
    ObjectNode root = NODES.objectNode();
    root.put("nodes", summary.nodes());
    root.put("directed", summary.directed());
    root.put("queries", summary.queries());
    root.put("sampled", summary.sampled());
    ArrayNode scores = root.putArray("scores");
    for (ScoreSummary score : summary.scores()) {
      ObjectNode node = scores.addObject();
      node.put("score", score.score().label());
      ArrayNode hops = node.putArray("hops");
      for (HopSummary hop : score.hops()) {
        ObjectNode atHop = hops.addObject();
        atHop.put("hop", hop.hop());
        atHop.put("queries", hop.shell().queries());
        atHop.set("shell", node(hop.shell()));
        atHop.set("ball", node(hop.ball()));
      }
    }

    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write the summary as JSON", e);
    }
  }

  /** Returns the summary as CSV: a header, then a row a score, hop, and shell or ball. */
  public static String csv(ReconstructionSummary summary) {
    StringBuilder text =
        new StringBuilder("score,hop,truth,queries,mean_size,map,random,map_low,map_high");
    for (int cutoff : QueryMetrics.CUTOFFS) {
      text.append(",precision_").append(cutoff);
    }
    text.append(",r_precision\n");
    for (ScoreSummary score : summary.scores()) {
      for (HopSummary hop : score.hops()) {
        String label = score.score().label();
        row(text, label, hop.hop(), "shell", hop.shell());
        row(text, label, hop.hop(), "ball", hop.ball());
      }
    }
    return text.toString();
  }

  private static ObjectNode node(TruthSummary truth) {
    ObjectNode node = NODES.objectNode();
    node.put("map", truth.map());
    node.put("random", truth.random());
    if (truth.interval() != null) {
      ObjectNode interval = node.putObject("interval");
      interval.put("low", truth.interval().low());
      interval.put("high", truth.interval().high());
      interval.put("level", truth.interval().level());
    }
    node.put("queries", truth.queries());
    node.put("meanSize", truth.meanSize());
    ObjectNode precision = node.putObject("precision");
    for (PrecisionAt at : truth.precisionAt()) {
      precision.put(Integer.toString(at.n()), at.precision());
    }
    node.put("rPrecision", truth.rPrecision());
    ArrayNode byDegree = node.putArray("byDegree");
    for (DegreeBucket bucket : truth.byDegree()) {
      ObjectNode entry = byDegree.addObject();
      entry.put("from", bucket.from());
      entry.put("to", bucket.to());
      entry.put("queries", bucket.queries());
      entry.put("map", bucket.map());
      entry.put("random", bucket.random());
    }
    return node;
  }

  private static void row(StringBuilder text, String score, int hop, String name, TruthSummary t) {
    text.append(
        String.format(
            Locale.ROOT,
            "%s,%d,%s,%d,%s,%s,%s,%s,%s",
            score,
            hop,
            name,
            t.queries(),
            t.meanSize(),
            t.map(),
            t.random(),
            t.interval() == null ? "" : t.interval().low(),
            t.interval() == null ? "" : t.interval().high()));
    t.precisionAt().forEach(at -> text.append(',').append(at.precision()));
    text.append(',').append(t.rPrecision()).append('\n');
  }
}
