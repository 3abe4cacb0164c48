package org.graphrestore.report;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was run, by what, where and with which settings.
 *
 * @param graphName what people call the graph: the headline's second half, for example {@code
 *     "WordNet 3.1"} or the input file's name
 * @param command the command's name: run, embed, reconstruct, quickstart
 * @param commandLine how to repeat the run, as one would type it
 * @param version version of GraphRestore
 * @param gitSha commit it was built from
 * @param startedAt when the run began, ISO 8601
 * @param seconds wall time of the whole run
 * @param seed the run's seed
 * @param config every resolved setting by path
 * @param machine where it ran
 */
public record RunFacts(
    String graphName,
    String command,
    String commandLine,
    String version,
    String gitSha,
    String startedAt,
    double seconds,
    long seed,
    SortedMap<String, String> config,
    Machine machine) {

  /** Copies the settings, so that the record cannot change. */
  public RunFacts {
    config = sortedCopy(config);
  }

  /**
   * Where a run took place.
   *
   * @param java version of Java
   * @param spark version of Spark
   * @param operatingSystem name and architecture, for example {@code "Linux amd64"}
   * @param master Spark's master, for example {@code local[*]}
   * @param cores cores that tasks may use at once, over all executors
   * @param heapBytes heap of one executor (of the driver in local mode)
   */
  public record Machine(
      String java,
      String spark,
      String operatingSystem,
      String master,
      int cores,
      long heapBytes) {}

  static SortedMap<String, String> sortedCopy(Map<String, String> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
