package org.graphrestore.spark.ingest;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.StoreManifest.Table;

/** The sorted arcs of a graph that is being made: out-arcs, and in-arcs if it is directed. */
final class ArcTables {
  private final boolean directed;
  private final long nodes;
  private final Path store;
  private final Configuration conf;
  private List<TaskReport> outReports = List.of();
  private List<TaskReport> inReports = List.of();

  ArcTables(boolean directed, long nodes, Path store, Configuration conf) {
    this.directed = directed;
    this.nodes = nodes;
    this.store = store;
    this.conf = conf;
  }

  void out(List<TaskReport> reports) {
    this.outReports = reports;
  }

  void in(List<TaskReport> reports) {
    this.inReports = reports;
  }

  Table out() {
    return GraphBuild.table(ArcWriter.SCHEMA, outReports);
  }

  /** Returns one of the counts of {@link ArcWriter}, over the files of out-arcs. */
  long count(int count) {
    return GraphBuild.total(outReports, count);
  }

  /** Returns the way to the arcs from inside a task; weights are not read. */
  GraphFiles files() {
    StoreManifest.Builder draft =
        StoreManifest.builder(StoreManifest.GRAPH, GraphStore.FORMAT_VERSION, IngestStage.STAGE)
            .count("nodes", nodes)
            .fact("directed", Boolean.toString(directed))
            .fact("weighted", "false");
    describe(draft);
    return new GraphFiles(store, draft.build(), conf);
  }

  /** Adds the tables to a manifest. */
  void describe(StoreManifest.Builder manifest) {
    manifest.table(GraphStore.ARCS, out());
    if (directed) {
      manifest.table(GraphStore.IN_ARCS, GraphBuild.table(ArcWriter.SCHEMA, inReports));
    }
  }

  /** Returns these arcs without the nodes that were removed. */
  ArcTables compact(Compaction compaction, KeptNodes kept, JavaSparkContext context, Path folder) {
    ArcTables left = new ArcTables(directed, kept.count(), store, conf);
    left.out(compaction.write(context, out(), true, new Path(folder, GraphStore.ARCS)));
    if (directed) {
      Table in = GraphBuild.table(ArcWriter.SCHEMA, inReports);
      left.in(compaction.write(context, in, false, new Path(folder, GraphStore.IN_ARCS)));
    }

    return left;
  }
}
