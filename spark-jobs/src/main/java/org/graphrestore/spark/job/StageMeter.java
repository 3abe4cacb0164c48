package org.graphrestore.spark.job;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * What stages really take, to stand beside the estimate: wall and CPU time, the bytes that tasks
 * write to shuffles, the most of the heap that was in use. CPU and heap are those of the driver's
 * JVM, where in local mode all is done.
 */
final class StageMeter extends SparkListener {
  private final List<Window> windows = new ArrayList<>();

  /** A stage's time and what fell into it. */
  private static final class Window {
    private final String stage;
    private final long from = System.currentTimeMillis();
    private final long cpuFrom = cpuNanos();
    private long to = Long.MAX_VALUE;
    private double cpuSeconds;
    private long heapPeak;
    private long shuffleBytes;

    Window(String stage) {
      this.stage = stage;
    }
  }

  /**
   * What a stage took.
   *
   * @param stage its name
   * @param seconds wall time
   * @param cpuSeconds CPU time of the driver's JVM
   * @param shuffleBytes bytes that its tasks wrote to shuffles
   * @param heapPeakBytes most bytes of the driver's heap in use, garbage included
   */
  record Taken(
      String stage, double seconds, double cpuSeconds, long shuffleBytes, long heapPeakBytes) {}

  synchronized void started(String stage) {
    windows.add(new Window(stage));
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      pool.resetPeakUsage();
    }
  }

  synchronized void finished(String stage) {
    for (Window window : windows) {
      if (window.stage.equals(stage) && window.to == Long.MAX_VALUE) {
        window.to = System.currentTimeMillis();
        window.cpuSeconds = (cpuNanos() - window.cpuFrom) / 1e9;
        window.heapPeak = heapPeak();
      }
    }
  }

  /** Tasks are told of late, and out of step with stages: the time at which they ended counts. */
  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.taskMetrics() == null) {
      return;
    }

    long at = end.taskInfo().finishTime();
    for (Window window : windows) {
      if (at >= window.from && at <= window.to) {
        window.shuffleBytes += end.taskMetrics().shuffleWriteMetrics().bytesWritten();
      }
    }
  }

  /** Returns what the stages that are finished took, in their order. */
  synchronized List<Taken> taken() {
    return windows.stream()
        .filter(window -> window.to != Long.MAX_VALUE)
        .map(
            w ->
                new Taken(w.stage, (w.to - w.from) / 1e3, w.cpuSeconds, w.shuffleBytes, w.heapPeak))
        .toList();
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  private static long heapPeak() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      bytes += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
    }

    return bytes;
  }
}
