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
import org.graphrestore.graph.DegreeStatistics;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.IngestParams.Format;
import org.graphrestore.spark.store.StoreManifest;

/** Turns what the tasks counted into the counts and facts of a graph's manifest. */
final class GraphFacts {
  private static final int TOP_RELATIONS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StoreManifest.Builder manifest;
  private final boolean directed;
  private final boolean relational;
  private long rowsWithoutLoops;
  private long nodes;

  GraphFacts(
      StoreManifest.Builder manifest, IngestParams params, EdgeLayout layout, IdType idType) {
    this.manifest = manifest;
    this.directed = params.directed();
    this.relational = layout.relational();
    manifest
        .fact("directed", Boolean.toString(directed))
        .fact("weighted", Boolean.toString(layout.weighted()))
        .fact("relational", Boolean.toString(relational))
        .fact("id_type", idType.name())
        .fact(
            "format",
            layout.format() == Format.AUTO
                ? "table"
                : layout.format().name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** Adds what was read. */
  void rows(long files, long rows, long loops, long otherLines) {
    this.rowsWithoutLoops = rows - loops;
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

  /** Adds what was left after merging. */
  void arcs(long nodeCount, long arcs, long pairs) {
    this.nodes = nodeCount;
    long edges = directed ? arcs : arcs / 2;
    manifest
        .count("nodes", nodeCount)
        .count("arcs", arcs)
        .count("edges", edges)
        .count("simple_edges", directed ? pairs : pairs / 2)
        .count("duplicates", rowsWithoutLoops - edges);
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
        .fact("degree_histogram", histogram(degrees));
    if (directed) {
      manifest.count("sinks", GraphBuild.total(reports, NodeWriter.SINKS));
    }
  }

  /** Adds the relations; returns the number of edges of each. */
  SortedMap<String, Long> relations(List<String> names, List<TaskReport> sorted) {
    SortedMap<String, Long> edges = new TreeMap<>();
    if (relational) {
      for (TaskReport report : sorted) {
        report
            .relations()
            .forEach((id, count) -> edges.merge(names.get(Integer.parseInt(id)), count, Long::sum));
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
    return edges;
  }

  /** Returns [lowest degree, nodes] of every bucket up to the last that is not empty. */
  private static String histogram(DegreeStatistics degrees) {
    long[] counts = degrees.counts();
    int used = counts.length;
    while (used > 0 && counts[used - 1] == 0) {
      used--;
    }

    List<long[]> buckets = new ArrayList<>();
    for (int b = 0; b < used; b++) {
      buckets.add(new long[] {DegreeStatistics.lowest(b), counts[b]});
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
