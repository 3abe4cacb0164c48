package org.graphrestore.spark.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.cli.CommandRun;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The corpus: every case is one test. */
class CorpusTest extends SparkTest {
  private int number;

  @TestFactory
  Stream<DynamicTest> encodings() {
    return tests(TextCases.encodings());
  }

  @TestFactory
  Stream<DynamicTest> columns() {
    return tests(TextCases.columns());
  }

  @TestFactory
  Stream<DynamicTest> quotes() {
    return tests(TextCases.quotes());
  }

  @TestFactory
  Stream<DynamicTest> weights() {
    return tests(ValueCases.weights());
  }

  @TestFactory
  Stream<DynamicTest> ids() {
    return tests(ValueCases.ids());
  }

  @TestFactory
  Stream<DynamicTest> paths() {
    return tests(FileCases.paths());
  }

  @TestFactory
  Stream<DynamicTest> compression() {
    return tests(FileCases.compression());
  }

  @TestFactory
  Stream<DynamicTest> graphs() {
    return tests(GraphCases.graphs());
  }

  @TestFactory
  Stream<DynamicTest> nodeTables() {
    return tests(GraphCases.nodeTables());
  }

  @TestFactory
  Stream<DynamicTest> policies() {
    return tests(GraphCases.policies());
  }

  @TestFactory
  Stream<DynamicTest> json() {
    return tests(JsonCases.cases());
  }

  @TestFactory
  Stream<DynamicTest> columnar() {
    return tests(new ColumnarCases(spark()).cases());
  }

  @TestFactory
  Stream<DynamicTest> settings() {
    return tests(SettingCases.cases());
  }

  @TestFactory
  Stream<DynamicTest> embeddings() throws IOException {
    return tests(new EmbeddingCases(spark()).cases(), prepared());
  }

  @TestFactory
  Stream<DynamicTest> stores() throws IOException {
    Path run = prepared();
    return tests(StoreCases.cases(run), run);
  }

  @Tag("slow")
  @TestFactory
  Stream<DynamicTest> large() {
    return tests(GraphCases.large());
  }

  @Test
  void thereAreAtLeast150CasesAndEachHasItsName() {
    List<CorpusCase> all = new ArrayList<>();
    all.addAll(TextCases.encodings());
    all.addAll(TextCases.columns());
    all.addAll(TextCases.quotes());
    all.addAll(ValueCases.weights());
    all.addAll(ValueCases.ids());
    all.addAll(FileCases.paths());
    all.addAll(FileCases.compression());
    all.addAll(GraphCases.graphs());
    all.addAll(GraphCases.nodeTables());
    all.addAll(GraphCases.policies());
    all.addAll(JsonCases.cases());
    all.addAll(new ColumnarCases(spark()).cases());
    all.addAll(SettingCases.cases());
    all.addAll(new EmbeddingCases(spark()).cases());
    assertThat(all).hasSizeGreaterThanOrEqualTo(150);
    Set<String> names = new HashSet<>();
    all.forEach(one -> assertThat(names.add(one.name)).as(one.name).isTrue());
  }

  private Stream<DynamicTest> tests(List<CorpusCase> cases) {
    return tests(cases, null);
  }

  private Stream<DynamicTest> tests(List<CorpusCase> cases, Path run) {
    return cases.stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.name,
                    () ->
                        leavingNothing(
                            () ->
                                new CorpusRun(spark(), folder.resolve("case" + ++number), run)
                                    .of(one))));
  }

  /** Makes the graph a - b - c with vectors of four values. */
  private Path prepared() throws IOException {
    spark();
    Path run = folder.resolve("prepared");
    Path edges = Files.writeString(folder.resolve("abc.tsv"), "a\tb\nb\tc\n");
    CommandRun done =
        CommandRun.of(
            List.of(
                "embed",
                "--edges",
                edges.toString(),
                "--output",
                run.toString(),
                "--dim",
                "4",
                "--walks-per-node",
                "1",
                "--set",
                "walk.length=4"));
    assertThat(done.err()).isEmpty();
    return run;
  }
}
