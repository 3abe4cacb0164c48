package org.graphrestore.spark.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.reconstruction.BandLength;
import org.graphrestore.reconstruction.Baseline;
import org.graphrestore.reconstruction.EvaluationPlan;
import org.graphrestore.reconstruction.MetricTree;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.RelationGroup;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.SummaryParts.RelationTruth;
import org.graphrestore.reconstruction.TruthParams;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.UserMistakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shells over the edges of some relations, against breadth-first search over a list of edges. */
class RelationTruthTest extends SparkTest {
  private static ReconstructionParams params(int hops, RelationGroup... groups) {
    return new ReconstructionParams(
            hops,
            List.of(ScoreKind.COSINE),
            OptionalInt.empty(),
            0,
            0.95,
            0,
            1,
            List.of(Baseline.DEGREE))
        .with(new TruthParams(List.of(groups), List.of(), BandLength.WEIGHT, List.of(), ""));
  }

  private static EvaluationPlan blocks() {
    return new EvaluationPlan(
        false, BlockLayout.ofBlocks(RelationalEvaluation.NODES, 2), 100, 20, 400);
  }

  private Dataset<Row> table() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.walk(folder.resolve("reconstruction"))) {
      return spark()
          .read()
          .parquet(
              files
                  .map(java.nio.file.Path::toString)
                  .filter(name -> name.contains("/queries/") && name.endsWith(".parquet"))
                  .toArray(String[]::new));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shellsRunOverTheEdgesOfTheGroupAlone(boolean directed) throws IOException {
    RelationalEvaluation of = RelationalEvaluation.draw(spark(), folder, directed);
    ReconstructionResult result =
        ReconstructStage.run(
            of.small.graph,
            of.small.embeddings,
            params(
                3,
                new RelationGroup("r0", "r0"),
                new RelationGroup("mixed", "r1|^r2"),
                new RelationGroup("along", "+r3|+r0")),
            of.small.run,
            blocks());
    List<List<SortedSet<Integer>>> neighbours =
        List.of(
            of.neighbours(e -> true),
            of.neighbours(e -> e.relation().equals("r0")),
            of.neighbours(
                e -> e.relation().equals("r1"),
                e -> e.relation().equals("r2") || (!directed && e.relation().equals("r1"))),
            of.neighbours(e -> e.relation().matches("r[03]"), e -> false));
    List<String> names = List.of("", "r0", "mixed", "along");
    double[] sums = new double[4];
    int[] counts = new int[4];
    List<Row> rows = table().filter("score = 'cosine'").collectAsList();
    assertThat(rows).hasSize(4 * of.ids.size() * 6);
    for (Row row : rows) {
      int group = names.indexOf(row.<String>getAs("relations"));
      int query = (int) row.<Long>getAs("index").longValue();
      int hop = row.getAs("hop");
      boolean shell = row.getAs("truth").equals("shell");
      int[] distances = RelationalEvaluation.distances(neighbours.get(group), query);
      double expected = of.averagePrecision(query, distances, shell ? hop : 1, hop);
      assertThat(row.<Double>getAs("ap")).isCloseTo(expected, within(1e-12));
      if (hop == 1 && shell && row.<Long>getAs("positives") > 0) {
        sums[group] += expected;
        counts[group]++;
      }
    }

    List<RelationTruth> relations = result.summary().parts().relations();
    assertThat(relations.stream().map(RelationTruth::name)).isEqualTo(names.subList(1, 4));
    for (int group = 1; group < 4; group++) {
      var shell = relations.get(group - 1).scores().get(0).hops().get(0).shell();
      assertThat(shell.queries()).isEqualTo(counts[group]);
      assertThat(shell.map()).isCloseTo(sums[group] / counts[group], within(1e-12));
    }
    assertThat(relations.get(2).edges())
        .isEqualTo(
            of.edges.stream()
                .filter(e -> e.relation().matches("r[03]") && !e.from().equals(e.to()))
                .count());
    assertThat(MetricTree.of(result.summary()).value("relations.mixed.cosine.hop1.shell.map"))
        .isEqualTo(relations.get(1).scores().get(0).hops().get(0).shell().map());
    assertThat(folder.resolve("reconstruction-groups.csv"))
        .content()
        .startsWith("by,name,nodes,score,hop,truth,queries,")
        .contains("\nrelations,mixed,,degree,3,ball,");
  }

  @Test
  void theSameBitsInOneTaskAndInBlocks() throws IOException {
    RelationalEvaluation of = RelationalEvaluation.draw(spark(), folder, false);
    ReconstructionParams params = params(8, new RelationGroup("mixed", "r1|^r2"));
    int nodes = of.ids.size();
    ReconstructionResult whole =
        ReconstructStage.run(
            of.small.graph,
            of.small.embeddings,
            params,
            of.small.run,
            EvaluationPlan.of(nodes, 400, SmallEvaluation.DIM, 2));
    String first = Files.readString(folder.resolve("reconstruction.json"));
    RelationalEvaluation.deleteResult(folder);
    ReconstructionResult inBlocks =
        ReconstructStage.run(of.small.graph, of.small.embeddings, params, of.small.run, blocks());
    assertThat(inBlocks.summary()).isEqualTo(whole.summary());
    assertThat(folder.resolve("reconstruction.json")).content().isEqualTo(first);
    // And reused as it was.
    assertThat(
            ReconstructStage.run(
                    of.small.graph, of.small.embeddings, params, of.small.run, blocks())
                .summary())
        .isEqualTo(whole.summary());
  }

  @Test
  void anUnknownRelationIsNamedWithOneThatIsLikeIt() throws IOException {
    RelationalEvaluation of = RelationalEvaluation.draw(spark(), folder, false);
    assertThatThrownBy(
            () ->
                ReconstructStage.run(
                    of.small.graph,
                    of.small.embeddings,
                    params(2, new RelationGroup("R0", "R0")),
                    of.small.run))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("reconstruct.relations names the relation R0, which no edge")
        .hasMessageContaining("r0");
    SmallEvaluation plain =
        SmallEvaluation.draw(spark(), folder.resolve("plain"), GraphFixture.undirected(), 20);
    assertThatThrownBy(
            () ->
                ReconstructStage.run(
                    plain.graph,
                    plain.embeddings,
                    params(2, new RelationGroup("a", "b")),
                    plain.run))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("reconstruct.relations names a=b, but the edges of")
        .hasMessageContaining("--relation");
  }
}
