package org.graphrestore.spark.walks;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.graphrestore.spark.store.ProgressSink;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Tells a sink how many tasks of the jobs of one job group are done, and how many units of work a
 * second that makes. Tasks count alike.
 */
final class TaskProgress extends SparkListener implements AutoCloseable {
  private static final String JOB_GROUP = "spark.jobGroup.id";
  private static final double MILLION = 1e6;

  private final SparkContext sc;
  private final String group;
  private final ProgressSink sink;
  private final String stage;
  private final double from;
  private final double to;
  private final int tasks;
  private final double units;
  private final String unit;
  private final long started = System.nanoTime();
  private final Set<Integer> stages = ConcurrentHashMap.newKeySet();
  private int done;

  /**
   * Makes a listener.
   *
   * @param group the job group
   * @param stage name of the stage, for the sink
   * @param from share of the stage's work that is done before these jobs
   * @param to share that is done after them
   * @param tasks number of tasks of all jobs together
   * @param units units of work of all tasks together
   * @param unit what a unit is, for example {@code steps}
   */
  TaskProgress(
      SparkContext sc,
      String group,
      ProgressSink sink,
      String stage,
      double from,
      double to,
      int tasks,
      double units,
      String unit) {
    this.sc = sc;
    this.group = group;
    this.sink = sink;
    this.stage = stage;
    this.from = from;
    this.to = to;
    this.tasks = tasks;
    this.units = units;
    this.unit = unit;
  }

  /** Starts to listen, until {@link #close()}. */
  void listen() {
    sc.addSparkListener(this);
  }

  @Override
  public void onJobStart(SparkListenerJobStart start) {
    if (group.equals(start.properties().getProperty(JOB_GROUP))) {
      CollectionConverters.asJava(start.stageIds()).forEach(id -> stages.add((Integer) id));
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (!stages.contains(end.stageId()) || end.reason() != Success$.MODULE$ || done == tasks) {
      return;
    }

    done++;
    double fraction = (double) done / tasks;
    double seconds = (System.nanoTime() - started) / 1e9;
    sink.advanced(
        stage,
        from + (to - from) * fraction,
        String.format(Locale.ROOT, "%.1f M %s/s", units * fraction / seconds / MILLION, unit));
  }

  @Override
  public void close() {
    sc.removeSparkListener(this);
  }
}
