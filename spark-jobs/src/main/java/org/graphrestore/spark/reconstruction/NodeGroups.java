package org.graphrestore.spark.reconstruction;

import static org.apache.spark.sql.functions.col;

import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.reconstruction.Grouping;
import org.graphrestore.spark.ingest.GraphComponents;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.exchange.LabelFiles;
import org.graphrestore.spark.store.exchange.LabelLines;

/**
 * Which nodes are in which groups, as rows (index, name of the group): the name is a relation's
 * number, a component's lowest node, the hash of a community's node, a type or a label.
 */
final class NodeGroups {
  /** Columns of the rows. */
  static final String SCHEMA = "index BIGINT NOT NULL, grp STRING NOT NULL";

  private final GraphStore graph;
  private final RunContext run;
  private final SparkSession spark;
  private final JavaSparkContext context;

  NodeGroups(GraphStore graph, RunContext run) {
    this.graph = graph;
    this.run = run;
    this.spark = run.spark();
    this.context = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
  }

  /**
   * Checks what can be known before anything is computed.
   *
   * @param labels file of labels, or an empty text
   * @throws UserMistakeException if the graph has no relations or types, or there are no labels
   */
  static void require(GraphStore graph, Grouping by, String labels) {
    if (by == Grouping.RELATION && !graph.relational()) {
      throw new UserMistakeException(
          "reconstruct.by=relation needs relations, but the edges of "
              + graph.path()
              + " have none; ingest them with a column of relations (--relation)");
    }

    if (by == Grouping.TYPE && !graph.files().typed()) {
      throw new UserMistakeException(
          "reconstruct.by=type needs types of nodes, but those of "
              + graph.path()
              + " have none; ingest a table of nodes with a column of types (ingest.node-type)");
    }

    if (by == Grouping.LABEL) {
      LabelFiles unused = labels(graph, labels);
    }
  }

  /** Finds the files of labels. */
  static LabelFiles labels(GraphStore graph, String labels) {
    return LabelFiles.of(
        new Path(labels), graph.nodeTable().sparkSession().sparkContext().hadoopConfiguration());
  }

  /**
   * Returns the rows; some are computed as they are read.
   *
   * @param layout blocks of nodes
   * @param scratch scratch files
   * @param folder subfolder of them
   */
  Dataset<Row> rows(
      Grouping by, String labels, BlockLayout layout, ScratchFiles scratch, String folder) {
    return switch (by) {
      case RELATION -> relations();
      case COMPONENT ->
          named(
              GraphComponents.names(
                  context, graph.files(), graph.arcs(), scratch.path(folder + "/components")),
              "component");
      case COMMUNITY ->
          spark.createDataFrame(
              new CommunityJob(context, graph.files(), layout, scratch, run.seed()).run(folder),
              StructType.fromDDL(SCHEMA));
      case TYPE -> named(graph.nodeTable().where(col("type").isNotNull()), "type");
      case LABEL -> labels(labels);
    };
  }

  private static Dataset<Row> named(Dataset<Row> rows, String column) {
    return rows.select(col("index"), col(column).cast("string").as("grp"));
  }

  private Dataset<Row> relations() {
    Dataset<Row> arcs = graph.arcTable();
    Dataset<Row> ends = arcs.select(col("src").as("index"), col("relation"));
    if (graph.directed()) {
      ends = ends.union(arcs.select(col("dst").as("index"), col("relation")));
    }
    return named(ends.distinct(), "relation");
  }

  private Dataset<Row> labels(String path) {
    LabelFiles files = labels(graph, path);
    LabelLines lines = new LabelLines(context, files);
    lines.check();
    Dataset<Row> labels =
        spark
            .createDataFrame(
                lines.pairs().map(pair -> RowFactory.create(pair._1(), pair._2())),
                StructType.fromDDL("node STRING NOT NULL, grp STRING NOT NULL"))
            .distinct();
    Dataset<Row> nodes = graph.nodeTable().select(col("index"), col("id").cast("string").as("id"));
    Dataset<Row> unknown =
        labels.select("node").distinct().join(nodes, col("node").equalTo(col("id")), "left_anti");
    long missing = unknown.count();
    if (missing > 0) {
      String example = unknown.orderBy("node").limit(1).collectAsList().get(0).getString(0);
      run.progress()
          .warned(
              String.format(
                  Locale.ROOT,
                  "%,d nodes with labels in %s are not in the graph, for example %s; they are left"
                      + " out",
                  missing,
                  path,
                  example));
    }

    return labels.join(nodes, col("node").equalTo(col("id"))).select(col("index"), col("grp"));
  }
}
