package org.graphrestore.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.graphrestore.skipgram.WalkSupply;
import org.junit.jupiter.api.Test;

class RemediesTest {
  /** Whatever is suggested makes the run fit: together all of it, and each its own misfit. */
  @Property(tries = 80)
  void suggestionsFit(@ForAll("scenarios") Scenario scenario) {
    List<Misfit> misfits = scenario.misfits();
    List<Change> together = Remedies.together(scenario);
    Statistics.collect(misfits.isEmpty() ? "fits" : together.isEmpty() ? "hopeless" : "healed");
    if (misfits.isEmpty()) {
      assertThat(together).isEmpty();
      return;
    }

    if (!together.isEmpty()) {
      assertThat(together.get(together.size() - 1).after().misfits()).isEmpty();
    }

    for (Misfit misfit : misfits) {
      for (Change change : Remedies.of(scenario, misfit)) {
        assertThat(change.after().misfits())
            .as(change.text())
            .extracting(Misfit::kind)
            .doesNotContain(misfit.kind());
      }
    }
  }

  /** A gigabyte of heap less than suggested is not enough: the change is the smallest. */
  @Property(tries = 40)
  void heapIsTheSmallest(@ForAll("scenarios") Scenario scenario) {
    for (Misfit misfit : scenario.misfits()) {
      for (Change change : Remedies.of(scenario, misfit)) {
        long heap = change.after().resources().heapBytes();
        if (heap != scenario.resources().heapBytes() && heap > Scenarios.GIB) {
          Scenario less = scenario.with(scenario.resources().withHeap(heap - Scenarios.GIB));
          assertThat(less.misfits()).extracting(Misfit::kind).contains(misfit.kind());
        }
      }
    }
  }

  @Test
  void memoryOfTheAdjacencyIsTheOnlyCure() {
    // 100 M arcs of 4 bytes, twice: .8 GB, and 8 bytes a node; of 70 % of 1 GiB.
    Scenario scenario =
        new Scenario(
            GraphSize.of(1_000_000, 50_000_000, false, false),
            Scenarios.request(Set.of(Stage.WALKS), 10, 40, Scenarios.train(32)),
            Scenarios.laptop(1, 1000));

    assertThat(EstimateText.refusal(scenario.misfits(), scenario))
        .isEqualTo(
            "This run does not fit: walks needs 0.8 GiB in the driver (the adjacency while it"
                + " loads), but only 70 % of the heap of 1.0 GiB may hold it. Smallest change that"
                + " makes it fit: --driver-memory 2g; or --engine partitioned. --no-check runs it all"
                + " the same");
  }

  @Test
  void memoryOfTrainingIsCuredByHeapOrCoresOrBlocks() {
    Scenario scenario =
        new Scenario(
            GraphSize.of(4_000_000, 8_000_000, false, false),
            Scenarios.request(Set.of(Stage.TRAIN), 10, 40, Scenarios.train(128)),
            Scenarios.cluster(2, 4, 4, 10_000));
    List<Misfit> misfits = scenario.misfits();

    assertThat(misfits).extracting(Misfit::kind).containsExactly(Misfit.Kind.TRAIN_MEMORY);
    assertThat(EstimateText.refusal(misfits, scenario))
        .matches(
            "This run does not fit: train needs 4\\.\\d GiB in an executor \\(4 tasks of 1\\.\\d+ GiB:"
                + " two blocks and their pairs\\), but only 80 % of the heap of 4\\.0 GiB may hold"
                + " it\\. Smallest change that makes it fit: --conf spark\\.executor\\.memory=6g;"
                + " or --conf spark\\.task\\.cpus=2, or --set train\\.blocks=\\d+ \\(gives other"
                + " vectors\\)\\. --no-check runs it all the same");
  }

  @Test
  void diskIsCuredByStreamingFirst() {
    // Walks: 8e8 nodes of 2.6 bytes; scratch: 8 bytes a pair of an episode.
    GraphSize graph = GraphSize.of(1_000_000, 2_000_000, false, false);
    RunRequest request =
        Scenarios.request(
            Set.of(Stage.WALKS, Stage.TRAIN),
            10,
            80,
            Scenarios.train(16, OptionalInt.of(64), OptionalInt.empty(), WalkSupply.STORED));
    double peak =
        Estimator.of(graph, request, Scenarios.laptop(4, 100), Rates.reference(16)).peakBytes();
    Scenario scenario =
        new Scenario(graph, request, Scenarios.laptop(4, peak / Scenarios.GIB - 0.5));

    assertThat(EstimateText.refusal(scenario.misfits(), scenario))
        .startsWith("This run does not fit: stores, scratch and shuffles need ")
        .contains(" at runs/mine, but only ", " are free. ")
        .contains("Smallest change that makes it fit: --set train.walks=streamed; or free 1 GB at")
        .contains("or choose another place by --output, or --set train.episodes=");
  }

