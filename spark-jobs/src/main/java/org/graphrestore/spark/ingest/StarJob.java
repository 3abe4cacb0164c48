package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.ComponentSizes;
import org.graphrestore.graph.NodeBits;
import org.graphrestore.graph.StarContraction;
import org.graphrestore.spark.ingest.ComponentJob.Components;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.ParquetColumns;
import org.graphrestore.spark.store.StoreManifest.TableFile;
import org.graphrestore.spark.store.TableFileWriter;
import scala.Tuple2;

/**
 * Components of graphs of any size, by {@link StarContraction}: a round is two shuffles of the
 * pairs that are left, at most one a edge, each into a scratch table, so no lineage grows. A task
 * holds one row at a time (and a bit a node at the beginning and the end); Spark's sort spills.
 */
final class StarJob {
  private static final String SCHEMA = "node BIGINT NOT NULL, other BIGINT NOT NULL";
  private static final long PAIRS_PER_PART = 4_000_000;
  private static final int MOST_PARTS = 4096;

  private final JavaSparkContext context;
  private final SparkSession spark;
  private final GraphFiles graph;

  StarJob(JavaSparkContext context, GraphFiles graph) {
    this.context = context;
    this.spark = SparkSession.builder().sparkContext(context.sc()).getOrCreate();
    this.graph = graph;
  }

  Components find(KeptNodes kept) {
    List<TaskReport> stars = stars(kept);
    ComponentSizes sizes = sizes(kept, stars);
    return new Components(sizes, largest(kept, stars, sizes));
  }

  /** Returns the name of every node's component, all nodes being left: (node, name). */
  Dataset<Row> names(KeptNodes all) {
    Dataset<Row> nodes = spark.range(all.layout().nodes()).toDF("index");
    List<TaskReport> stars = stars(all);
    if (rows(stars) == 0) {
      return nodes.withColumn("component", functions.col("index"));
    }

    return nodes
        .join(
            read(all.files(), stars), functions.col("index").equalTo(functions.col("node")), "left")
        .select(
            functions.col("index"),
            functions.coalesce(functions.col("other"), functions.col("index")).as("component"));
  }

  /** Contracts edges until every node that is left is paired with its component's lowest. */
  private List<TaskReport> stars(KeptNodes kept) {
    List<TaskReport> pairs = pairs(kept);
    for (int round = 0; rows(pairs) > 0; round++) {
      List<TaskReport> large = step(kept, pairs, true, "large-" + round);
      delete(kept, pairs);
      List<TaskReport> small = step(kept, large, false, "small-" + round);
      delete(kept, large);
      pairs = small;
      if (GraphBuild.total(large, 0) + GraphBuild.total(small, 0) == 0) {
        break;
      }
    }

    return pairs;
  }

  /** Writes the edges between nodes that are left, as (larger, lower). */
  private List<TaskReport> pairs(KeptNodes kept) {
    GraphFiles from = graph;
    BlockLayout layout = kept.layout();
    return context
        .parallelize(numbers(layout.blocks()), layout.blocks())
        .map(
            b -> {
              NodeBits present = kept.everything() ? null : kept.read();
              try (PairWriter out = new PairWriter(kept.files(), "pairs", b)) {
                from.visitArcs(
                    layout.firstIndex(b),
                    layout.rows(b),
                    (src, dst) -> {
                      boolean counts = from.directed() ? src != dst : src > dst;
                      if (counts
                          && (present == null
                              || (present.contains(src) && present.contains(dst)))) {
                        out.put(Math.max(src, dst), Math.min(src, dst));
                      }
                    });
                return out.report(0);
              }
            })
        .collect()
        .stream()
        .map(TaskReport::parse)
        .toList();
  }

  private List<TaskReport> step(
      KeptNodes kept, List<TaskReport> pairs, boolean large, String name) {
    long rows = large ? 2 * rows(pairs) : rows(pairs);
    int parts = (int) Math.max(1, Math.min(MOST_PARTS, rows / PAIRS_PER_PART));
    long perPart = (graph.nodes() + parts - 1) / parts;
    Dataset<Row> table = read(kept.files(), pairs);
    if (large) {
      table =
          table.selectExpr(
              "inline(array(named_struct('node', node, 'other', other),"
                  + "named_struct('node', other, 'other', node)))");
    }

    Dataset<Row> sorted =
        table
            .repartitionById(parts, functions.expr("cast(node div " + perPart + " as int)"))
            .sortWithinPartitions("node", "other");
    return InternalRows.of(sorted)
        .mapPartitionsWithIndex(new Step(kept.files(), name, large), false)
        .collect()
        .stream()
        .map(TaskReport::parse)
        .toList();
  }

  private static final class Step
      implements Function2<Integer, Iterator<InternalRow>, Iterator<String>> {
    private static final long serialVersionUID = 1L;

    private final PreparationFiles files;
    private final String name;
    private final boolean large;

    Step(PreparationFiles files, String name, boolean large) {
      this.files = files;
      this.name = name;
      this.large = large;
    }

    @Override
    public Iterator<String> call(Integer part, Iterator<InternalRow> rows) throws IOException {
      try (PairWriter out = new PairWriter(files, name, part)) {
        StarContraction step =
            large ? new StarContraction.Large(out::put) : new StarContraction.Small(out::put);
        while (rows.hasNext()) {
          InternalRow row = rows.next();
          step.add(row.getLong(0), row.getLong(1));
        }

        return List.of(out.report(step.changes())).iterator();
      }
    }
  }

