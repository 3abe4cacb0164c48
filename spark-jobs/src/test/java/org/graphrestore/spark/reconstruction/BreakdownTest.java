package org.graphrestore.spark.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.reconstruction.BandLength;
import org.graphrestore.reconstruction.EvaluationPlan;
import org.graphrestore.reconstruction.Grouping;
import org.graphrestore.reconstruction.MetricTree;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.reconstruction.ReconstructionSummary.TruthSummary;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.SummaryParts.Breakdown;
import org.graphrestore.reconstruction.SummaryParts.Group;
import org.graphrestore.reconstruction.TruthParams;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.UserMistakeException;
import org.junit.jupiter.api.Test;

/** Means by groups of queries, against means over a list of nodes. */
class BreakdownTest extends SparkTest {
  private ReconstructionParams params(OptionalInt queries, String labels, Grouping... by) {
    return new ReconstructionParams(2, List.of(ScoreKind.COSINE), queries, 200, 0.95, 0, 1)
        .with(new TruthParams(List.of(), List.of(), BandLength.WEIGHT, List.of(by), labels));
  }

  private static EvaluationPlan blocks(int nodes) {
    return new EvaluationPlan(false, BlockLayout.ofBlocks(nodes, 2), 100, 20, 400);
  }

  private String labels(int different) throws IOException {
    StringBuilder text = new StringBuilder("node\tlabel\n");
    for (int i = 0; i < RelationalEvaluation.NODES - 5; i++) {
      text.append("n" + i + "\tl" + i % different + "\n");
    }
    text.append("n0\tzero\nnobody\tl0\n");
    return Files.writeString(folder.resolve("labels.tsv"), text).toString();
  }

  @Test
  void everyGroupHasTheMeansOfItsQueries() throws IOException {
    RelationalEvaluation of = RelationalEvaluation.draw(spark(), folder, false);
    int nodes = of.ids.size();
    ReconstructionResult result =
        ReconstructStage.run(
            of.small.graph,
            of.small.embeddings,
            params(OptionalInt.empty(), labels(4), Grouping.values()),
            of.small.run,
            blocks(nodes));
    List<SortedSet<Integer>> neighbours = of.neighbours(e -> true);
    Map<String, Map<String, SortedSet<Integer>>> expected = new TreeMap<>();
    for (int v = 0; v < nodes; v++) {
      int node = v;
      String id = of.ids.get(v);
      put(expected, "type", RelationalEvaluation.type(id), v);
      int number = Integer.parseInt(id.substring(1));
      if (number < RelationalEvaluation.NODES - 5) {
        put(expected, "label", "l" + number % 4, v);
      }
      if (number == 0) {
        put(expected, "label", "zero", v);
      }
      of.edges.stream()
          .filter(e -> !e.from().equals(e.to()))
          .filter(e -> e.from().equals(id) || e.to().equals(id))
          .forEach(e -> put(expected, "relation", e.relation(), node));
      int[] distances = RelationalEvaluation.distances(neighbours, v);
      for (int w = 0; w < nodes; w++) {
        if (distances[w] >= 0) {
          put(expected, "component", of.ids.get(w), v);
          break;
        }
      }
    }

    for (Breakdown breakdown : result.summary().parts().breakdowns()) {
      if (!breakdown.by().equals("community")) {
        Map<String, SortedSet<Integer>> groups = expected.get(breakdown.by());
        assertThat(breakdown.count()).isEqualTo(groups.size());
        assertThat(breakdown.groups()).hasSize(groups.size());
        for (Group group : breakdown.groups()) {
          check(of, neighbours, group, groups.get(group.name()));
        }
      }
    }

    Breakdown communities = result.summary().parts().breakdowns().get(2);
    assertThat(communities.by()).isEqualTo("community");
    assertThat(communities.groups().stream().mapToLong(Group::queries).sum()).isEqualTo(nodes);
    assertThat(communities.count()).isGreaterThan(2);
    assertThat(of.ids).contains(communities.groups().get(0).name());
    assertThat(result.summary().parts().breakdowns().get(4).ungrouped()).isEqualTo(5);
    MetricTree numbers = MetricTree.of(result.summary());
    assertThat(numbers.value("groups.type.t1.cosine.hop1.shell.map"))
        .isEqualTo(map(result, "type", "t1"));
    assertThat(numbers.value("groups.type.unheard.cosine.hop1.shell.map")).isNaN();
  }

  private static double map(ReconstructionResult result, String by, String name) {
    return result.summary().parts().breakdowns().stream()
        .filter(breakdown -> breakdown.by().equals(by))
        .flatMap(breakdown -> breakdown.groups().stream())
        .filter(group -> group.name().equals(name))
        .findFirst()
        .orElseThrow()
        .scores()
        .get(0)
        .hops()
        .get(0)
        .shell()
        .map();
  }

  private static void put(
      Map<String, Map<String, SortedSet<Integer>>> into, String by, String name, int node) {
    into.computeIfAbsent(by, k -> new TreeMap<>())
        .computeIfAbsent(name, k -> new TreeSet<>())
        .add(node);
  }

