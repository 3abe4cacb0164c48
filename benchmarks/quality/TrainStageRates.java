import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.config.Catalog;
import org.graphrestore.config.Settings;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.spark.training.SkipGramStage;
import org.graphrestore.spark.walks.WalkSource;

/**
 * The training stage, whole, several times in one session: from the walk store to the committed
 * embedding store, pairing, sorting and writing included. Prints a JSON object a run; the first one
 * warms up.
 *
 * <pre>
 * TrainStageRates RUN-WITH-WALKS SCRATCH RUNS [KEY=VALUE]...
 * </pre>
 */
public final class TrainStageRates {
  private TrainStageRates() {}

  /** Runs. */
  public static void main(String[] args) throws Exception {
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Map<String, String> settings = new TreeMap<>();
    for (int i = 3; i < args.length; i++) {
      String[] parts = args[i].split("=", 2);
      settings.put(parts[0], parts[1]);
    }

    SkipGramParams params =
        SkipGramParams.from(Settings.resolve(Catalog.of(SkipGramParams.KEYS), List.of(), settings));
    try (SparkSession spark = SparkSession.builder().appName("train-stage").getOrCreate()) {
      GraphStore graph = GraphStore.open(spark, new Path(args[0]));
      WalkSource walks = WalkSource.stored(graph, WalkStore.open(spark, new Path(args[0])));
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        Path folder = new Path(args[1], "train-stage-" + i);
        FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
        files.delete(folder, true);
        long cpu = machine.getProcessCpuTime();
        long wall = System.nanoTime();
        EmbeddingStore store =
            SkipGramStage.run(
                graph, walks, params, new RunContext(spark, folder, 1, ProgressSink.SILENT));
        double seconds = (System.nanoTime() - wall) / 1e9;
        double cpuSeconds = (machine.getProcessCpuTime() - cpu) / 1e9;
        StoreManifest manifest = store.manifest();
        long pairs = manifest.counts().get("pairs");
        System.out.printf(
            Locale.ROOT,
            "{\"run\": %d, \"warm\": %b, \"nodes\": %d, \"pairs\": %d, \"wall_seconds\": %.2f,"
                + " \"cpu_seconds\": %.2f, \"million_pairs_a_cpu_second\": %.2f,"
                + " \"pairs_seconds\": %.2f, \"rounds_seconds\": %.2f, \"write_seconds\": %.2f}%n",
            i,
            i > 0,
            graph.nodes(),
            pairs,
            seconds,
            cpuSeconds,
            pairs / cpuSeconds / 1e6,
            manifest.times().get("pairs"),
            manifest.times().get("rounds"),
            manifest.times().get("write"));
        files.delete(folder, true);
      }
    }
  }
}
