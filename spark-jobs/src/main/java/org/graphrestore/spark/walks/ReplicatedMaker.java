package org.graphrestore.spark.walks;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.WrittenFiles;
import org.graphrestore.walk.WalkCounts;
import org.graphrestore.walk.WalkParams;
import scala.Tuple2;

/**
 * The replicated engine as a stage: a wave is a contiguous range of starts and one job without a
 * shuffle, in which every task walks on its executor's one copy of the graph and writes one file.
 * The graph is loaded in the first wave and stays until {@link #close}.
 */
final class ReplicatedMaker implements WalkMaker {
  /** Nodes of a wave: half a minute on two cores, which is what a driver that dies may lose. */
  static final long WAVE_TOKENS = 1L << 28;

  /** Waves end one after the other, so there are not too many. */
  private static final int MOST_WAVES = 64;

  private static final double NANOS = 1e9;

  private final GraphStore graph;
  private final WalkParams params;
  private final RunContext run;
  private final String reason;
  private final BlockLayout waves;
  private final ReplicatedTask task;

  /**
   * Makes a maker.
   *
   * @param store the folder of the walk store
   * @param waveTokens nodes of all walks of a wave at most, unless that makes too many waves
   * @param reason why this engine was chosen, for people
   * @throws org.graphrestore.spark.store.UserMistakeException if the graph does not fit an executor
   */
  ReplicatedMaker(
      GraphStore graph,
      WalkParams params,
      RunContext run,
      Path store,
      long waveTokens,
      String reason) {
    ReplicatedMemory.check(graph, params, "walk.engine to partitioned");
    this.graph = graph;
    this.params = params;
    this.run = run;
    this.reason = reason;
    this.waves = BlockLayout.ofBlocks(graph.nodes(), count(graph.nodes(), params, waveTokens));
    this.task =
        new ReplicatedTask(
            graph.files(), params, run.seed(), store, context().hadoopConfiguration());
  }

  private static int count(long nodes, WalkParams params, long waveTokens) {
    // A product of three large settings may be more than a long holds.
    double tokens = (double) nodes * params.walksPerNode() * params.length();
    return (int) Math.max(1, Math.min(MOST_WAVES, Math.ceil(tokens / waveTokens)));
  }

  @Override
  public String engine() {
    return "replicated";
  }

  @Override
  public String reason() {
    return reason;
  }

  @Override
  public String plan() {
    return engine() + ", " + waves() + " waves of " + waves.rowsPerBlock() + " starts";
  }

  @Override
  public int waves() {
    return Math.max(1, waves.blocks());
  }

  @Override
  public WaveFiles write(int wave, Path table) {
    JavaSparkContext sc = context();
    long first = waves.firstIndex(wave);
    BlockLayout layout = WalkTasks.layout(sc, waves.rows(wave), params);
    int firstPart = wave * WalkTasks.layout(sc, waves.rowsPerBlock(), params).blocks();
    String folder = table.toString();
    ReplicatedTask work = task;
    String group = "graphrestore walks " + table.getParent().getName() + " " + wave;
    sc.setJobGroup(group, "GraphRestore: walks, wave " + (wave + 1) + " of " + waves(), true);
    List<Tuple2<String, long[]>> written;
    try (TaskProgress progress = progress(sc, group, wave, layout)) {
      progress.listen();
      written =
          WalkTasks.blocks(sc, layout)
              .map(block -> work.write(first, layout, block, folder, firstPart + block))
              .collect();
    } finally {
      sc.clearJobGroup();
    }

    WalkCounts counts = new WalkCounts(params.length());
    written.forEach(
        file -> counts.add(WalkCounts.of(params.length(), WrittenFiles.further(file, 2))));
    SortedMap<String, Double> times = new TreeMap<>();
    times.put("load-task-seconds", WrittenFiles.sum(written, 0) / NANOS);
    times.put("walk-task-seconds", WrittenFiles.sum(written, 1) / NANOS);
    return new WaveFiles(WrittenFiles.unpack(written), counts, new TreeMap<>(), times);
  }

  private TaskProgress progress(JavaSparkContext sc, String group, int wave, BlockLayout layout) {
    double steps = (double) layout.nodes() * params.walksPerNode() * (params.length() - 1);
    double from = (double) waves.firstIndex(wave) / waves.nodes();
    double to = from + (double) layout.nodes() / waves.nodes();
    return new TaskProgress(
        sc.sc(), group, run.progress(), WalkStage.NAME, from, to, layout.blocks(), steps, "steps");
  }

  @Override
  public void close() {
    WalkTasks.release(context(), graph.fingerprint());
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(run.spark().sparkContext());
  }
}