  @Test
  void heapBeyondTheMachineIsNotSuggested() {
    Scenario scenario =
        new Scenario(
            GraphSize.of(1_000_000, 1_000_000_000, false, true),
            Scenarios.request(
                Set.of(Stage.WALKS, Stage.TRAIN),
                1,
                2,
                Scenarios.train(32, OptionalInt.empty(), OptionalInt.empty(), WalkSupply.STREAMED)),
            Scenarios.laptop(4, 10_000));
    Resources small =
        new Resources(
            true,
            4 * Scenarios.GIB,
            0,
            16 * Scenarios.GIB,
            1,
            4,
            1,
            scenario.resources().output(),
            scenario.resources().shuffle(),
            true);

    assertThat(Remedies.together(scenario))
        .extracting(Change::text)
        .containsExactly("--driver-memory 22g");
    assertThat(Remedies.together(scenario.with(small))).isEmpty();
    assertThat(EstimateText.refusal(scenario.with(small).misfits(), scenario.with(small)))
        .contains("No setting would make it fit on this machine of 16.0 GiB");
  }

  @Test
  void whatIsBeyondAnyClusterSaysSo() {
    Scenario scenario =
        new Scenario(
            GraphSize.of(1_000_000_000, 10_000_000_000L, false, false),
            Scenarios.request(Set.of(Stage.WALKS), 10, 80, Scenarios.train(128)),
            Scenarios.cluster(100, 16, 1000, 1e9));

    assertThat(EstimateText.refusal(scenario.misfits(), scenario))
        .isEqualTo(
            "This run does not fit: Walks are made on a graph that is held whole in every"
                + " executor, of at most 2,147,483,639 nodes and as many arcs; this one has"
                + " 1,000,000,000 nodes and 20,000,000,000 arcs; leave walk.engine at auto, or sample"
                + " the graph. Smallest change that makes it fit: --engine partitioned. --no-check"
                + " runs it all the same");
  }

  @Test
  void tooFewEpisodesForABucketAreRaised() {
    // 1e6 nodes, 10 walks of 80 with window 10 have 8.36e9 pairs: more than 2^31 in one bucket.
    Scenario scenario =
        new Scenario(
            GraphSize.of(1_000_000, 4_000_000, false, false),
            Scenarios.request(
                Set.of(Stage.WALKS, Stage.TRAIN),
                10,
                80,
                Scenarios.train(16, OptionalInt.of(1), OptionalInt.empty(), WalkSupply.STORED)),
            Scenarios.laptop(60, 10_000));

    assertThat(scenario.misfits().get(0).message())
        .startsWith("1 episodes and 1 blocks leave 8,36")
        .endsWith(" pairs to a bucket of training (at most 2,147,483,639)");
    assertThat(Remedies.together(scenario))
        .extracting(Change::text)
        .containsExactly("--set train.episodes=4");
  }

  @Provide
  Arbitrary<Scenario> scenarios() {
    Arbitrary<GraphSize> graphs =
        Combinators.combine(
                Arbitraries.longs().between(100_000, 50_000_000),
                Arbitraries.integers().between(1, 40),
                Arbitraries.of(false, true),
                Arbitraries.of(false, true))
            .as(
                (nodes, degree, directed, weighted) ->
                    GraphSize.of(
                        nodes, Math.min(1_000_000_000L, nodes * degree), directed, weighted));
    Arbitrary<RunRequest> requests =
        Combinators.combine(
                Arbitraries.of(
                    Scenarios.ALL,
                    Set.of(Stage.WALKS, Stage.TRAIN),
                    Set.of(Stage.TRAIN),
                    Set.of(Stage.RECONSTRUCT)),
                Arbitraries.integers().between(1, 50),
                Arbitraries.integers().between(2, 100),
                Arbitraries.of(16, 64, 128, 300),
                Arbitraries.of(WalkSupply.class))
            .as(
                (stages, walks, length, dim, supply) ->
                    Scenarios.request(
                        stages,
                        walks,
                        length,
                        Scenarios.train(dim, OptionalInt.empty(), OptionalInt.empty(), supply)));
    Arbitrary<Resources> resources =
        Combinators.combine(
                Arbitraries.of(true, false),
                Arbitraries.integers().between(1, 8),
                Arbitraries.integers().between(1, 16),
                Arbitraries.doubles().between(0.5, 100))
            .as(
                (local, heap, cores, disk) ->
                    local ? Scenarios.laptop(heap, disk) : Scenarios.cluster(4, cores, heap, disk));
    return Combinators.combine(graphs, requests, resources).as(Scenario::new);
  }
}
