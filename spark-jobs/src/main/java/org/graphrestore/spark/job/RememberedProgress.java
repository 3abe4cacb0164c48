package org.graphrestore.spark.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graphrestore.spark.store.ProgressSink;

/** Passes progress on and remembers what the report wants: summaries of stages, and warnings. */
final class RememberedProgress implements ProgressSink {
  private final ProgressSink next;
  private final Map<String, String> summaries = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private StageMeter meter;

  RememberedProgress(ProgressSink next) {
    this.next = next;
  }

  /** Measures all further stages. */
  synchronized void measure(StageMeter withMeter) {
    this.meter = withMeter;
  }

  /** Returns how a stage ended, in words; empty where it did not. */
  synchronized String summary(String stage) {
    return summaries.getOrDefault(stage, "");
  }

  /** Returns the warnings so far. */
  synchronized List<String> warnings() {
    return List.copyOf(warnings);
  }

  @Override
  public synchronized void stageStarted(String stage, String what) {
    if (meter != null) {
      meter.started(stage);
    }

    next.stageStarted(stage, what);
  }

  @Override
  public void resumed(String stage, double fraction) {
    next.resumed(stage, fraction);
  }

  @Override
  public void advanced(String stage, double fraction, String figures) {
    next.advanced(stage, fraction, figures);
  }

  @Override
  public synchronized void stageFinished(String stage, String summary) {
    summaries.put(stage, summary);
    if (meter != null) {
      meter.finished(stage);
    }

    next.stageFinished(stage, summary);
  }

  @Override
  public synchronized void warned(String message) {
    warnings.add(message);
    next.warned(message);
  }
}
