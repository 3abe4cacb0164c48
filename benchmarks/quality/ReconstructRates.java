import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.config.Catalog;
import org.graphrestore.config.Settings;
import org.graphrestore.reconstruction.ReconstructionParams;
import org.graphrestore.spark.reconstruction.ReconstructStage;
import org.graphrestore.spark.reconstruction.ReconstructionResult;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;

/**
 * The reconstruction, whole, several times in one session: from the stores to the committed result.
 * Prints a JSON object a run; the first one warms up. Counting is the wall time of the jobs that
 * search shells and rank; the rest is choosing queries, reading their vectors, and writing the
 * table of queries and the examples.
 *
 * <pre>
 * ReconstructRates RUN-WITH-STORES SCRATCH RUNS [KEY=VALUE]...
 * </pre>
 */
public final class ReconstructRates {
  private ReconstructRates() {}

  /** Runs. */
  public static void main(String[] args) throws Exception {
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Map<String, String> texts = new TreeMap<>();
    for (String setting : Arrays.asList(args).subList(3, args.length)) {
      String[] parts = setting.split("=", 2);
      texts.put(parts[0], parts[1]);
    }

    Settings settings =
        Settings.resolve(Catalog.of(ReconstructionParams.KEYS), List.of(), texts);
    ReconstructionParams params = ReconstructionParams.from(settings);
    try (SparkSession spark = SparkSession.builder().appName("reconstruct").getOrCreate()) {
      Jobs jobs = new Jobs();
      spark.sparkContext().addSparkListener(jobs);
      GraphStore graph = GraphStore.open(spark, new Path(args[0]));
      EmbeddingStore embeddings = EmbeddingStore.open(spark, new Path(args[0]));
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        Path folder = new Path(args[1], "reconstruct-" + i);
        FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
        files.delete(folder, true);
        jobs.seconds.clear();
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
          pool.resetPeakUsage();
        }
        long cpu = machine.getProcessCpuTime();
        long wall = System.nanoTime();
        ReconstructionResult result =
            ReconstructStage.run(
                graph,
                embeddings,
                params,
                new RunContext(spark, folder, 1, ProgressSink.SILENT));
        double seconds = (System.nanoTime() - wall) / 1e9;
        double cpuSeconds = (machine.getProcessCpuTime() - cpu) / 1e9;
        Thread.sleep(300); // the listener hears of the last job
        double counting =
            jobs.seconds.entrySet().stream()
                .filter(job -> job.getKey().matches("shells.*|scores of true.*|ranks.*"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        StringBuilder shares = new StringBuilder();
        jobs.seconds.forEach(
            (job, time) ->
                shares.append(
                    String.format(
                        Locale.ROOT, "%s\"%s\": %.2f", shares.isEmpty() ? "" : ", ", job, time)));
        StringBuilder maps = new StringBuilder();
        result.summary().scores().get(0).hops().stream()
            .forEach(
                hop ->
                    maps.append(
                        String.format(
                            Locale.ROOT,
                            "%s%.12f, %.12f",
                            maps.isEmpty() ? "" : ", ",
                            hop.shell().map(),
                            hop.ball().map())));
        System.out.printf(
            Locale.ROOT,
            "{\"run\": %d, \"warm\": %b, \"nodes\": %d, \"arcs\": %d, \"dim\": %d, \"queries\": %d,"
                + " \"wall_seconds\": %.2f, \"counting_seconds\": %.2f, \"cpu_seconds\": %.2f,"
                + " \"heap_mb\": %d, \"heap_limit_mb\": %d, \"map\": [%s], \"jobs\": {%s}}%n",
            i,
            i > 0,
            graph.nodes(),
            graph.arcs(),
            embeddings.dim(),
            result.summary().queries(),
            seconds,
            counting,
            cpuSeconds,
            peakHeap() >> 20,
            Runtime.getRuntime().maxMemory() >> 20,
            maps,
            shares);
        files.delete(folder, true);
      }
    }
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  /** Wall time of jobs by what they do. */
  private static final class Jobs extends SparkListener {
    private final Map<Integer, Long> starts = new ConcurrentHashMap<>();
    private final Map<Integer, String> names = new ConcurrentHashMap<>();
    private final Map<String, Double> seconds = new ConcurrentHashMap<>();

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      Properties properties = job.properties();
      String name = properties == null ? null : properties.getProperty("spark.job.description");
      starts.put(job.jobId(), job.time());
      names.put(job.jobId(), name == null ? "other" : name.replaceAll(", wave \\d+", ""));
    }

    @Override
    public void onJobEnd(SparkListenerJobEnd job) {
      double took = (job.time() - starts.remove(job.jobId())) / 1e3;
      seconds.merge(names.remove(job.jobId()), took, Double::sum);
    }
  }
}
