package org.graphrestore.spark.linkprediction;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.linkprediction.CommonNeighbours;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.TileScorer;
import org.graphrestore.spark.ingest.InternalRows;
import org.graphrestore.spark.ingest.TableOutput;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.JvmGraph;
import org.graphrestore.spark.store.StoreManifest.Table;

/**
 * Scores pairs of nodes by their vectors and by the baselines, and writes the table of pairs. The
 * vectors are joined to the pairs: 8 bytes a dimension and pair are shuffled at most.
 */
final class PairScoring {
  static final String COMMON = "common-neighbours";
  static final String ADAMIC_ADAR = "adamic-adar";

  /** Arcs of a graph that is held whole in every executor for common neighbours: 1 GB. */
  static final long SHARED_ARCS = 1L << 28;

  private static final long PAIRS_PER_FILE = 8_000_000;
  private static final long FEW_PAIRS = 400_000;

  private final SparkSession spark;
  private final GraphStore training;
  private final EmbeddingStore embeddings;
  private final List<ScoreKind> kinds;
  private final boolean shared;

  PairScoring(
      SparkSession spark, GraphStore training, EmbeddingStore embeddings, List<ScoreKind> kinds) {
    this.spark = spark;
    this.training = training;
    this.embeddings = embeddings;
    this.kinds = kinds;
    this.shared = !training.directed() && training.arcs() <= SHARED_ARCS;
  }

  /** Returns the names of the scores, in the order of their columns. */
  List<String> names() {
    List<String> names =
        kinds.stream().map(ScoreKind::label).collect(Collectors.toCollection(ArrayList::new));
    names.add(LinkInputs.DEGREE);
    if (shared) {
      names.add(COMMON);
      names.add(ADAMIC_ADAR);
    }

    return names;
  }

  /** Returns the column of a score. */
  static String column(String name) {
    return name.replace('-', '_');
  }

  /**
   * Scores and writes.
   *
   * @param pairs src, dst, positive
   * @param count about how many, from which the number of files follows
   * @return the table: src, dst, positive, src_id, dst_id, a DOUBLE a score; sorted by src and dst
   */
  Table write(Dataset<Row> pairs, long count, Path store, Path folder, Configuration conf) {
    Dataset<Row> vectors = embeddings.vectorTable().select("index", "id", "vector");
    Dataset<Row> degrees =
        training
            .nodeTable()
            .selectExpr(
                "index", (training.directed() ? "out_degree + in_degree" : "out_degree") + " as d");
    Dataset<Row> ends = vectors.join(degrees, "index");
    Dataset<Row> joined =
        pairs
            .join(ends.toDF("src", "src_id", "src_vector", "src_degree"), "src")
            .join(ends.toDF("dst", "dst_id", "dst_vector", "dst_degree"), "dst")
            .select(
                "src",
                "dst",
                "positive",
                "src_id",
                "dst_id",
                "src_vector",
                "dst_vector",
                "src_degree",
                "dst_degree");
    boolean numbers = joined.schema().apply("src_id").dataType().typeName().equals("long");
    Work work =
        new Work(
            kinds, embeddings.dim(), shared ? training.files() : null, numbers, names().size());
    JavaRDD<Row> scored = InternalRows.of(joined).map(work::score);
    String ddl = ddl(numbers);
    int files = count < FEW_PAIRS ? 1 : (int) Math.max(4, count / PAIRS_PER_FILE);
    long perFile = (training.nodes() + files - 1) / files;
    Dataset<Row> sorted =
        spark
            .createDataFrame(scored, StructType.fromDDL(ddl))
            .repartitionById(files, functions.expr("cast(src div " + perFile + " as int)"))
            .sortWithinPartitions("src", "dst", "positive");
    return TableOutput.write(sorted, ddl, 0, store, folder, conf);
  }

  private String ddl(boolean numbers) {
    String id = numbers ? "BIGINT" : "STRING";
    return "src BIGINT NOT NULL, dst BIGINT NOT NULL, positive BOOLEAN NOT NULL, src_id "
        + id
        + " NOT NULL, dst_id "
        + id
        + " NOT NULL"
        + names().stream()
            .map(name -> ", " + column(name) + " DOUBLE NOT NULL")
            .collect(Collectors.joining());
  }

  /** What a task does to a pair. Travels in closures. */
  private record Work(
      List<ScoreKind> kinds, int dim, GraphFiles shared, boolean numbers, int scores)
      implements java.io.Serializable {

    Row score(InternalRow row) {
      Object[] fields = new Object[5 + scores];
      long src = row.getLong(0);
      long dst = row.getLong(1);
      fields[0] = src;
      fields[1] = dst;
      fields[2] = row.getBoolean(2);
      fields[3] = numbers ? (Object) row.getLong(3) : row.getUTF8String(3).toString();
      fields[4] = numbers ? (Object) row.getLong(4) : row.getUTF8String(4).toString();
      float[] one = row.getArray(5).toFloatArray();
      EmbeddingBlock other = new EmbeddingBlock(dst, dim, row.getArray(6).toFloatArray());
      int at = 5;
      for (ScoreKind kind : kinds) {
        fields[at++] = new TileScorer(kind, one, dim, 0, 1).score(0, other, 0);
      }

      fields[at++] = (double) row.getInt(7) * row.getInt(8);
      if (shared != null) {
        AdjacencyBlock graph = JvmGraph.outNeighbours(shared);
        double[] baselines = CommonNeighbours.scores(graph, (int) src, (int) dst);
        fields[at++] = baselines[0];
        fields[at] = baselines[1];
      }

      return RowFactory.create(fields);
    }
  }
}
