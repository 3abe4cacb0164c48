package org.graphrestore.spark.job;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.graphrestore.estimate.Resources;
import org.graphrestore.estimate.Resources.Disk;

/**
 * What a session has to run on, by its settings: executors that are promised count, whether they
 * are there already or not. Free disk is asked of the file systems.
 */
final class RunResources {
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*]");
  private static final Pattern LOCAL = Pattern.compile("local\\[\\s*(\\d+|\\*)");
  private static final long LEAST_OVERHEAD = 384L << 20;
  private static final double OVERHEAD_SHARE = 0.1;

  /** Object stores say that they have so much. */
  private static final double ENDLESS = 1L << 60;

  private RunResources() {}

  /** Returns the resources of a session whose run writes into a folder. */
  static Resources of(SparkContext sc, Path output) {
    SparkConf conf = sc.conf();
    boolean local = sc.isLocal();
    Matcher localCluster = LOCAL_CLUSTER.matcher(sc.master());
    int there = sc.statusTracker().getExecutorInfos().length - 1;
    int executors = local ? 1 : executors(sc.master(), conf, there);
    int cores = local ? localCores(sc.master()) : cores(sc, conf, localCluster, executors);
    long heap =
        local
            ? Runtime.getRuntime().maxMemory()
            : conf.getSizeAsBytes("spark.executor.memory", "1g");
    Place out = place(output, sc.hadoopConfiguration());
    boolean here = local || localCluster.matches();
    Place shuffles = here ? localDirs(conf) : new Place(Disk.unknown("spark.local.dir"), List.of());
    return new Resources(
        local,
        heap,
        local ? 0 : overhead(conf, heap),
        local ? machineBytes() : 0,
        executors,
        Math.max(1, cores),
        conf.getInt("spark.task.cpus", 1),
        out.disk(),
        shuffles.disk(),
        shuffles.stores().stream().anyMatch(out.stores()::contains));
  }

  /** A place and the file stores that it lies on, where they are of this machine. */
  private record Place(Disk disk, List<FileStore> stores) {}

  private static int localCores(String master) {
    Matcher threads = LOCAL.matcher(master);
    if (!threads.find()) {
      return 1;
    }

    return threads.group(1).equals("*")
        ? Runtime.getRuntime().availableProcessors()
        : Integer.parseInt(threads.group(1));
  }

  /**
   * Returns the number of executors.
   *
   * @param there executors that are there now
   */
  static int executors(String master, SparkConf conf, int there) {
    Matcher localCluster = LOCAL_CLUSTER.matcher(master);
    if (localCluster.matches()) {
      return Integer.parseInt(localCluster.group(1));
    }

    if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      int most = conf.getInt("spark.dynamicAllocation.maxExecutors", Integer.MAX_VALUE);
      if (most != Integer.MAX_VALUE) {
        return Math.max(1, most);
      }
    }

    if (!master.startsWith("spark://")) {
      return Math.max(1, conf.getInt("spark.executor.instances", 2));
    }

    int cores = conf.getInt("spark.executor.cores", 0);
    int all = conf.getInt("spark.cores.max", 0);
    return Math.max(1, all > 0 && cores > 0 ? all / cores : there);
  }

  private static int cores(SparkContext sc, SparkConf conf, Matcher localCluster, int executors) {
    int workers =
        localCluster.matches()
            ? Integer.parseInt(localCluster.group(2))
            : sc.master().startsWith("spark://") ? sc.defaultParallelism() / executors : 1;
    return conf.getInt("spark.executor.cores", Math.max(1, workers));
  }

  static long overhead(SparkConf conf, long heap) {
    double share = conf.getDouble("spark.executor.memoryOverheadFactor", OVERHEAD_SHARE);
    long usual = Math.max(LEAST_OVERHEAD, (long) (share * heap));
    return conf.contains("spark.executor.memoryOverhead")
        ? conf.getSizeAsMb("spark.executor.memoryOverhead", "0") << 20
        : usual;
  }

  private static long machineBytes() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  /** Shuffles are spread over the folders alike, so that the fullest disk is the bound. */
  private static Place localDirs(SparkConf conf) {
    String dirs = System.getenv("SPARK_LOCAL_DIRS");
    String named =
        dirs != null ? dirs : conf.get("spark.local.dir", System.getProperty("java.io.tmpdir"));
    String[] folders = named.split(",");
    double least = Double.POSITIVE_INFINITY;
    List<FileStore> stores = new ArrayList<>();
    for (String folder : folders) {
      try {
        FileStore store = store(new File(folder.trim()));
        stores.add(store);
        least = Math.min(least, (double) store.getUsableSpace());
      } catch (IOException e) {
        // Spark will say that it cannot use the folder.
      }
    }

    return new Place(new Disk(named, least * folders.length, 1), stores);
  }

  private static Place place(Path folder, Configuration conf) {
    String name = folder.toString();
    try {
      FileSystem fs = folder.getFileSystem(conf);
      Path there = fs.makeQualified(folder);
      if (there.toUri().getScheme().equals("file")) {
        FileStore store = store(new File(there.toUri().getPath()));
        return new Place(new Disk(name, store.getUsableSpace(), 1), List.of(store));
      }

      while (!fs.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }

      double free = fs.getStatus(there).getRemaining();
      return new Place(
          new Disk(
              name,
              free >= ENDLESS ? Double.POSITIVE_INFINITY : free,
              Math.max(1, fs.getDefaultReplication(there))),
          List.of());
    } catch (IOException | UnsupportedOperationException e) {
      // Whoever cannot be asked is not known to be full.
      return new Place(Disk.unknown(name), List.of());
    }
  }

  private static FileStore store(File folder) throws IOException {
    File there = folder.getAbsoluteFile();
    while (!there.exists() && there.getParentFile() != null) {
      there = there.getParentFile();
    }

    return Files.getFileStore(there.toPath());
  }
}
