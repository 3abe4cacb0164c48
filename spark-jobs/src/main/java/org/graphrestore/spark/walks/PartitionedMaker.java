package org.graphrestore.spark.walks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.WrittenFiles;
import org.graphrestore.walk.BlockPlacement;
import org.graphrestore.walk.PartitionedPlan;
import org.graphrestore.walk.RoundPlan;
import org.graphrestore.walk.WalkCounts;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;
import org.graphrestore.walk.WaveLayout;
import scala.Tuple2;

/**
 * The partitioned engine as a stage (docs/decisions/0018-partitioned-walks.md): nobody holds more
 * than blocks of the graph, and walkers travel between them in rounds, a job each. A wave is a part
 * of the starts of every home. When none of its walkers travels any more, a task a home puts the
 * walks together and writes their file. A round sees the files of the round before and nothing
 * else, and the driver sees names and counts.
 */
final class PartitionedMaker implements WalkMaker {
  /** Walkers that are worth a task: what starting one costs would walk with some thousands. */
  static final long LEAST_TRAVELLERS = 1L << 15;

  private static final double NANOS = 1e9;

  private final GraphStore graph;
  private final WalkParams params;
  private final RunContext run;
  private final String reason;
  private final PartitionedPlan plan;
  private final Path store;
  private final BlockPlacement placement;
  private final BlockLayout homes;
  private final ExchangeFiles files;
  private final BlockPlaces places;
  private final long leastTravellers;
  private final SortedMap<String, Long> cutCounts = new TreeMap<>();
  private double cutSeconds;
  private GraphBlocks blocks;

  /**
   * Makes a maker.
   *
   * @param plan how graph and walks are cut
   * @param placement which nodes share a block
   * @param store the folder of the walk store
   * @param leastTravellers walkers that are worth a task
   * @param reason why this engine was chosen, for people
   */
  PartitionedMaker(
      GraphStore graph,
      WalkParams params,
      RunContext run,
      PartitionedPlan plan,
      BlockPlacement placement,
      Path store,
      long leastTravellers,
      String reason) {
    this.graph = graph;
    this.params = params;
    this.run = run;
    this.reason = reason;
    this.plan = plan;
    this.store = store;
    this.placement = placement;
    this.homes = BlockLayout.ofBlocks(graph.nodes(), plan.homes());
    String hex = UUID.randomUUID().toString().substring(0, 8);
    this.files =
        new ExchangeFiles(
            new Path(run.folder(), ".scratch-walks-" + hex), context().hadoopConfiguration());
    this.places = new BlockPlaces(context());
    this.leastTravellers = leastTravellers;
  }

  @Override
  public String engine() {
    return "partitioned";
  }

  @Override
  public String reason() {
    return reason;
  }

  @Override
  public String plan() {
    return String.format(
        Locale.ROOT,
        "%s engine: %d blocks, %d waves of %d homes",
        engine(),
        plan.blocks(),
        waves(),
        homes.blocks());
  }

  @Override
  public int waves() {
    return plan.waves();
  }

  @Override
  public WaveFiles write(int wave, Path table) {
    JavaSparkContext sc = context();
    String group = "graphrestore walks " + table.getParent().getName() + " " + wave;
    String what = String.format("GraphRestore: walks, wave %d of %d", wave + 1, waves());
    try {
      cutOnce(group, what);
      Rounds rounds = new Rounds(wave, group, what);
      rounds.walk();
      List<Tuple2<String, long[]>> written = rounds.gather(table);
      files.delete(rounds.work.folder());
      return rounds.result(written);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use the scratch folder " + files, e);
    } finally {
      sc.clearJobGroup();
      sc.clearCallSite();
    }
  }

  @Override
  public void close() {
    try {
      files.deleteAll();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete the scratch folder " + files, e);
    } finally {
      release();
    }
  }

  private void release() {
    GraphBlocks held = blocks;
    if (held != null) {
      held.release();
      OncePerJvm.release();
      WalkTasks.onExecutors(
          context(),
          number -> {
            held.release();
            OncePerJvm.release();
          });
    }
  }

  /** Cuts the graph before the first wave, whose counts tell of it. */
  private void cutOnce(String group, String what) {
    if (blocks != null) {
      return;
    }

    if (placement == BlockPlacement.HASH) {
      this.blocks = new RangeBlocks(graph.files(), params, plan.blocks());
      return;
    }

    long started = System.nanoTime();
    context().setJobGroup(group, what + ", placing nodes", true);
    LocalityJobs.Made made =
        new LocalityJobs(context(), graph.files(), graph.arcs(), params, files, plan.blocks())
            .make();
    this.blocks = new MappedBlocks(graph.files(), params, made.map(), made.rows());
    this.cutSeconds = (System.nanoTime() - started) / NANOS;
    cutCounts.put("locality_passes", made.passes());
    cutCounts.put("locality_arcs", made.arcs());
    cutCounts.put("local_arcs", made.localArcs());
    run.progress()
        .advanced(
            WalkStage.NAME,
            0,
            String.format(
                Locale.ROOT,
                "%.0f %% of all arcs lie inside one of %d blocks",
                100.0 * made.localArcs() / Math.max(1, made.arcs()),
                blocks.blocks()));
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(run.spark().sparkContext());
  }

