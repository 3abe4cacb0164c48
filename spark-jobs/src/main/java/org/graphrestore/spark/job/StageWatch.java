package org.graphrestore.spark.job;

import org.graphrestore.spark.store.ProgressSink;

/** Passes progress on and knows which stage is at work, for the message if it fails. */
public final class StageWatch implements ProgressSink {
  private final ProgressSink next;
  private volatile String stage = "";

  /** Passes progress on to another sink. */
  public StageWatch(ProgressSink next) {
    this.next = next;
  }

  /** Returns the stage that has started and not finished; empty if there is none. */
  public String stage() {
    return stage;
  }

  @Override
  public void stageStarted(String name, String what) {
    this.stage = name;
    next.stageStarted(name, what);
  }

  @Override
  public void resumed(String name, double fraction) {
    next.resumed(name, fraction);
  }

  @Override
  public void advanced(String name, double fraction, String figures) {
    next.advanced(name, fraction, figures);
  }

  @Override
  public void stageFinished(String name, String summary) {
    this.stage = "";
    next.stageFinished(name, summary);
  }

  @Override
  public void warned(String message) {
    next.warned(message);
  }
}
