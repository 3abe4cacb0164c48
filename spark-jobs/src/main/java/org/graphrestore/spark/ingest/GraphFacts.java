package org.graphrestore.spark.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import org.graphrestore.graph.ComponentSizes;
import org.graphrestore.graph.DegreeStatistics;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.IngestParams.Format;
import org.graphrestore.spark.ingest.Preparation.Prepared;
import org.graphrestore.spark.store.StoreManifest;

/** Turns what the tasks counted into the counts and facts of a graph's manifest. */
final class GraphFacts {
  private static final int TOP_RELATIONS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StoreManifest.Builder manifest;
  private final boolean directed;
  private long edgesBefore;
  private long nodes;

  GraphFacts(
      StoreManifest.Builder manifest, IngestParams params, EdgeLayout layout, IdType idType) {
    this.manifest = manifest;
    this.directed = params.directed();
    manifest
        .fact("directed", Boolean.toString(directed))
        .fact("weighted", Boolean.toString(layout.weighted()))
        .fact("relational", Boolean.toString(layout.relational()))
        .fact("id_type", idType.name())
        .fact(
            "format",
            layout.format() == Format.AUTO
                ? "table"
                : layout.format().name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** Adds what was read. */
  void rows(long files, long rows, long loops, long otherLines) {
    manifest
        .count("input_files", files)
        .count("rows", rows)
        .count("other_lines", otherLines)
        .count("self_loops", loops);
  }

  /** Adds what reading left out, and the rows of the node table. */
  void reading(RawResult read, IngestParams params) {
    manifest.count("node_rows", read.total(RawWriter.NODE_ROWS));
    read.filtered().forEach((filter, rows) -> manifest.count("filtered_" + filter, rows));
    manifest.count("dropped_rows", read.dropped().total());
    read.dropped()
        .counts()
        .forEach((reason, rows) -> manifest.count("dropped_" + reason.replace('-', '_'), rows));
    if (params.badRows().drops()) {
      manifest.fact("dropped_examples", json(read.dropped().examples()));
    }
  }

  /**
   * Adds what merging did.
   *
   * @param rows rows that are edges
   */
  void merged(long rows, ArcTables arcs) {
    manifest.count("duplicates", rows - edges(arcs));
    this.edgesBefore = edges(arcs);
  }

  /** Adds what preparation found and removed, and what is left. */
  void prepared(Prepared prepared, ArcTables arcs) {
    this.nodes = prepared.kept().count();
    ComponentSizes sizes = prepared.sizes();
    boolean chosen = prepared.byComponent() > 0;
    manifest
        .count("nodes", nodes)
        .count("arcs", arcs.count(ArcWriter.ARCS))
        .count("edges", edges(arcs))
        .count("simple_edges", simpleEdges(arcs))
        .count("loops", arcs.count(ArcWriter.LOOPS))
        .count("components", chosen ? 1 : sizes.components())
        .count("components_found", sizes.components())
        .count("largest_component", sizes.largest())
        .count("removed_by_degree", prepared.byDegree())
        .count("removed_by_core", prepared.byCore())
        .count("removed_by_component", prepared.byComponent())
        .count("removed_nodes", prepared.byDegree() + prepared.byCore() + prepared.byComponent())
        .count("removed_edges", edgesBefore - edges(arcs))
        .fact("component_histogram", histogram(sizes.counts(), b -> 1L << b));
  }

  /** An undirected edge is two arcs, and one where it leads from a node to itself. */
  private long edges(ArcTables arcs) {
    long rows = arcs.count(ArcWriter.ARCS);
    return directed ? rows : (rows + arcs.count(ArcWriter.LOOPS)) / 2;
  }

  private long simpleEdges(ArcTables arcs) {
    long pairs = arcs.count(ArcWriter.PAIRS);
    return directed ? pairs : (pairs + arcs.count(ArcWriter.LOOP_PAIRS)) / 2;
  }

  /** Adds what the tasks of {@link NodeWriter} counted. */
  void nodes(List<TaskReport> reports) {
    DegreeStatistics degrees = new DegreeStatistics();
    for (TaskReport report : reports) {
      long[] numbers = new long[DegreeStatistics.BUCKETS + 2];
      System.arraycopy(report.counts(), NodeWriter.DEGREES, numbers, 0, numbers.length);
      degrees.add(DegreeStatistics.ofLongs(numbers));
    }

    manifest
        .count("typed", GraphBuild.total(reports, NodeWriter.TYPED))
        .count("isolated", GraphBuild.total(reports, NodeWriter.ISOLATED))
        .count("labelled", GraphBuild.total(reports, NodeWriter.LABELLED))
        .count("max_degree", degrees.max())
        .fact("mean_degree", String.format(Locale.ROOT, "%.4f", (double) degrees.sum() / nodes))
        .fact("degree_histogram", histogram(degrees.counts(), DegreeStatistics::lowest));
    if (directed) {
      manifest.count("sinks", GraphBuild.total(reports, NodeWriter.SINKS));
    }
  }

  /** Adds the relations and the number of edges of each. */
  void relations(List<String> names, long[] counts) {
    SortedMap<String, Long> edges = new TreeMap<>();
    for (int r = 0; r < counts.length; r++) {
      if (counts[r] > 0) {
        edges.put(names.get(r), counts[r]);
      }
    }

    List<Map<String, Object>> top = new ArrayList<>();
    edges.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(TOP_RELATIONS)
        .forEach(e -> top.add(new TreeMap<>(Map.of("name", e.getKey(), "edges", e.getValue()))));
    manifest.count("relations", names.size()).fact("top_relations", json(top));
  }

  /** Returns [lowest value, count] of every bucket up to the last that is not empty. */
  private static String histogram(long[] counts, IntToLongFunction lowest) {
    int used = counts.length;
    while (used > 0 && counts[used - 1] == 0) {
      used--;
    }

    List<long[]> buckets = new ArrayList<>();
    for (int b = 0; b < used; b++) {
      buckets.add(new long[] {lowest.applyAsLong(b), counts[b]});
    }

    return json(buckets);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Counts are always JSON", e);
    }
  }
}