  private static void check(
      RelationalEvaluation of,
      List<SortedSet<Integer>> neighbours,
      Group group,
      SortedSet<Integer> members) {
    assertThat(group.nodes()).isEqualTo(members.size());
    assertThat(group.queries()).isEqualTo(members.size());
    for (int hop = 1; hop <= 2; hop++) {
      double sum = 0;
      int count = 0;
      for (int v : members) {
        int[] distances = RelationalEvaluation.distances(neighbours, v);
        int k = hop;
        if (java.util.Arrays.stream(distances).anyMatch(d -> d == k)) {
          sum += of.averagePrecision(v, distances, hop, hop);
          count++;
        }
      }
      TruthSummary shell = group.scores().get(0).hops().get(hop - 1).shell();
      assertThat(shell.queries()).isEqualTo(count);
      assertThat(shell.map()).isCloseTo(count == 0 ? 0 : sum / count, within(1e-12));
    }
  }

  @Test
  void beyondFiftyGroupsTheRestIsOne() throws IOException {
    RelationalEvaluation of = RelationalEvaluation.draw(spark(), folder, false);
    ReconstructionResult result =
        ReconstructStage.run(
            of.small.graph,
            of.small.embeddings,
            params(OptionalInt.of(60), labels(60), Grouping.LABEL),
            of.small.run,
            blocks(of.ids.size()));
    Breakdown breakdown = result.summary().parts().breakdowns().get(0);
    // 60 labels and one more: the five of two nodes first, 45 of one, and 11 together.
    assertThat(breakdown.count()).isEqualTo(61);
    assertThat(breakdown.groups()).hasSizeLessThanOrEqualTo(51);
    assertThat(breakdown.groups().get(0).name()).isEqualTo("l0");
    Group others = breakdown.groups().get(breakdown.groups().size() - 1);
    assertThat(others.others()).isTrue();
    assertThat(others.name()).isEqualTo("(others)");
    assertThat(others.nodes()).isEqualTo(11);
    assertThat(others.queries()).isBetween(1L, 11L);
    // Queries are a sample, so groups have intervals.
    TruthSummary shell = others.scores().get(0).hops().get(0).shell();
    assertThat(shell.map()).isBetween(shell.interval().low(), shell.interval().high());
  }

  @Test
  void theSameBitsForAnyBlocksAndAnyOrderOfGroupings() throws IOException {
    RelationalEvaluation of = RelationalEvaluation.draw(spark(), folder, true);
    List<List<Breakdown>> found = new ArrayList<>();
    for (int blocks : new int[] {1, 4}) {
      found.add(
          ReconstructStage.run(
                  of.small.graph,
                  of.small.embeddings,
                  params(
                      OptionalInt.of(60),
                      "",
                      blocks == 1 ? Grouping.COMMUNITY : Grouping.RELATION,
                      blocks == 1 ? Grouping.RELATION : Grouping.COMMUNITY),
                  of.small.run,
                  new EvaluationPlan(
                      blocks == 1, BlockLayout.ofBlocks(of.ids.size(), blocks), 40, 20, 400))
              .summary()
              .parts()
              .breakdowns());
      RelationalEvaluation.deleteResult(folder);
    }
    assertThat(found.get(1)).containsExactlyInAnyOrderElementsOf(found.get(0));
  }

  @Test
  void whatIsNotThereIsSaid() throws IOException {
    SmallEvaluation plain = SmallEvaluation.draw(spark(), folder, GraphFixture.undirected(), 20);
    assertThatThrownBy(() -> run(plain, params(OptionalInt.empty(), "", Grouping.RELATION)))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("reconstruct.by=relation needs relations, but the edges of");
    assertThatThrownBy(() -> run(plain, params(OptionalInt.empty(), "", Grouping.TYPE)))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("reconstruct.by=type needs types of nodes")
        .hasMessageContaining("ingest.node-type");
    String missing = folder.resolve("none.tsv").toString();
    assertThatThrownBy(() -> run(plain, params(OptionalInt.empty(), missing, Grouping.LABEL)))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("Found no labels")
        .hasMessageContaining("none.tsv");
    Files.writeString(folder.resolve("strange.tsv"), "a\tb\n");
    String strange = folder.resolve("strange.tsv").toString();
    assertThatThrownBy(() -> run(plain, params(OptionalInt.empty(), strange, Grouping.LABEL)))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("is in the graph")
        .hasMessageContaining("do the ids agree?");
    Files.writeString(folder.resolve("bad.tsv"), "n1\tb\nn2\n");
    String bad = folder.resolve("bad.tsv").toString();
    assertThatThrownBy(() -> run(plain, params(OptionalInt.empty(), bad, Grouping.LABEL)))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageContaining("bad.tsv, line 2");
  }

  private static void run(SmallEvaluation small, ReconstructionParams params) {
    ReconstructionResult unused =
        ReconstructStage.run(small.graph, small.embeddings, params, small.run);
  }
}
