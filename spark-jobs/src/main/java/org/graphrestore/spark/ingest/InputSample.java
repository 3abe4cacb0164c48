package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.graphrestore.estimate.GraphSize;
import org.graphrestore.estimate.Outlook.Bounds;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.NodeHash;
import org.graphrestore.random.Seeds;
import org.graphrestore.spark.store.StoreManifest;

/**
 * How large the graph of an input is, before it is ingested. Rows follow from the lengths of files
 * and the rows at the beginning of some of their splits; nodes cannot follow from a sample, so
 * bounds are given: at least those that were seen, at most as many new ones in every further row as
 * in the rows seen, and probably what the slowing growth inside the sample goes on to (Heaps' law:
 * nodes = a · rows^b). Cost: at most 320,000 rows are parsed.
 */
public final class InputSample {
  private static final int SPLITS = 16;
  private static final int ROWS = 320_000;
  private static final int FILES = 8;
  private static final int RATIO_BYTES = 4 << 20;

  /** Rows of other files and splits may be longer or shorter, and packed better or worse. */
  private static final double PLAIN_SPREAD = 1.15;

  private static final double PACKED_SPREAD = 1.3;

  private static final int LINES = 0;
  private static final int EDGES = 1;
  private static final int LOOPS = 2;
  private static final int FIRST = 3;
  private static final int LAST = 4;
  private static final int TEXT = 5;
  private static final int WEIGHTED = 6;
  private static final int ENDED = 7;
  private static final int HEADER = 8;

  /** Of every edge: hashes of both ends, and of what makes it the duplicate of another. */
  private static final int FIELDS = 3;

  private static final int EDGE = 2;

  private final SparkSession spark;
  private final IngestParams params;
  private final InputFiles files;
  private final RawReading reading;
  private final JavaRDD<RawRow> rows;
  private final List<long[]> samples;

  private InputSample(SparkSession spark, IngestInput input, IngestParams params) {
    this.spark = spark;
    this.params = params;
    ResolvedInput resolved =
        ResolvedInput.resolve(input, spark.sparkContext().hadoopConfiguration());
    this.files = resolved.edges() == null ? new InputFiles(List.of()) : resolved.edges();
    this.reading = new RawReading(spark, resolved, params, 0);
    this.rows = reading.rows();
    this.samples = sample();
  }

  /**
   * Looks at some rows.
   *
   * @throws org.graphrestore.spark.store.UserMistakeException if there is nothing to look at
   */
  public static Bounds of(SparkSession spark, IngestInput input, IngestParams params) {
    return new InputSample(spark, input, params).bounds();
  }

  /** Counts rows and nodes: reads all of the input once and shuffles a hash a node and task. */
  public static Bounds counted(SparkSession spark, IngestInput input, IngestParams params) {
    return new InputSample(spark, input, params).count();
  }

  /** Returns whether a graph store was made of the files as they are now. */
  public static boolean isOf(IngestInput input, StoreManifest manifest, Configuration conf) {
    return ResolvedInput.resolve(input, conf).manifest().equals(manifest.input());
  }

