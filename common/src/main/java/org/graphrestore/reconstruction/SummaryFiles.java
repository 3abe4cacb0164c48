package org.graphrestore.reconstruction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.graphrestore.reconstruction.ReconstructionSummary.BaselineSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.Beside;
import org.graphrestore.reconstruction.ReconstructionSummary.DegreeBucket;
import org.graphrestore.reconstruction.ReconstructionSummary.HopSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;
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

  /** Columns after R-precision. */
  private static final int RANKING_COLUMNS = QueryMetrics.CUTOFFS.length + 17;

  private SummaryFiles() {}

  /** Returns the summary as indented JSON. */
  public static String json(ReconstructionSummary summary) {
    ObjectNode root = NODES.objectNode();
    root.put("nodes", summary.nodes());
    root.put("directed", summary.directed());
    root.put("queries", summary.queries());
    root.put("sampled", summary.sampled());
    put(root, summary.scores(), summary.baselines());
    PartFiles.put(root, summary.parts());
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write the summary as JSON", e);
    }
  }

  /** Puts the results of rankings. */
  static void put(ObjectNode node, List<ScoreSummary> scores, List<BaselineSummary> baselines) {
    ArrayNode list = node.putArray("scores");
    for (ScoreSummary score : scores) {
      ObjectNode entry = list.addObject();
      entry.put("score", score.score().label());
      put(entry, score.hops());
    }

    if (!baselines.isEmpty()) {
      ArrayNode baselineList = node.putArray("baselines");
      for (BaselineSummary baseline : baselines) {
        ObjectNode entry = baselineList.addObject();
        entry.put("baseline", baseline.baseline().label());
        put(entry, baseline.hops());
      }
    }
  }

  private static void put(ObjectNode node, List<HopSummary> summaries) {
    ArrayNode hops = node.putArray("hops");
    for (HopSummary hop : summaries) {
      ObjectNode atHop = hops.addObject();
      atHop.put("hop", hop.hop());
      atHop.put("queries", hop.shell().queries());
      atHop.set("shell", node(hop.shell()));
      atHop.set("ball", node(hop.ball()));
    }
  }

  /**
   * Returns the summary as CSV: a header, then a row a score or baseline, hop, and shell or ball.
   */
  public static String csv(ReconstructionSummary summary) {
    StringBuilder text = new StringBuilder(header());
    rows(text, "", summary.scores(), summary.baselines());
    return text.toString();
  }

  /** Returns the names of the columns, a line. */
  static String header() {
    StringBuilder text =
        new StringBuilder("score,hop,truth,queries,mean_size,map,random,map_low,map_high");
    for (int cutoff : QueryMetrics.CUTOFFS) {
      text.append(",precision_").append(cutoff);
    }
    text.append(",r_precision");
    for (int cutoff : QueryMetrics.CUTOFFS) {
      text.append(",recall_").append(cutoff);
    }
    text.append(",ndcg,ndcg_random,ndcg_low,ndcg_high,auc,auc_low,auc_high")
        .append(",mrr,mrr_random,mrr_low,mrr_high,r_precision_low,r_precision_high")
        .append(",ceiling,corrected,corrected_low,corrected_high");
    for (int cutoff : QueryMetrics.CUTOFFS) {
      text.append(",precision_" + cutoff + "_low,precision_" + cutoff + "_high");
    }
    for (int cutoff : QueryMetrics.CUTOFFS) {
      text.append(",recall_" + cutoff + "_low,recall_" + cutoff + "_high");
    }
    text.append('\n');
    return text.toString();
  }

  /**
   * Appends the rows of rankings.
   *
   * @param first columns before the others, each with its comma
   */
  static void rows(
      StringBuilder text,
      String first,
      List<ScoreSummary> scores,
      List<BaselineSummary> baselines) {
    scores.forEach(score -> rows(text, first + score.score().label(), score.hops()));
    baselines.forEach(base -> rows(text, first + base.baseline().label(), base.hops()));
  }

  private static void rows(StringBuilder text, String label, List<HopSummary> hops) {
    for (HopSummary hop : hops) {
      row(text, label, hop.hop(), "shell", hop.shell());
      row(text, label, hop.hop(), "ball", hop.ball());
    }
  }

  private static ObjectNode node(TruthSummary truth) {
    ObjectNode node = NODES.objectNode();
    node.put("map", truth.map());
    node.put("random", truth.random());
    put(node, "interval", truth.interval());
    node.put("queries", truth.queries());
    node.put("meanSize", truth.meanSize());
    putPrecision(node, truth.precisionAt());
    node.put("rPrecision", truth.rPrecision());
    ArrayNode byDegree = node.putArray("byDegree");
    for (DegreeBucket bucket : truth.byDegree()) {
      ObjectNode entry = byDegree.addObject();
      entry.put("from", bucket.from());
      entry.put("to", bucket.to());
      entry.put("queries", bucket.queries());
      entry.put("map", bucket.map());
      entry.put("random", bucket.random());
      if (bucket.beside() != null) {
        put(entry, bucket.beside());
      }
    }
    if (truth.ranking() != null) {
      put(node, truth.ranking());
    }
    return node;
  }

  private static void put(ObjectNode entry, Beside beside) {
    entry.put("ceiling", beside.ceiling());
    entry.put("rPrecision", beside.rPrecision());
    entry.put("ndcg", beside.ndcg());
    entry.put("mrr", beside.mrr());
    if (beside.ranking() != null) {
      put(entry, "interval", beside.interval());
      entry.put("meanSize", beside.meanSize());
      putPrecision(entry, beside.precisionAt());
      put(entry, beside.ranking());
    }
  }

  private static void putPrecision(ObjectNode node, List<PrecisionAt> precisionAt) {
    ObjectNode precision = node.putObject("precision");
    precisionAt.forEach(at -> precision.put(Integer.toString(at.n()), at.precision()));
    if (precisionAt.stream().anyMatch(at -> at.interval() != null)) {
      ObjectNode intervals = node.putObject("precisionInterval");
      precisionAt.forEach(at -> put(intervals, Integer.toString(at.n()), at.interval()));
    }
  }

  private static void put(ObjectNode node, RankingSummary ranking) {
    ObjectNode recall = node.putObject("recall");
    ranking.recallAt().forEach(at -> recall.put(Integer.toString(at.n()), at.recall()));
    if (ranking.recallAt().stream().anyMatch(at -> at.interval() != null)) {
      ObjectNode intervals = node.putObject("recallInterval");
      ranking.recallAt().forEach(at -> put(intervals, Integer.toString(at.n()), at.interval()));
    }
    put(node, "rPrecisionInterval", ranking.rPrecision());
    put(node, "ndcg", ranking.ndcg());
    put(node, "auc", ranking.auc());
    node.put("aucQueries", ranking.aucQueries());
    put(node, "mrr", ranking.mrr());
    node.put("ceiling", ranking.ceiling());
    node.put("corrected", ranking.corrected());
    put(node, "correctedInterval", ranking.correctedInterval());
  }

  private static void put(ObjectNode node, String name, RankingSummary.Measure measure) {
    node.put(name, measure == null ? null : measure.mean());
    node.put(name + "Random", measure == null ? null : measure.random());
    put(node, name + "Interval", measure == null ? null : measure.interval());
  }

  private static void put(ObjectNode node, String name, Interval interval) {
    if (interval != null) {
      ObjectNode ends = node.putObject(name);
      ends.put("low", interval.low());
      ends.put("high", interval.high());
      ends.put("level", interval.level());
    }
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
    text.append(',').append(t.rPrecision());
    if (t.ranking() == null) {
      text.append(",".repeat(RANKING_COLUMNS));
    } else {
      append(text, t.ranking());
    }
    t.precisionAt().forEach(at -> append(text, at.interval()));
    if (t.ranking() == null) {
      text.append(",,".repeat(QueryMetrics.CUTOFFS.length));
    } else {
      t.ranking().recallAt().forEach(at -> append(text, at.interval()));
    }
    text.append('\n');
  }

  private static void append(StringBuilder text, RankingSummary ranking) {
    ranking.recallAt().forEach(at -> text.append(',').append(at.recall()));
    append(text, ranking.ndcg(), true);
    append(text, ranking.auc(), false);
    append(text, ranking.mrr(), true);
    append(text, ranking.rPrecision());
    text.append(',').append(ranking.ceiling());
    text.append(',').append(ranking.corrected() == null ? "" : ranking.corrected());
    append(text, ranking.correctedInterval());
  }

  private static void append(StringBuilder text, RankingSummary.Measure measure, boolean random) {
    text.append(',').append(measure == null ? "" : measure.mean());
    if (random) {
      text.append(',').append(measure == null ? "" : measure.random());
    }
    append(text, measure == null ? null : measure.interval());
  }

  private static void append(StringBuilder text, Interval interval) {
    text.append(',').append(interval == null ? "" : interval.low());
    text.append(',').append(interval == null ? "" : interval.high());
  }
}
