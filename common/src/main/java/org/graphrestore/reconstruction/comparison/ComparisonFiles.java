package org.graphrestore.reconstruction.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.HopComparison;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.MetricComparison;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.PairSummary;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.Side;
import org.graphrestore.reconstruction.comparison.ComparisonSummary.TruthComparison;

/**
 * The comparison as {@code comparison.json} and {@code comparison.csv}. Scripts rely on the names
 * (docs/formats/comparison.md): more may be added, none changes its meaning.
 */
public final class ComparisonFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEADER =
      "score,hop,truth,metric,queries,a,b,difference,low,high,adjusted_low,adjusted_high,"
          + "higher_a,higher_b,verdict\n";

  private ComparisonFiles() {}

  /** Returns the comparison as indented JSON. */
  public static String json(ComparisonSummary summary) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node(summary)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A comparison is always JSON", e);
    }
  }

  /** Returns the comparison as a tree, as it stands in the file and in {@code report.json}. */
  public static ObjectNode node(ComparisonSummary summary) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", "graphrestore/comparison");
    root.put("formatVersion", 1);
    root.set("a", node(summary.a()));
    root.set("b", node(summary.b()));
    root.put("graph", summary.graph());
    root.put("nodes", summary.nodes());
    root.put("directed", summary.directed());
    root.put("queries", summary.queries());
    root.put("seed", summary.seed());
    root.put("replicates", summary.replicates());
    root.put("confidence", summary.confidence());
    ArrayNode notes = root.putArray("notes");
    summary.notes().forEach(notes::add);
    ArrayNode scores = root.putArray("scores");
    summary.scores().forEach(score -> scores.add(node(score)));
    return root;
  }

  private static ObjectNode node(Side side) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", side.name());
    node.put("path", side.path());
    node.put("embeddings", side.embeddings());
    node.put("queries", side.queries());
    node.put("sampled", side.sampled());
    node.put("hops", side.hops());
    return node;
  }

  private static ObjectNode node(PairSummary score) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("score", score.pair().label());
    node.put("a", score.pair().a());
    node.put("b", score.pair().b());
    node.put("told", score.told());
    ArrayNode hops = node.putArray("hops");
    for (HopComparison hop : score.hops()) {
      ObjectNode atHop = hops.addObject();
      atHop.put("hop", hop.hop());
      atHop.set("shell", node(hop.shell()));
      atHop.set("ball", node(hop.ball()));
    }

    return node;
  }

  private static ObjectNode node(TruthComparison truth) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("queries", truth.queries());
    node.put("random", truth.random());
    node.put("ceiling", Double.isNaN(truth.ceiling()) ? null : truth.ceiling());
    for (MetricComparison metric : truth.metrics()) {
      String[] names = metric.metric().label().split("\\.", -1);
      if (names.length == 1) {
        node.set(names[0], node(metric));
      } else {
        node.withObject("/" + names[0]).set(names[1], node(metric));
      }
    }

    return node;
  }

  private static ObjectNode node(MetricComparison metric) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("a", metric.a());
    node.put("b", metric.b());
    node.put("difference", metric.difference());
    put(node, "interval", metric.interval());
    put(node, "adjusted", metric.adjusted());
    node.put("higherA", metric.higherA());
    node.put("higherB", metric.higherB());
    node.put("verdict", metric.verdict().label());
    return node;
  }

  private static void put(ObjectNode node, String name, Interval interval) {
    if (interval != null) {
      ObjectNode ends = node.putObject(name);
      ends.put("low", interval.low());
      ends.put("high", interval.high());
      ends.put("level", interval.level());
    }
  }

  /** Takes a figure with where it belongs; a number that is not known is empty. */
  @FunctionalInterface
  public interface Sink {
    /** Takes a figure. */
    void figure(String score, int hop, String truth, TruthComparison of, MetricComparison metric);
  }

  /** Hands out all figures in the order of the files. */
  public static void figures(ComparisonSummary summary, Sink sink) {
    for (PairSummary score : summary.scores()) {
      for (HopComparison hop : score.hops()) {
        for (MetricComparison metric : hop.shell().metrics()) {
          sink.figure(score.pair().label(), hop.hop(), "shell", hop.shell(), metric);
        }

        for (MetricComparison metric : hop.ball().metrics()) {
          sink.figure(score.pair().label(), hop.hop(), "ball", hop.ball(), metric);
        }
      }
    }
  }

  /** Returns the comparison as CSV: a header, then a row a figure. */
  public static String csv(ComparisonSummary summary) {
    StringBuilder text = new StringBuilder(HEADER);
    figures(
        summary,
        (score, hop, truth, of, m) ->
            text.append(
                String.join(
                    ",",
                    score,
                    Integer.toString(hop),
                    truth,
                    m.metric().label(),
                    Long.toString(of.queries()),
                    Double.toString(m.a()),
                    Double.toString(m.b()),
                    Double.toString(m.difference()),
                    m.interval() == null ? "," : m.interval().low() + "," + m.interval().high(),
                    m.adjusted().low() + "," + m.adjusted().high(),
                    Long.toString(m.higherA()),
                    Long.toString(m.higherB()),
                    m.verdict().label() + "\n")));
    return text.toString();
  }
}
