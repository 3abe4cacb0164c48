package org.graphrestore.spark.cli;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.graphrestore.spark.store.ProgressSink;

/**
 * Progress for a person at a terminal: a line a stage, rewritten in place while it runs. Where the
 * output is no terminal (a file, a pipe), a line is written every ten seconds at most, and none is
 * rewritten.
 */
final class TerminalProgress implements ProgressSink {
  private static final long REWRITE_MILLIS = 200;
  private static final long APPEND_MILLIS = 10_000;
  private static final int WIDTH = 100;

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier clockMillis;
  private final Map<String, Long> startedAt = new HashMap<>();
  private final Map<String, Double> doneBefore = new HashMap<>();
  private long lastShown;
  private boolean openLine;

  /**
   * Writes to a stream.
   *
   * @param out where people look
   * @param terminal whether a carriage return rewrites the line there
   * @param clockMillis a clock in milliseconds
   */
  TerminalProgress(PrintStream out, boolean terminal, LongSupplier clockMillis) {
    this.out = out;
    this.terminal = terminal;
    this.clockMillis = clockMillis;
  }

  @Override
  public synchronized void stageStarted(String stage, String what) {
    startedAt.put(stage, clockMillis.getAsLong());
    doneBefore.remove(stage);
    lastShown = clockMillis.getAsLong();
    line(String.format(Locale.ROOT, "%-11s  %s", stage, what));
  }

  @Override
  public synchronized void resumed(String stage, double fraction) {
    doneBefore.put(stage, fraction);
  }

  @Override
  public synchronized void advanced(String stage, double fraction, String figures) {
    long now = clockMillis.getAsLong();
    if (now - lastShown < (terminal ? REWRITE_MILLIS : APPEND_MILLIS)) {
      return;
    }

    lastShown = now;
    String text =
        String.format(
            Locale.ROOT,
            "%-11s  %3.0f %%  %s%s",
            stage,
            100 * fraction,
            figures,
            remaining(
                now - startedAt.getOrDefault(stage, now),
                fraction,
                doneBefore.getOrDefault(stage, 0.0)));
    if (terminal) {
      rewrite(text);
    } else {
      line(text);
    }
  }

  @Override
  public synchronized void stageFinished(String stage, String summary) {
    Long start = startedAt.get(stage);
    String took =
        start == null
            ? ""
            : "done in " + duration((clockMillis.getAsLong() - start) / 1000.0) + ": ";
    line(String.format(Locale.ROOT, "%-11s  %s%s", stage, took, summary));
  }

  @Override
  public synchronized void warned(String message) {
    line("Warning: " + message);
  }

  private static String remaining(long elapsedMillis, double fraction, double before) {
    double done = fraction - before;
    if (done < 0.01 || fraction > 0.999 || elapsedMillis < 1000) {
      return "";
    }

    return ", " + duration(elapsedMillis / 1000.0 * (1 - fraction) / done) + " to go";
  }

  private static String duration(double seconds) {
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }

    long minutes = Math.round(seconds / 60);
    return minutes < 120
        ? minutes + " min"
        : String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
  }

  private void rewrite(String text) {
    String cut = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
    out.print("\r" + cut + " ".repeat(WIDTH - cut.length()));
    out.flush();
    openLine = true;
  }

  private void line(String text) {
    if (openLine) {
      out.print("\r" + " ".repeat(WIDTH) + "\r");
      openLine = false;
    }

    out.println(text);
  }
}
