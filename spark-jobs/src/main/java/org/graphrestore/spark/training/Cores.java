package org.graphrestore.spark.training;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaSparkContext;

/** How many threads a task may use. It changes no result. */
final class Cores {
  private static final Pattern LOCAL = Pattern.compile("local\\[(\\d+|\\*).*\\]");

  private Cores() {}

  /**
   * Returns the cores of a task: {@code spark.task.cpus}, or every core of a local master where the
   * only task would leave the others idle.
   */
  static int perTask(JavaSparkContext sc, int tasks) {
    Matcher local = LOCAL.matcher(sc.master());
    if (tasks == 1 && local.matches()) {
      return local.group(1).equals("*")
          ? Runtime.getRuntime().availableProcessors()
          : Integer.parseInt(local.group(1));
    }

    return sc.getConf().getInt("spark.task.cpus", 1);
  }
}
