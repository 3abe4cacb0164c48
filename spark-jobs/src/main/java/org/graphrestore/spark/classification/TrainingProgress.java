package org.graphrestore.spark.classification;

import java.util.BitSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import org.graphrestore.spark.store.ProgressSink;
import scala.jdk.javaapi.CollectionConverters;

/** Tells a sink how much of the training of a job group is done; tasks count by their cost. */
final class TrainingProgress extends SparkListener implements AutoCloseable {
  private static final String JOB_GROUP = "spark.jobGroup.id";

  private final SparkContext sc;
  private final String group;
  private final ProgressSink sink;
  private final double[] costs;
  private final double all;
  private final Set<Integer> stages = ConcurrentHashMap.newKeySet();
  private final BitSet done = new BitSet();
  private double spent;

  /**
   * Makes a listener.
   *
   * @param costs cost of every task of the first stage, in any unit
   */
  TrainingProgress(SparkContext sc, String group, ProgressSink sink, double[] costs) {
    this.sc = sc;
    this.group = group;
    this.sink = sink;
    this.costs = costs;
    double sum = 0;
    for (double cost : costs) {
      sum += cost;
    }

    this.all = sum;
  }

  /** Starts to listen, until {@link #close()}. */
  void listen() {
    sc.addSparkListener(this);
  }

  @Override
  public void onJobStart(SparkListenerJobStart start) {
    if (group.equals(start.properties().getProperty(JOB_GROUP))) {
      for (StageInfo stage : CollectionConverters.asJava(start.stageInfos())) {
        if (stage.parentIds().isEmpty()) {
          stages.add(stage.stageId());
        }
      }
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    int task = end.taskInfo().index();
    boolean counts = stages.contains(end.stageId()) && end.reason() == Success$.MODULE$;
    if (!counts || task >= costs.length || done.get(task)) {
      return;
    }

    done.set(task);
    this.spent += costs[task];
    sink.advanced(
        ClassifyStage.NAME,
        Math.min(1, spent / all),
        String.format(Locale.ROOT, "%,d of %,d tasks", done.cardinality(), costs.length));
  }

  @Override
  public void close() {
    sc.removeSparkListener(this);
  }
}