  /** The rounds of one wave. */
  private final class Rounds {
    private final int number;
    private final String group;
    private final String what;
    private final WaveWork work;
    private final OncePerJvm<WaveWork> shared;
    private final WaveProgress progress;
    private final WalkCounts counts = new WalkCounts(params.length());
    private final List<long[]> left = new ArrayList<>();
    private final SortedMap<String, Long> further = new TreeMap<>();
    private long sendingNanos;
    private long gatheringNanos;

    Rounds(int number, String group, String what) {
      this.number = number;
      this.group = group;
      this.what = what;
      WaveLayout wave = new WaveLayout(homes, params.walksPerNode(), number, waves());
      this.work =
          new WaveWork(
              graph.files(), blocks, params, WalkSelection.all(), run.seed(), wave, number, files);
      this.shared = new OncePerJvm<>(work);
      long walks =
          IntStream.range(0, homes.blocks()).mapToLong(wave::starts).sum() * params.walksPerNode();
      this.progress = new WaveProgress(run.progress(), number, waves(), walks, params.length());
    }

    /** Runs one round after the other until nobody travels. */
    void walk() throws IOException {
      describe("sending walkers off");
      List<SentOut> sent =
          collect(
              WalkTasks.numbers(context(), homes.blocks(), homes.blocks()),
              RoundTask.sendOff(shared));
      learn(0, sent);
      for (int round = 1; ; round++) {
        int[][] arrivals = sent.stream().map(SentOut::travellers).toArray(int[][]::new);
        long[] senders =
            sent.stream()
                .mapToLong(one -> one.walkerBytes() == 0 ? WaveWork.NOBODY : one.attempt())
                .toArray();
        long travellers = travellers(arrivals);
        if (travellers == 0) {
          break;
        }

        RoundPlan roundPlan = RoundPlan.of(arrivals, tasksFor(travellers));
        describe("round " + round);
        sent = collect(places.tasks(roundPlan), RoundTask.walk(shared, round, roundPlan, senders));
        learn(round, sent);
        sent.forEach(one -> places.ran(roundPlan, one.task(), one.place()));
        further.merge("rounds", 1L, Long::sum);
        further.merge("round_tasks", (long) roundPlan.tasks(), Long::sum);
        further.merge("longest_task_walkers", roundPlan.longest(), Long::sum);
        further.merge("median_task_walkers", roundPlan.median(), Long::sum);
        files.delete(work.folder(round - 1));
        progress.round(round, sent, further.get("exchanged_bytes"));
      }
    }

    /** Puts the walks together and writes them. */
    List<Tuple2<String, long[]>> gather(Path table) {
      describe("putting walks together");
      long started = System.nanoTime();
      long[] all = left.stream().flatMapToLong(Arrays::stream).toArray();
      int[] used =
          IntStream.range(0, homes.blocks()).filter(home -> work.starts(home) > 0).toArray();
      GatherTask task =
          new GatherTask(shared, params, all, used, number * homes.blocks(), table, store, conf());
      List<Tuple2<String, long[]>> written =
          WalkTasks.numbers(context(), used.length, used.length).map(task).collect();
      this.gatheringNanos = System.nanoTime() - started;
      return written;
    }

    WaveFiles result(List<Tuple2<String, long[]>> written) {
      written.forEach(
          file -> counts.add(WalkCounts.of(params.length(), WrittenFiles.further(file, 0))));
      SortedMap<String, Double> times = new TreeMap<>();
      further.put("local_moves", counts.localMoves());
      further.put("journeys", counts.journeys());
      times.put("walk-task-seconds", sendingNanos / NANOS);
      if (cutSeconds > 0) {
        further.putAll(cutCounts);
        times.put("locality-seconds", cutSeconds);
        cutSeconds = 0;
      }

      times.put("gather-seconds", gatheringNanos / NANOS);
      List<StoreManifest.TableFile> table = WrittenFiles.unpack(written);
      return new WaveFiles(table, counts, further, times);
    }

    private void learn(int round, List<SentOut> sent) {
      for (SentOut one : sent) {
        counts.add(one.counts());
        sendingNanos += one.nanos();
        further.merge("exchanged_bytes", one.walkerBytes() + one.nodeBytes(), Long::sum);
        if (one.nodeBytes() > 0) {
          left.add(new long[] {round, one.task(), one.attempt()});
        }
      }
    }

    private List<SentOut> collect(JavaRDD<Integer> numbers, RoundTask task) {
      List<SentOut> sent = new ArrayList<>();
      NumberedTasks.run(context(), numbers, task)
          .forEach(one -> sent.add(SentOut.unpack(one, blocks.blocks(), params.length())));
      sent.sort(Comparator.comparingInt(SentOut::task));
      return sent;
    }

    private void describe(String part) {
      context().setJobGroup(group, what + ", " + part, true);
      // Where it is called from is known, and finding that out costs more than a small round.
      context().setCallSite("walks, " + part);
    }
  }

  private SerializableConfiguration conf() {
    return new SerializableConfiguration(new Configuration(context().hadoopConfiguration()));
  }

  private int tasksFor(long travellers) {
    // One a core: the fewer they are, the more walkers stay with a task that has several blocks.
    long most = Math.max(1, context().defaultParallelism());
    long worthIt = Math.min(most, travellers / leastTravellers);
    long least = (travellers + plan.taskTravellers() - 1) / plan.taskTravellers();
    return (int) Math.max(1, Math.max(least, worthIt));
  }

  private static long travellers(int[][] arrivals) {
    long sum = 0;
    for (int[] file : arrivals) {
      for (int count : file) {
        sum += count;
      }
    }

    return sum;
  }
}
