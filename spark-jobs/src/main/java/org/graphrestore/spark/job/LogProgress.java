package org.graphrestore.spark.job;

import java.util.Locale;
import org.graphrestore.spark.store.ProgressSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Progress as log lines: what a job under plain spark-submit, on a cluster, tells. */
final class LogProgress implements ProgressSink {
  private static final Logger LOG = LoggerFactory.getLogger("org.graphrestore.progress");

  @Override
  public void stageStarted(String stage, String what) {
    LOG.info("{}: {}", stage, what);
  }

  @Override
  public void advanced(String stage, double fraction, String figures) {
    LOG.info("{}: {} %, {}", stage, String.format(Locale.ROOT, "%.0f", 100 * fraction), figures);
  }

  @Override
  public void stageFinished(String stage, String summary) {
    LOG.info("{}: {}", stage, summary);
  }

  @Override
  public void warned(String message) {
    LOG.warn("{}", message);
  }
}
