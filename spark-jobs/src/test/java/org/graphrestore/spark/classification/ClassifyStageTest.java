package org.graphrestore.spark.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.classification.ClassificationParams;
import org.graphrestore.classification.ClassificationParams.Normalization;
import org.graphrestore.classification.ClassificationParams.UnknownNodes;
import org.graphrestore.classification.ClassificationSummary;
import org.graphrestore.classification.LabelledNodes;
import org.graphrestore.classification.OneVsRest;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.NodeHash;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.TestSessions;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.EmbeddingWriter;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClassifyStageTest extends SparkTest {
  private static final int NODES = 120;
  private static final int DIM = 5;
  private static final int LABELS = 11;

  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
  private final List<String> finished = Collections.synchronizedList(new ArrayList<>());
  private final ProgressSink progress =
      new ProgressSink() {
        @Override
        public void stageStarted(String stage, String what) {}

        @Override
        public void advanced(String stage, double fraction, String figures) {
          assertThat(fraction).isBetween(0.0, 1.0);
        }

        @Override
        public void stageFinished(String stage, String summary) {
          finished.add(summary);
        }

        @Override
        public void warned(String message) {
          warnings.add(message);
        }
      };

  @AfterEach
  void nothingStaysInMemory() {
    spark();
    assertThat(JvmLabelledNodes.held()).isZero();
  }

  private static ClassificationParams params(
      List<Integer> fractions, int repeats, UnknownNodes unknown, int most, boolean splits) {
    return new ClassificationParams(
        fractions, repeats, 1, Normalization.NONE, unknown, most, splits);
  }

  private static ClassificationParams plain() {
    return params(List.of(20, 60), 3, UnknownNodes.DROP, 1000, false);
  }

  private static String id(int node) {
    return "n " + node;
  }

  /** Labels of a node: one or two, the first of which its vector shows. */
  private static List<Integer> labels(int node) {
    long key = Seeds.key(node, Purpose.QUERY);
    int first = Seeds.bounded(Seeds.draw(key, 100), LABELS);
    int second = Seeds.bounded(Seeds.draw(key, 101), 3 * LABELS);
    return second < LABELS && second != first ? List.of(first, second) : List.of(first);
  }

  private static float[] vector(int node) {
    long key = Seeds.key(node, Purpose.QUERY);
    float[] vector = new float[DIM];
    for (int k = 0; k < DIM; k++) {
      vector[k] = Seeds.unitFloat(Seeds.draw(key, k)) + (labels(node).get(0) % DIM == k ? 1.5f : 0);
    }

    return vector;
  }

  private EmbeddingStore embeddings(SparkSession spark, java.nio.file.Path where, int notFinite) {
    GraphFixture fixture = GraphFixture.undirected();
    for (int node = 0; node < NODES; node++) {
      fixture.edge(id(node), id((node + 1) % NODES));
    }

    GraphStore graph = fixture.write(spark, where);
    float[] values = new float[NODES * DIM];
    List<String> ids = fixture.idsByIndex();
    for (int i = 0; i < NODES; i++) {
      int node = Integer.parseInt(ids.get(i).substring(2));
      System.arraycopy(vector(node), 0, values, i * DIM, DIM);
      if (node < notFinite) {
        values[i * DIM] = Float.NaN;
      }
    }

    BlockLayout layout = BlockLayout.ofRows(NODES, 50);
    EmbeddingWriter writer = EmbeddingWriter.begin(graph, DIM, run(spark, where, 1));
    writer.vectors(
        org.apache.spark.api.java.JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(IntStream.range(0, layout.blocks()).boxed().toList(), 2)
            .map(
                b -> {
                  int from = (int) layout.firstIndex(b) * DIM;
                  return new EmbeddingBlock(
                      layout.firstIndex(b),
                      DIM,
                      Arrays.copyOfRange(values, from, from + layout.rows(b) * DIM));
                }));
    return writer.commit(
        EmbeddingWriter.manifest("train")
            .fingerprint(Integer.toHexString(Arrays.hashCode(values))));
  }

  private RunContext run(SparkSession spark, java.nio.file.Path where, long seed) {
    return new RunContext(spark, new Path(where.toUri().toString()), seed, progress);
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int node = 0; node < NODES; node++) {
      for (int label : labels(node)) {
        lines.add(id(node) + "\tlabel " + label);
      }
    }

    return lines;
  }

  private Path write(String name, List<String> lines) throws IOException {
    return write(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    java.nio.file.Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return new Path(file.toUri().toString());
  }

  private static byte[] gzip(List<String> lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    return bytes.toByteArray();
  }

  private String json() throws IOException {
    return Files.readString(folder.resolve("classification.json"));
  }

  /** The same figures by the obvious way: everything in memory, a split after the other. */
  @Test
  void equalsOneProcessOnTheSameSplits() throws IOException {
    EmbeddingStore embeddings = embeddings(spark(), folder, 0);
    ClassificationParams params = params(List.of(20, 60), 3, UnknownNodes.DROP, 1000, true);
    ClassificationSummary summary =
        ClassifyStage.run(
            embeddings, write("labels.tsv", lines()), params, run(spark(), folder, 1));

    List<String> names = lines().stream().map(l -> l.split("\t")[1]).distinct().sorted().toList();
    int[] nodes =
        IntStream.range(0, NODES)
            .boxed()
            .sorted(java.util.Comparator.comparingLong(node -> NodeHash.of(id(node))))
            .mapToInt(node -> node)
            .toArray();
    int[] offsets = new int[NODES + 1];
    List<Integer> all = new ArrayList<>();
    float[] vectors = new float[NODES * DIM];
    for (int i = 0; i < NODES; i++) {
      labels(nodes[i]).stream().map(l -> names.indexOf("label " + l)).sorted().forEach(all::add);
      offsets[i + 1] = all.size();
      System.arraycopy(vector(nodes[i]), 0, vectors, i * DIM, DIM);
    }

    LabelledNodes labelled =
        new LabelledNodes(
            DIM,
            names.size(),
            IntStream.of(nodes).mapToLong(node -> NodeHash.of(id(node))).toArray(),
            offsets,
            all.stream().mapToInt(l -> l).toArray(),
            vectors);
    assertThat(summary.nodes()).isEqualTo(NODES);
    assertThat(summary.labels()).isEqualTo(names.size());
    for (int f = 0; f < 2; f++) {
      var fraction = summary.fractions().get(f);
      for (int repeat = 0; repeat < 3; repeat++) {
        OneVsRest split =
            new OneVsRest(labelled, labelled.order(1, repeat), NODES * fraction.percent() / 100);
        var score = split.test(split.train(0, names.size(), 1));
        assertThat(fraction.micro().values().get(repeat)).isEqualTo(score.micro());
        assertThat(fraction.macro().values().get(repeat)).isEqualTo(score.macro());
      }
    }

    // The labels can be told: far more than the most frequent one.
    assertThat(summary.fractions().get(1).micro().mean())
        .isGreaterThan(2 * summary.fractions().get(1).majorityMicro().mean());
    splitsFileHasTheOrders(labelled, nodes);
  }

  private void splitsFileHasTheOrders(LabelledNodes labelled, int[] nodes) throws IOException {
    try (Stream<java.nio.file.Path> files = Files.walk(folder.resolve("classification"))) {
      java.nio.file.Path file =
          files.filter(f -> f.getFileName().toString().matches("splits-.*tsv")).findAny().get();
      List<String> lines = Files.readAllLines(file);
      assertThat(lines).hasSize(NODES);
      for (int repeat = 0; repeat < 3; repeat++) {
        int[] order = labelled.order(1, repeat);
        for (int place = 0; place < NODES; place++) {
          String[] cells = lines.get(order[place]).split("\t");
          assertThat(cells[0]).isEqualTo(id(nodes[order[place]]));
          assertThat(cells[1 + repeat]).isEqualTo(Integer.toString(place));
        }
      }
    }
  }

  @Test
  void sameBytesHoweverTheWorkIsCutAndTheFilesAreLaidOut() throws IOException {
    EmbeddingStore embeddings = embeddings(spark(), folder, 0);
    ClassifyStage.run(embeddings, write("labels.tsv", lines()), plain(), run(spark(), folder, 1));
    String expected = json();

    // A folder of two files, one compressed, in another order, with commas and a header.
    List<String> shuffled = new ArrayList<>(lines());
    Collections.reverse(shuffled);
    shuffled.replaceAll(line -> line.replace("\t", " , "));
    List<String> first = new ArrayList<>(shuffled.subList(0, 40));
    first.add(0, "node,label");
    first.add(5, "# a comment");
    first.add(6, "");
    write("labels/a.csv", first);
    write("labels/b.csv.gz", gzip(shuffled.subList(40, shuffled.size())));
    SparkSession other =
        TestSessions.withMaster("local[1]", Map.of("spark.default.parallelism", "7"));
    java.nio.file.Path elsewhere = folder.resolve("elsewhere");
    ClassifyStage.run(
        embeddings(other, elsewhere, 0),
        new Path(folder.resolve("labels").toUri().toString()),
        plain(),
        run(other, elsewhere, 1));
    assertThat(Files.readString(elsewhere.resolve("classification.json"))).isEqualTo(expected);
  }

  @Test
  void finishedResultsAreUsedAgainAndOtherSeedsGiveOthers() throws IOException {
    EmbeddingStore embeddings = embeddings(spark(), folder, 0);
    Path labels = write("labels.tsv", lines());
    ClassifyStage.run(embeddings, labels, plain(), run(spark(), folder, 1));
    String expected = json();
    Files.delete(folder.resolve("classification.json"));
    ClassifyStage.run(embeddings, labels, plain(), run(spark(), folder, 1));
    assertThat(json()).isEqualTo(expected);
    assertThat(finished.get(1))
        .startsWith("reused micro-F1 ")
        .isEqualTo("reused " + finished.get(0));
    try (Stream<java.nio.file.Path> left = Files.walk(folder.resolve("classification"))) {
      assertThat(left.filter(Files::isRegularFile).map(f -> f.getFileName().toString()))
          .filteredOn(name -> !name.endsWith(".crc"))
          .containsExactlyInAnyOrder("manifest.json", "result.json");
    }

    assertThatThrownBy(
            () -> ClassifyStage.run(embeddings, labels, plain(), run(spark(), folder, 2)))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("run.seed 1 -> 2");
    assertThat(json()).isEqualTo(expected);
  }

  @Test
  void unknownNodesAreCountedAndLeftOutOrRefused() throws IOException {
    EmbeddingStore embeddings = embeddings(spark(), folder, 0);
    List<String> lines = new ArrayList<>(lines());
    lines.add("nobody\tlabel 1");
    lines.add("nobody\tlabel 2");
    lines.add("no one\tlabel 77");
    lines.add(lines.get(0));
    Path labels = write("labels.tsv", lines);
    ClassificationSummary summary =
        ClassifyStage.run(embeddings, labels, plain(), run(spark(), folder, 1));
    assertThat(summary.unknownNodes()).isEqualTo(2);
    assertThat(summary.labels()).isEqualTo(LABELS);
    assertThat(warnings)
        .containsExactly(
            "1 labels are given twice to their node; once counts",
            "2 of 122 nodes with labels are not in the graph, for example no one, nobody; they are"
                + " left out");

    ClassificationParams strict = params(List.of(50), 1, UnknownNodes.FAIL, 1000, false);
    refused(embeddings, labels, strict)
        .hasMessage(
            "2 of 122 nodes with labels are not in the graph, for example no one, nobody; remove"
                + " them, or leave them out by --set classify.unknown-nodes=drop");
  }

  @Test
  void moreLabelledNodesThanAllowedAreSampled() throws IOException {
    EmbeddingStore embeddings = embeddings(spark(), folder, 0);
    ClassificationParams few = params(List.of(50), 2, UnknownNodes.DROP, 100, false);
    ClassificationSummary summary =
        ClassifyStage.run(embeddings, write("labels.tsv", lines()), few, run(spark(), folder, 1));
    assertThat(summary.labelledNodes()).isEqualTo(NODES);
    // 100 expected, standard deviation 4.1.
    assertThat(summary.nodes()).isBetween(84L, 116L);
    assertThat(warnings)
        .containsExactly(
            "120 nodes have labels; a seeded sample of about 100 is used (classify.max-nodes)");
    assertThat(json()).contains("\"sampled\" : true");
  }

  @Test
  void oneLabelANodeIsAccuracy() throws IOException {
    EmbeddingStore embeddings = embeddings(spark(), folder, 0);
    List<String> single =
        IntStream.range(0, NODES).mapToObj(n -> id(n) + "\t" + labels(n).get(0)).toList();
    ClassificationSummary summary =
        ClassifyStage.run(
            embeddings, write("labels.tsv", single), plain(), run(spark(), folder, 1));
    assertThat(summary.singleLabel()).isTrue();
    summary
        .fractions()
        .forEach(f -> assertThat(f.micro().mean()).isCloseTo(f.accuracy().mean(), within(1e-15)));
  }

  @Test
  void everyMistakeSaysWhatAndWhereAndLeavesNothing() throws IOException {
    EmbeddingStore embeddings = embeddings(spark(), folder, 0);
    refused(embeddings, new Path(folder + "/none.tsv"), plain())
        .hasMessageStartingWith("Found no labels: ")
        .hasMessageEndingWith("none.tsv does not exist");
    refused(embeddings, write("empty.tsv", new byte[0]), plain())
        .hasMessageContaining("it has no line with a node and a label");
    refused(embeddings, write("others.tsv", List.of("a\tx", "b\ty")), plain())
        .hasMessageContaining("No node of ")
        .hasMessageContaining("nodes there are called a, b, vectors n ");
    refused(embeddings, write("one.tsv", List.of("n 1\tx", "n 2\tx")), plain())
        .hasMessageContaining("Found one label only")
        .hasMessageContaining("(x); at least 2 are needed");
    refused(embeddings, write("two.tsv", List.of("n 1\tx", "n 2\ty")), plain())
        .hasMessageStartingWith("20 % of 2 labelled nodes is less than one node to train on");
    List<String> bad = new ArrayList<>(lines());
    bad.add(60, "n 3\tx\ty");
    bad.add(90, "n 3");
    refused(embeddings, write("bad.tsv", bad), plain())
        .hasMessageStartingWith("Bad row in ")
        .hasMessageContaining("bad.tsv, line 61: it has 3 columns (needs 2, a node and one of its");
    byte[] cut = gzip(lines());
    refused(embeddings, write("cut.tsv.gz", Arrays.copyOf(cut, cut.length - 20)), plain())
        .hasMessageContaining("its compressed data is damaged or cut off");
    refused(embeddings(spark(), folder.resolve("nan"), 5), write("labels.tsv", lines()), plain())
        .hasMessageStartingWith("Found 5 vectors of labelled nodes with NaN or infinite values: n ")
        .hasMessageContaining("repair the file");
    List<String> unique = IntStream.range(0, 5001).mapToObj(i -> "n 1\t" + i).toList();
    refused(embeddings, write("unique.tsv", unique), plain())
        .hasMessageContaining("Found more than 5000 different labels")
        .hasMessageContaining("is the second column one of labels?");
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
      EmbeddingStore embeddings, Path labels, ClassificationParams params) {
    java.nio.file.Path where = folder.resolve("refused");
    var refused =
        assertThatThrownBy(
                () -> ClassifyStage.run(embeddings, labels, params, run(spark(), where, 1)))
            .isInstanceOf(UserMistakeException.class);
    assertThat(where.resolve("classification")).doesNotExist();
    assertThat(where.resolve("classification.json")).doesNotExist();
    return refused;
  }
}
