package org.graphrestore.spark.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.NodeHash;

/**
 * A small graph store, written row by row on the driver in the obvious way; so that tests of what
 * stands on a graph store do not stand on ingest.
 */
public final class GraphFixture {
  private static final int ROWS_PER_FILE = 50;

  private final boolean directed;
  private final IdType idType;
  private final TreeSet<String> ids = new TreeSet<>();
  private final List<String[]> edges = new ArrayList<>();
  private final List<Float> weights = new ArrayList<>();
  private boolean weighted;

  private GraphFixture(boolean directed, IdType idType) {
    this.directed = directed;
    this.idType = idType;
  }

  /** Starts an undirected graph with text ids. */
  public static GraphFixture undirected() {
    return new GraphFixture(false, IdType.STRING);
  }

  /** Starts a directed graph with text ids. */
  public static GraphFixture directed() {
    return new GraphFixture(true, IdType.STRING);
  }

  /** Starts an undirected graph with numbers as ids. */
  public static GraphFixture ofNumbers() {
    return new GraphFixture(false, IdType.LONG);
  }

  /** Adds an edge. */
  public GraphFixture edge(String from, String to) {
    ids.add(from);
    ids.add(to);
    edges.add(new String[] {from, to});
    weights.add(1f);
    return this;
  }

  /** Adds an edge with a weight, which makes the graph weighted; once a pair of nodes. */
  public GraphFixture edge(String from, String to, float weight) {
    edge(from, to);
    weights.set(weights.size() - 1, weight);
    this.weighted = true;
    return this;
  }

  /** Adds a node without edges. */
  public GraphFixture node(String id) {
    ids.add(id);
    return this;
  }

  /** Returns the ids in the order of their indices. */
  public List<String> idsByIndex() {
    Comparator<String> byId =
        idType == IdType.LONG
            ? Comparator.comparingLong(Long::parseLong)
            : Comparator.naturalOrder();
    return ids.stream()
        .sorted(Comparator.comparingLong((String text) -> NodeHash.of(text)).thenComparing(byId))
        .toList();
  }

  /** Writes the store into a run folder. */
  public GraphStore write(SparkSession spark, java.nio.file.Path runFolder) {
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    StoreFolder folder =
        StoreFolder.at(new Path(runFolder.toUri().toString(), GraphStore.FOLDER), conf);
    Path attempt = folder.newAttempt();
    List<String> order = idsByIndex();
    SortedMap<String, Integer> index = new TreeMap<>();
    order.forEach(id -> index.put(id, index.size()));
    TreeSet<List<Integer>> arcs = new TreeSet<>(arcOrder());
    Map<List<Integer>, Float> weightOf = new HashMap<>();
    for (int e = 0; e < edges.size(); e++) {
      int from = index.get(edges.get(e)[0]);
      int to = index.get(edges.get(e)[1]);
      arcs.add(List.of(from, to));
      weightOf.put(List.of(from, to), weights.get(e));
      if (!directed) {
        arcs.add(List.of(to, from));
        weightOf.put(List.of(to, from), weights.get(e));
      }
    }

    int[] out = new int[order.size()];
    int[] in = new int[order.size()];
    arcs.forEach(
        arc -> {
          out[arc.get(0)]++;
          in[arc.get(1)]++;
        });
    List<long[]> nodeRows = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      nodeRows.add(new long[] {i, out[i], in[i]});
    }

    List<long[]> arcRows = arcs.stream().map(arc -> new long[] {arc.get(0), arc.get(1)}).toList();
    List<long[]> inRows =
        arcRows.stream()
            .sorted(Comparator.<long[]>comparingLong(a -> a[1]).thenComparingLong(a -> a[0]))
            .toList();
    StoreManifest.Builder manifest =
        StoreManifest.builder(StoreManifest.GRAPH, GraphStore.FORMAT_VERSION, "ingest")
            .fingerprint(
                Fingerprint.of(
                    "fixture",
                    1,
                    new TreeMap<>(
                        Map.of(
                            "arcs",
                            weighted ? arcs + " " + weights : arcs.toString(),
                            "ids",
                            order.toString()))))
            .count("nodes", order.size())
            .count("arcs", arcs.size())
            .fact("directed", Boolean.toString(directed))
            .fact("weighted", Boolean.toString(weighted))
            .fact("relational", "false")
            .fact("id_type", idType.name());
    String id = idType == IdType.LONG ? "BIGINT" : "STRING";
    manifest.table(
        GraphStore.NODES,
        table(
            folder,
            new Path(attempt, GraphStore.NODES),
            "index BIGINT NOT NULL, hash BIGINT NOT NULL, id "
                + id
                + " NOT NULL, label STRING, out_degree INT NOT NULL, in_degree INT NOT NULL",
            nodeRows,
            0,
            (row, fields) -> {
              String text = order.get((int) row[0]);
              fields.putLong(0, row[0]);
              fields.putLong(1, NodeHash.of(text));
              if (idType == IdType.LONG) {
                fields.putLong(2, Long.parseLong(text));
              } else {
                fields.putText(2, text);
              }

              fields.putInt(4, (int) row[1]);
              fields.putInt(5, (int) row[2]);
            },
            conf));
    String arcDdl =
        "src BIGINT NOT NULL, dst BIGINT NOT NULL, weight FLOAT NOT NULL, relation INT NOT NULL,"
            + " inverse BOOLEAN NOT NULL";
    PutRow putArc =
        (row, fields) -> {
          fields.putLong(0, row[0]);
          fields.putLong(1, row[1]);
          fields.putFloat(2, weightOf.get(List.of((int) row[0], (int) row[1])));
          fields.putInt(3, 0);
          fields.putBoolean(4, false);
        };
    manifest.table(
        GraphStore.ARCS,
        table(folder, new Path(attempt, GraphStore.ARCS), arcDdl, arcRows, 0, putArc, conf));
    if (directed) {
      manifest.table(
          GraphStore.IN_ARCS,
          table(folder, new Path(attempt, GraphStore.IN_ARCS), arcDdl, inRows, 1, putArc, conf));
    }

    folder.commit(manifest.build());
    return GraphStore.open(spark, folder.path());
  }

  private interface PutRow {
    void put(long[] row, TableFileWriter.Fields fields);
  }

  private static StoreManifest.Table table(
      StoreFolder folder,
      Path table,
      String ddl,
      List<long[]> rows,
      int key,
      PutRow put,
      Configuration conf) {
    List<StoreManifest.TableFile> files = new ArrayList<>();
    int at = 0;
    while (at < rows.size()) {
      int end = Math.min(rows.size(), at + ROWS_PER_FILE);
      while (end < rows.size() && rows.get(end)[key] == rows.get(end - 1)[key]) {
        end++;
      }

      try (TableFileWriter file = TableFileWriter.create(table, files.size(), ddl, conf)) {
        for (long[] row : rows.subList(at, end)) {
          file.write(row[key], fields -> put.put(row, fields));
        }

        files.add(file.finish(folder.path()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }

      at = end;
    }

    return new StoreManifest.Table(ddl, files);
  }

  private static Comparator<List<Integer>> arcOrder() {
    return Comparator.<List<Integer>>comparingInt(arc -> arc.get(0))
        .thenComparingInt(arc -> arc.get(1));
  }
}