  private List<long[]> sample() {
    int splits = rows.getNumPartitions();
    int chosen = Math.min(SPLITS, splits);
    int[] which = IntStream.range(0, chosen).map(i -> (int) ((long) i * splits / chosen)).toArray();
    spark.sparkContext().setJobDescription("GraphRestore estimate: looking at some rows");
    try {
      List<long[]>[] parts =
          rows.mapPartitionsWithIndex(
                  new Look(ROWS / Math.max(1, chosen), params.directed()), false)
              .collectPartitions(which);
      List<long[]> found = new ArrayList<>();
      for (List<long[]> part : parts) {
        found.addAll(part);
      }

      return found;
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  private Bounds bounds() {
    double lines = sum(LINES);
    double edges = Math.max(1, sum(EDGES));
    boolean all = rows.getNumPartitions() <= samples.size() && sum(ENDED) == samples.size();
    boolean known = reading.knownRows() >= 0 || all;
    double spread = known ? 1 : packed() ? PACKED_SPREAD : PLAIN_SPREAD;
    double input = inputBytes();
    double allRows =
        all
            ? edges
            : reading.knownRows() >= 0
                ? reading.knownRows()
                : input / Math.max(1, bytesPerLine()) * edges / Math.max(1, lines);
    long half = distinct(0.5);
    long seen = distinct(1);
    double edgesSeen = distinctEdges();
    double loopless = 1 - sum(LOOPS) / edges;
    double fresh = edgesSeen / edges;
    double least = Math.max(edges, allRows / spread);
    double most = Math.max(edges, allRows * spread);
    double likely = Math.max(edges, allRows);
    double growth = half == 0 ? 1 : StrictMath.log((double) seen / half) / StrictMath.log(2);
    double heaps = seen * StrictMath.pow(likely / edges, Math.max(0, Math.min(1, growth)));
    double highest = all ? seen : Math.min(2 * most, seen * most / edges);
    String origin =
        all
            ? String.format(Locale.ROOT, "all %,.0f rows read", edges)
            : String.format(
                Locale.ROOT,
                "from %,.0f rows of %d of %d splits; at least the nodes seen there, at most as many"
                    + " new ones in every further row; --exact counts them",
                edges,
                samples.size(),
                rows.getNumPartitions());
    return new Bounds(
        origin,
        size(seen, all ? edgesSeen : Math.min(edgesSeen, least), least, input),
        size((long) Math.min(highest, heaps), likely * fresh, likely, input),
        size((long) highest, all ? edgesSeen : most * loopless, most, input));
  }

  private Bounds count() {
    spark.sparkContext().setJobDescription("GraphRestore estimate: counting");
    try {
      JavaRDD<Long> mentions = rows.mapPartitions(new Mentions());
      Row found =
          spark
              .createDataset(mentions.rdd(), Encoders.LONG())
              .toDF("node")
              .groupBy("node")
              .count()
              .agg(functions.count(functions.lit(1)), functions.sum("count"))
              .head();
      long nodes = found.getLong(0);
      double edges = found.isNullAt(1) ? 0 : found.getLong(1) / 2.0;
      return Bounds.exact(
          String.format(Locale.ROOT, "all %,.0f rows counted; duplicates not looked for", edges),
          size(nodes, edges, edges, inputBytes()));
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  private GraphSize size(long nodes, double allEdges, double allRows, double inputBytes) {
    // A node's text is seen with each of its edges; labels are kept once.
    double text = sum(TEXT) / 2.0 / Math.max(1, sum(EDGES));
    return GraphSize.ofInput(
        nodes,
        Math.round(allEdges),
        Math.round(allRows),
        params.directed(),
        sum(WEIGHTED) > 0,
        inputBytes,
        text,
        Math.max(1, rows.getNumPartitions()));
  }

  private boolean packed() {
    CompressionCodecFactory codecs =
        new CompressionCodecFactory(spark.sparkContext().hadoopConfiguration());
    return files.files().stream().anyMatch(file -> codecs.getCodec(file.path()) != null);
  }

  private double sum(int field) {
    return samples.stream().mapToDouble(sample -> sample[field]).sum();
  }

  private double bytesPerLine() {
    double bytes = 0;
    double lines = 0;
    for (long[] sample : samples) {
      if (sample[LINES] > 1) {
        bytes += sample[LAST] - sample[FIRST];
        lines += sample[LINES] - 1;
      }
    }

    return lines == 0 ? files.bytes() : bytes / lines;
  }

  /** Returns the distinct edges in the samples, loops left out. */
  private long distinctEdges() {
    Set<Long> edges = new HashSet<>();
    for (long[] sample : samples) {
      for (int i = HEADER; i < sample.length; i += FIELDS) {
        if (sample[i] != sample[i + 1]) {
          edges.add(sample[i + EDGE]);
        }
      }
    }

    return edges.size();
  }

  /** Returns the distinct nodes in the first rows of every sample. */
  private long distinct(double share) {
    Set<Long> nodes = new HashSet<>();
    for (long[] sample : samples) {
      int end =
          HEADER + FIELDS * (int) Math.ceil((double) (sample.length - HEADER) / FIELDS * share);
      for (int i = HEADER; i < Math.min(end, sample.length); i++) {
        if ((i - HEADER) % FIELDS != EDGE) {
          nodes.add(sample[i]);
        }
      }
    }

    return nodes.size();
  }

  private double inputBytes() {
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    double packed = 0;
    double plain = 0;
    int looked = 0;
    for (InputFiles.File file : files.files()) {
      if (looked < FILES && file.bytes() > 0) {
        looked++;
        double[] ratio = ratio(file, conf);
        packed += ratio[0];
        plain += ratio[1];
      }
    }

    return packed == 0 ? files.bytes() : files.bytes() * plain / packed;
  }

  /** Returns compressed and decompressed bytes of a file's beginning; damage ends it early. */
  private static double[] ratio(InputFiles.File file, Configuration conf) {
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(file.path());
    if (codec == null) {
      return new double[] {file.bytes(), file.bytes()};
    }

    long plain = 0;
    try (FSDataInputStream raw = file.path().getFileSystem(conf).open(file.path());
        InputStream in = codec.createInputStream(raw)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = 0; n >= 0 && plain < RATIO_BYTES; n = in.read(buffer)) {
        plain += n;
      }

      return new double[] {raw.getPos(), plain};
    } catch (IOException e) {
      return new double[] {file.bytes(), Math.max(file.bytes(), plain)};
    }
  }

  /** Looks at the first rows of a split: a header of counts, then three hashes an edge. */
  private static final class Look
      implements Function2<Integer, Iterator<RawRow>, Iterator<long[]>> {
    private static final long serialVersionUID = 1L;

    private final int most;
    private final boolean directed;

    Look(int most, boolean directed) {
      this.most = most;
      this.directed = directed;
    }

    @Override
    public Iterator<long[]> call(Integer split, Iterator<RawRow> rows) {
      long[] found = new long[HEADER + FIELDS * most];
      int at = HEADER;
      int file = -1;
      while (found[LINES] < most && rows.hasNext()) {
        RawRow row = rows.next();
        found[LINES]++;
        found[FIRST] = found[LINES] == 1 ? row.position : found[FIRST];
        if (file >= 0 && row.file != file) {
          // Positions begin anew in the next of several small files.
          found[FIRST] += row.position - found[LAST];
        }

        file = row.file;
        found[LAST] = row.position;
        if (row.hasEdge && row.bad == null) {
          found[EDGES]++;
          found[LOOPS] += row.edge.loop() ? 1 : 0;
          found[TEXT] += length(row.edge.src()) + length(row.edge.dst());
          found[TEXT] += length(row.edge.srcLabel()) + length(row.edge.dstLabel());
          found[WEIGHTED] += row.edge.weight() == 1 ? 0 : 1;
          long src = NodeHash.of(row.edge.src());
          long dst = NodeHash.of(row.edge.dst());
          found[at++] = src;
          found[at++] = dst;
          found[at++] = identity(src, dst, row.edge.relation());
        }
      }

      found[ENDED] = rows.hasNext() ? 0 : 1;
      return List.of(java.util.Arrays.copyOf(found, at)).iterator();
    }

    /** An edge without a relation is the same in both directions, if direction does not count. */
    private long identity(long src, long dst, String relation) {
      if (relation == null && !directed) {
        return Seeds.absorb(Math.min(src, dst), Math.max(src, dst));
      }

      long pair = Seeds.absorb(src, dst);
      return relation == null ? pair : Seeds.absorb(pair, NodeHash.of(relation));
    }

    private static int length(String text) {
      return text == null ? 0 : text.length();
    }
  }

  /** The hashes of both ends of every edge. */
  private static final class Mentions implements FlatMapFunction<Iterator<RawRow>, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Long> call(Iterator<RawRow> rows) {
      return new Iterator<>() {
        private long second;
        private boolean held;
        private RawRow row;

        @Override
        public boolean hasNext() {
          while (!held && row == null && rows.hasNext()) {
            RawRow next = rows.next();
            this.row = next.hasEdge && next.bad == null ? next : null;
          }

          return held || row != null;
        }

        @Override
        public Long next() {
          if (!hasNext()) {
            throw new java.util.NoSuchElementException();
          }

          if (held) {
            this.held = false;
            return second;
          }

          long first = NodeHash.of(row.edge.src());
          this.second = NodeHash.of(row.edge.dst());
          this.held = true;
          this.row = null;
          return first;
        }
      };
    }
  }
}