  /** Counts the stars, of which every pair is a node and its centre, and the nodes without one. */
  private ComponentSizes sizes(KeptNodes kept, List<TaskReport> stars) {
    ComponentSizes sizes = new ComponentSizes();
    if (rows(stars) > 0) {
      InternalRows.of(read(kept.files(), stars).groupBy("other").count())
          .mapPartitions(StarJob::measure)
          .collect()
          .forEach(part -> sizes.add(ComponentSizes.ofLongs(part)));
    }

    // Of single nodes only their number is known; the lowest one is asked for where none is larger.
    long single = kept.count() - sizes.nodes();
    sizes.addSingle(single, sizes.components() == 0 ? lowest(kept) : Long.MAX_VALUE);
    return sizes;
  }

  private static Iterator<long[]> measure(Iterator<InternalRow> centres) {
    ComponentSizes sizes = new ComponentSizes();
    while (centres.hasNext()) {
      InternalRow centre = centres.next();
      sizes.add(centre.getLong(0), centre.getLong(1) + 1);
    }

    return List.of(sizes.toLongs()).iterator();
  }

  private long lowest(KeptNodes kept) {
    return context
        .parallelize(List.of(0), 1)
        .map(
            one -> {
              NodeBits present = kept.read();
              long node = 0;
              while (!present.contains(node)) {
                node++;
              }

              return node;
            })
        .collect()
        .get(0);
  }

  /** Writes the bits of the largest component. */
  private KeptNodes largest(KeptNodes kept, List<TaskReport> stars, ComponentSizes sizes) {
    BlockLayout layout = kept.layout();
    PreparationFiles files = kept.files();
    long centre = sizes.largestName();
    List<TableFile> tables = stars.stream().flatMap(report -> report.files().stream()).toList();
    String[] paths = tables.stream().map(TableFile::path).toArray(String[]::new);
    long[] firsts = tables.stream().mapToLong(TableFile::firstKey).toArray();
    long[] lasts = tables.stream().mapToLong(TableFile::lastKey).toArray();
    List<Tuple2<Integer, String>> names =
        context
            .parallelize(numbers(layout.blocks()), layout.blocks())
            .map(
                b -> {
                  NodeBits bits = NodeBits.none(layout.nodes());
                  long first = layout.firstIndex(b);
                  long last = first + layout.rows(b) - 1;
                  if (centre >= first && centre <= last) {
                    bits.add(centre);
                  }

                  for (int f = 0; f < paths.length; f++) {
                    if (firsts[f] <= last && lasts[f] >= first) {
                      mark(files, paths[f], first, last, centre, bits);
                    }
                  }

                  return new Tuple2<>(b, files.writeBits("largest", bits, layout, b));
                })
            .collect();
    return kept.of(names.stream().map(Tuple2::_2).toArray(String[]::new), sizes.largest());
  }

  private static void mark(
      PreparationFiles files, String path, long first, long last, long centre, NodeBits bits)
      throws IOException {
    ParquetColumns.visit(
        files.conf(),
        new Path(files.folder(), path),
        "node",
        first,
        last,
        List.of("node", "other"),
        (rows, columns) -> {
          for (long r = 0; r < rows; r++) {
            long node = columns[0].nextLong();
            if (columns[1].nextLong() == centre && node >= first && node <= last) {
              bits.add(node);
            }
          }
        });
  }

  private Dataset<Row> read(PreparationFiles files, List<TaskReport> reports) {
    String[] paths =
        reports.stream()
            .flatMap(report -> report.files().stream())
            .map(file -> ParquetSource.escaped(new Path(files.folder(), file.path()).toString()))
            .toArray(String[]::new);
    return spark.read().schema(StructType.fromDDL(SCHEMA)).parquet(paths);
  }

  private static void delete(KeptNodes kept, List<TaskReport> reports) {
    List<String> paths = new ArrayList<>();
    reports.forEach(report -> report.files().forEach(file -> paths.add(file.path())));
    kept.files().delete(paths);
  }

  private static long rows(List<TaskReport> reports) {
    return reports.stream()
        .flatMap(report -> report.files().stream())
        .mapToLong(TableFile::rows)
        .sum();
  }

  private static List<Integer> numbers(int count) {
    return java.util.stream.IntStream.range(0, count).boxed().toList();
  }

  /** Writes a scratch file of pairs. */
  private static final class PairWriter implements AutoCloseable {
    private final PreparationFiles files;
    private final int part;
    private final TableFileWriter writer;

    PairWriter(PreparationFiles files, String table, int part) throws IOException {
      this.files = files;
      this.part = part;
      this.writer =
          TableFileWriter.createScratch(
              new Path(files.folder(), table), part, SCHEMA, files.conf());
    }

    void put(long node, long other) throws IOException {
      writer.write(
          node,
          fields -> {
            fields.putLong(0, node);
            fields.putLong(1, other);
          });
    }

    String report(long changes) throws IOException {
      List<TableFile> written =
          writer.rows() == 0 ? List.of() : List.of(writer.finish(files.folder()));
      return new TaskReport(part, written, new long[] {changes}, new TreeMap<>(), null).toJson();
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }
}
