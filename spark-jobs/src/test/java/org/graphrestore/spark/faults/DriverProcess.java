package org.graphrestore.spark.faults;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.graphrestore.spark.job.PipelineRun;

/**
 * A command of GraphRestore in a JVM of its own, as a user starts it: it can be killed, and its
 * exit code and what it says on the terminal can be looked at.
 *
 * @param exitCode the exit code; 137 after SIGKILL
 * @param out what it said
 * @param err what it complained about
 */
record DriverProcess(int exitCode, String out, String err) {
  /** The exit code of a process that SIGKILL ended. */
  static final int KILLED = 137;

  /** Far above what a run of a small graph takes: the end of one that hangs. */
  private static final long MOST_MINUTES = 8;

  /** Runs {@code run --edges IN --output OUT} with the settings of {@link PipelineRun}. */
  static DriverProcess pipeline(
      Path work, Path edges, Path output, Map<String, String> spark, String... more)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of("run", "--seed", "11", "--edges", edges.toString()));
    command.addAll(List.of("--output", output.toString()));
    Map<String, String> settings = new TreeMap<>(PipelineRun.settings());
    settings.putAll(Undisturbed.SETTINGS);
    settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    command.addAll(List.of(more));
    return run(work, spark, command);
  }

  /**
   * Runs a command to its end.
   *
   * @param work a folder for its log, its terminal and its scratch files
   * @param spark settings of Spark
   */
  static DriverProcess run(Path work, Map<String, String> spark, List<String> command)
      throws IOException {
    Path scratch = Files.createDirectories(work.resolve("scratch"));
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.master", "local[2]");
    settings.put("spark.local.dir", scratch.toString());
    settings.put("spark.default.parallelism", "4");
    settings.put("spark.sql.shuffle.partitions", "4");
    settings.putAll(spark);

    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (argument.startsWith("--add-") || argument.startsWith("-Djdk.")) {
        line.add(argument);
      }
    }

    line.add("-Xmx1g");
    line.add("-Djava.io.tmpdir=" + scratch);
    line.add("-Dgraphrestore.log=" + work.resolve("spark.log"));
    line.add("-Dlog4j2.configurationFile=" + Path.of("../conf/log4j2-local.properties").toUri());
    settings.forEach((key, value) -> line.add("-D" + key + "=" + value));
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.add("org.graphrestore.spark.cli.GraphRestore");
    line.addAll(command);

    File out = work.resolve("out.txt").toFile();
    File err = work.resolve("err.txt").toFile();
    Process process = new ProcessBuilder(line).redirectOutput(out).redirectError(err).start();
    try {
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("Still running after " + MOST_MINUTES + " minutes: " + command);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IllegalStateException(e);
    }

    return new DriverProcess(
        process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
  }
}
