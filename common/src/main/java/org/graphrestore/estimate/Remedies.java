package org.graphrestore.estimate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.skipgram.TrainingSchedule;
import org.graphrestore.skipgram.WalkSupply;
import org.graphrestore.walk.EngineKind;
import org.graphrestore.walk.EngineParams;
import org.graphrestore.walk.WalkParams;

/**
 * The smallest changes that make a run fit. Each is found by estimating the run with it, and is
 * only offered if that estimate fits where the run did not, and nowhere worse than before.
 */
public final class Remedies {
  private static final double GIB = 1 << 30;
  private static final double GB = 1e9;
  private static final long MOST_HEAP_GIB = 1 << 14;
  private static final int MOST_PARTS = 100_000;

  /** A change may meet one misfit after another, but not for ever. */
  private static final int MOST_CHANGES = 12;

  private Remedies() {}

  /**
   * Returns changes that together make a run fit, each the smallest; empty where it fits, or where
   * nothing helps.
   */
  public static List<Change> together(Scenario scenario) {
    List<Change> changes = new ArrayList<>();
    Scenario now = scenario;
    List<Misfit> misfits = now.misfits();
    while (!misfits.isEmpty() && changes.size() < MOST_CHANGES) {
      List<Change> found = of(now, misfits.get(0));
      if (found.isEmpty()) {
        return List.of();
      }

      changes.add(found.get(0));
      now = found.get(0).after();
      misfits = now.misfits();
    }

    return misfits.isEmpty() ? lastOfEach(changes) : List.of();
  }

  /** A later heap option says all that an earlier one did. */
  private static List<Change> lastOfEach(List<Change> changes) {
    List<Change> kept = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      String option = option(changes.get(i));
      boolean later = false;
      for (int j = i + 1; j < changes.size(); j++) {
        later |= option.equals(option(changes.get(j)));
      }

      if (!later) {
        kept.add(changes.get(i));
      }
    }

