import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.spark.walks.WalkStage;
import org.graphrestore.walk.WalkParams;

/**
 * The walk stage, whole, several times in one session: from the graph store to the committed walk
 * store. Prints a JSON object a run; the first one warms up.
 *
 * <pre>
 * WalkStageRates RUN-WITH-GRAPH SCRATCH RUNS [KEY=VALUE]...
 * </pre>
 */
public final class WalkStageRates {
  private WalkStageRates() {}

  /** Runs. */
  public static void main(String[] args) throws Exception {
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Map<String, String> settings = new TreeMap<>();
    for (int i = 3; i < args.length; i++) {
      String[] parts = args[i].split("=", 2);
      settings.put(parts[0], parts[1]);
    }

    WalkParams params = WalkParams.of(settings);
    try (SparkSession spark = SparkSession.builder().appName("walk-stage").getOrCreate()) {
      GraphStore graph = GraphStore.open(spark, new Path(args[0]));
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        Path folder = new Path(args[1], "walk-stage-" + i);
        FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
        files.delete(folder, true);
        long cpu = machine.getProcessCpuTime();
        long wall = System.nanoTime();
        WalkStore store =
            WalkStage.run(graph, params, new RunContext(spark, folder, 1, ProgressSink.SILENT));
        double seconds = (System.nanoTime() - wall) / 1e9;
        double cpuSeconds = (machine.getProcessCpuTime() - cpu) / 1e9;
        StoreManifest manifest = store.manifest();
        long steps = manifest.counts().get("steps");
        System.out.printf(
            Locale.ROOT,
            "{\"run\": %d, \"warm\": %b, \"nodes\": %d, \"arcs\": %d, \"law\": \"%s\", \"steps\": %d,"
                + " \"wall_seconds\": %.2f, \"cpu_seconds\": %.2f, \"million_steps_a_cpu_second\":"
                + " %.2f, \"load_task_seconds\": %.2f, \"walk_task_seconds\": %.2f, \"bytes\": %d,"
                + " \"files\": %d}%n",
            i,
            i > 0,
            graph.nodes(),
            graph.arcs(),
            manifest.config().get("walk.law"),
            steps,
            seconds,
            cpuSeconds,
            steps / cpuSeconds / 1e6,
            manifest.times().get("load-task-seconds"),
            manifest.times().get("walk-task-seconds"),
            manifest.table(WalkStore.WALKS).bytes(),
            manifest.table(WalkStore.WALKS).files().size());
        files.delete(folder, true);
      }
    }
  }
}
