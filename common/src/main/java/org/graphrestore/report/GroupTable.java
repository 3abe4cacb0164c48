package org.graphrestore.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphrestore.reconstruction.RankingSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.HopSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;
import org.graphrestore.reconstruction.ReconstructionSummary.PrecisionAt;

/**
 * A table with a row a group of queries, or a truth: all figures at the first hop, mAP and its
 * corrected value at the others. The first rows are shown, the others folded.
 */
final class GroupTable {
  private static final int SHOWN = 12;
  private static final int CUTOFF = 10;

  private final HopNames names;
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private final List<Double> maps = new ArrayList<>();
  private int hops;

  GroupTable(HopNames names) {
    this.names = names;
  }

  /**
   * What a row says of one hop.
   *
   * @param map mean average precision; the others may be null
   */
  record Cell(
      long queries,
      double map,
      double random,
      Interval interval,
      List<PrecisionAt> precisionAt,
      RankingSummary ranking) {
    static Cell of(HopSummary hop) {
      return new Cell(
          hop.shell().queries(),
          hop.shell().map(),
          hop.shell().random(),
          hop.shell().interval(),
          hop.shell().precisionAt(),
          hop.shell().ranking());
    }
  }

  /**
   * Adds a row.
   *
   * @param detail beside the name, or an empty text
   * @param size how large the group is
   * @param cells one a hop, or null where there is none
   */
  void add(String name, String detail, String size, List<Cell> cells) {
    hops = Math.max(hops, cells.size());
    Cell first = cells.get(0);
    boolean known = first != null && first.queries() > 0;
    maps.add(known ? first.map() : 0);
    RankingSummary ranking = known ? first.ranking() : null;
    View row =
        new View()
            .with("name", name)
            .with("detail", detail)
            .with("size", size)
            .with("queries", Figures.count(first == null ? 0 : first.queries()))
            .with("map", known ? Figures.precision(first.map()) : "\u2013")
            .with("interval", known ? interval(first.interval()) : "")
            .with("times", known ? Figures.times(first.map(), first.random()) : "")
            .with("corrected", ranking == null ? "" : corrected(ranking))
            .with("auc", ranking == null ? "" : measure(ranking.auc()))
            .with("mrr", ranking == null ? "" : measure(ranking.mrr()))
            .with("precision", known ? precision(first) : "")
            .with("recall", ranking == null ? "" : recall(ranking))
            .with("farther", cells.stream().skip(1).map(GroupTable::farther).toList());
    rows.add(row.members());
  }

  private static Map<String, Object> farther(Cell cell) {
    boolean known = cell != null && cell.queries() > 0;
    return new View()
        .with("map", known ? Figures.precision(cell.map()) : "\u2013")
        .with("corrected", known && cell.ranking() != null ? corrected(cell.ranking()) : "")
        .members();
  }

  /** Returns the table; the bar of a row is its share of the best one. */
  Map<String, Object> members(String caption, String head, String sizeHead) {
    double most = maps.stream().mapToDouble(map -> map).max().orElse(0);
    List<Map<String, Object>> barred = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      double share = most > 0 ? Math.round(1000 * maps.get(i) / most) / 10.0 : 0;
      View row = new View().with("share", share);
      rows.get(i).forEach(row::with);
      barred.add(row.members());
    }

    // One or two rows more are not worth a fold.
    int shown = rows.size() <= SHOWN + 2 ? rows.size() : SHOWN;
    List<String> farther = new ArrayList<>();
    for (int hop = 2; hop <= hops; hop++) {
      farther.add(names.title(hop));
    }
    List<Map<String, Object>> tables = new ArrayList<>();
    tables.add(table("", barred.subList(0, shown)));
    if (shown < rows.size()) {
      tables.add(table(Figures.count(rows.size() - shown), barred.subList(shown, rows.size())));
    }
    return new View()
        .with("caption", caption)
        .with("head", head)
        .with("sized", !sizeHead.isEmpty())
        .with("sizeHead", sizeHead)
        .with("first", names.title(1))
        .with("farther", farther)
        .with("tables", tables)
        .members();
  }

  private static Map<String, Object> table(String folded, List<Map<String, Object>> rows) {
    return new View().with("folded", folded).with("rows", rows).members();
  }

  private static String precision(Cell cell) {
    return cell.precisionAt().stream()
        .filter(at -> at.n() == CUTOFF)
        .map(at -> Figures.precision(at.precision()))
        .findFirst()
        .orElse("");
  }

  private static String recall(RankingSummary ranking) {
    return ranking.recallAt().stream()
        .filter(at -> at.n() == CUTOFF)
        .map(at -> Figures.precision(at.recall()))
        .findFirst()
        .orElse("");
  }

  private static String corrected(RankingSummary ranking) {
    if (ranking.corrected() == null) {
      return "";
    }

    double value = ranking.corrected();
    return (value < 0 ? "\u2212" : "") + Figures.precision(Math.abs(value));
  }

  private static String measure(RankingSummary.Measure measure) {
    return measure == null ? "" : Figures.precision(measure.mean());
  }

  private static String interval(Interval interval) {
    return interval == null
        ? ""
        : Figures.precision(interval.low()) + "\u2013" + Figures.precision(interval.high());
  }
}