    return kept;
  }

  private static String option(Change change) {
    int end = change.text().lastIndexOf('=');
    return end < 0 ? change.text().replaceAll(" [0-9.]+g$", "") : change.text().substring(0, end);
  }

  /** Returns the changes of which each alone heals a misfit; what changes no result comes first. */
  public static List<Change> of(Scenario scenario, Misfit misfit) {
    List<Optional<Change>> found =
        switch (misfit.kind()) {
          case LIMIT ->
              List.of(
                  stored(scenario, misfit),
                  partitioned(scenario, misfit),
                  episodes(scenario, misfit),
                  blocks(scenario, misfit));
          case WALK_MEMORY -> List.of(heap(scenario, misfit), partitioned(scenario, misfit));
          case TRAIN_MEMORY ->
              List.of(
                  heap(scenario, misfit),
                  stored(scenario, misfit),
                  cpusPerTask(scenario, misfit),
                  blocks(scenario, misfit));
          case RECONSTRUCT_MEMORY -> List.of(heap(scenario, misfit), cpusPerTask(scenario, misfit));
          case OUTPUT_DISK ->
              List.of(
                  streamed(scenario, misfit),
                  free(scenario, misfit),
                  episodes(scenario, misfit),
                  walksPerNode(scenario, misfit));
          case SHUFFLE_DISK -> List.of(free(scenario, misfit), episodes(scenario, misfit));
        };
    return found.stream().flatMap(Optional::stream).toList();
  }

  private static Optional<Change> heap(Scenario scenario, Misfit misfit) {
    Resources resources = scenario.resources();
    long least = Math.max(1, (long) Math.ceil(misfit.needed() / GIB));
    for (long gib = least; gib <= Math.min(MOST_HEAP_GIB, least + 1); gib++) {
      Scenario after = scenario.with(resources.withHeap((long) (gib * GIB)));
      boolean there = resources.machineBytes() == 0 || gib * GIB <= resources.machineBytes();
      if (there && heals(scenario, misfit, after)) {
        return Optional.of(new Change(resources.heapOption(gib), false, after));
      }
    }

    return Optional.empty();
  }

  /** Fewer tasks at once; each then trains with more threads. */
  private static Optional<Change> cpusPerTask(Scenario scenario, Misfit misfit) {
    Resources resources = scenario.resources();
    return first(
        resources.cpusPerTask() + 1,
        resources.cores(),
        cpus -> scenario.with(resources.withCpusPerTask(cpus)),
        after -> heals(scenario, misfit, after),
        cpus -> "--conf spark.task.cpus=" + cpus,
        false);
  }

  private static Optional<Change> blocks(Scenario scenario, Misfit misfit) {
    int now = scenario.estimate().plan().map(plan -> plan.blocks()).orElse(1);
    return first(
        now + 1,
        MOST_PARTS,
        blocks -> scenario.with(withBlocks(scenario.request(), blocks)),
        after -> heals(scenario, misfit, after),
        blocks -> "--set train.blocks=" + blocks,
        true);
  }

  private static Optional<Change> episodes(Scenario scenario, Misfit misfit) {
    int now = scenario.estimate().plan().map(plan -> plan.episodes()).orElse(1);
    if (!scenario.request().runs(Stage.TRAIN)) {
      return Optional.empty();
    }

    return first(
        now + 1,
        MOST_PARTS,
        episodes -> scenario.with(withEpisodes(scenario.request(), episodes)),
        after -> heals(scenario, misfit, after),
        episodes -> "--set train.episodes=" + episodes,
        true);
  }

  /** The engine that holds no graph whole makes the same walks. */
  private static Optional<Change> partitioned(Scenario scenario, Misfit misfit) {
    RunRequest request = scenario.request();
    if (!request.runs(Stage.WALKS) || request.engine().engine() != EngineKind.REPLICATED) {
      return Optional.empty();
    }

    Scenario after = scenario.with(request.with(new EngineParams(EngineKind.PARTITIONED)));
    return heals(scenario, misfit, after)
        ? Optional.of(new Change("--engine partitioned", false, after))
        : Optional.empty();
  }

  /** Walks that are streamed need the graph whole in every executor. */
  private static Optional<Change> stored(Scenario scenario, Misfit misfit) {
    RunRequest request = scenario.request();
    if (!request.streamed()) {
      return Optional.empty();
    }

    Scenario after = scenario.with(withWalks(request, WalkSupply.STORED));
    return heals(scenario, misfit, after)
        ? Optional.of(new Change("--set train.walks=stored", false, after))
        : Optional.empty();
  }

  private static Optional<Change> streamed(Scenario scenario, Misfit misfit) {
    RunRequest request = scenario.request();
    if (!request.runs(Stage.WALKS) || !request.runs(Stage.TRAIN)) {
      return Optional.empty();
    }

    Scenario after = scenario.with(withWalks(request, WalkSupply.STREAMED));
    return heals(scenario, misfit, after)
        ? Optional.of(new Change("--set train.walks=streamed", false, after))
        : Optional.empty();
  }

  private static Optional<Change> walksPerNode(Scenario scenario, Misfit misfit) {
    RunRequest request = scenario.request();
    WalkParams walks = request.walks();
    if (!request.runs(Stage.WALKS) && !request.runs(Stage.TRAIN)) {
      return Optional.empty();
    }

    // The most walks that fit: the first when they are taken away one by one.
    return first(
        1,
        walks.walksPerNode() - 1,
        fewer -> scenario.with(request.with(walks.withWalksPerNode(walks.walksPerNode() - fewer))),
        after -> heals(scenario, misfit, after),
        fewer -> "--walks-per-node " + (walks.walksPerNode() - fewer),
        true);
  }

  private static Optional<Change> free(Scenario scenario, Misfit misfit) {
    Resources resources = scenario.resources();
    double gigabytes = Math.max(1, Math.ceil((misfit.needed() - misfit.available()) / GB));
    boolean output = misfit.kind() == Misfit.Kind.OUTPUT_DISK;
    Resources more =
        output
            ? resources.withDisks(resources.output().plus(gigabytes * GB), resources.shuffle())
            : resources.withDisks(resources.output(), resources.shuffle().plus(gigabytes * GB));
    Scenario after = scenario.with(more);
    String place = (output ? resources.output() : resources.shuffle()).path();
    return heals(scenario, misfit, after)
        ? Optional.of(
            new Change(
                String.format(
                    Locale.ROOT,
                    "free %.0f GB at %s, or choose another place by %s",
                    gigabytes,
                    place,
                    output ? "--output" : "--conf spark.local.dir"),
                false,
                after))
        : Optional.empty();
  }

  /** Returns the first value that heals; beyond the first few, values grow by a hundredth. */
  private static Optional<Change> first(
      int from,
      int to,
      IntFunction<Scenario> change,
      Function<Scenario, Boolean> heals,
      IntFunction<String> text,
      boolean changesResult) {
    for (int value = from; value <= to; value += Math.max(1, value / 100)) {
      Scenario after = change.apply(value);
      if (heals.apply(after)) {
        return Optional.of(new Change(text.apply(value), changesResult, after));
      }
    }

    return Optional.empty();
  }

  private static boolean heals(Scenario before, Misfit misfit, Scenario after) {
    Set<Misfit.Kind> kinds = kinds(after);
    return !kinds.contains(misfit.kind()) && kinds(before).containsAll(kinds);
  }

  private static Set<Misfit.Kind> kinds(Scenario scenario) {
    Set<Misfit.Kind> kinds = EnumSet.noneOf(Misfit.Kind.class);
    scenario.misfits().forEach(misfit -> kinds.add(misfit.kind()));
    return kinds;
  }

  private static RunRequest withBlocks(RunRequest request, int blocks) {
    SkipGramParams p = request.train();
    return request.with(with(p, p.episodes(), OptionalInt.of(blocks), p.walks()));
  }

  private static RunRequest withEpisodes(RunRequest request, int episodes) {
    SkipGramParams p = request.train();
    return request.with(with(p, OptionalInt.of(episodes), p.blocks(), p.walks()));
  }

  private static RunRequest withWalks(RunRequest request, WalkSupply supply) {
    SkipGramParams p = request.train();
    return request.with(with(p, p.episodes(), p.blocks(), supply));
  }

  private static SkipGramParams with(
      SkipGramParams p, OptionalInt episodes, OptionalInt blocks, WalkSupply walks) {
    return new SkipGramParams(
        p.dim(),
        p.window(),
        p.negatives(),
        p.epochs(),
        p.learningRate(),
        p.minLearningRate(),
        episodes,
        blocks,
        p.tileRows(),
        p.groupSize(),
        walks,
        // Several blocks are tiles, whatever was asked for.
        blocks.orElse(1) > 1 ? TrainingSchedule.TILES : p.schedule(),
        p.negativeWeight());
  }
}
