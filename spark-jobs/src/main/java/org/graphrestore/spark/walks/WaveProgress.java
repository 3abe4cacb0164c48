package org.graphrestore.spark.walks;

import java.util.List;
import java.util.Locale;
import org.graphrestore.spark.store.ProgressSink;

/**
 * Tells how far the partitioned engine is: after every round the steps that were made, those of the
 * walkers that still travel, and what was exchanged.
 */
final class WaveProgress {
  /** Share of a wave that is left for putting walks together, measured. */
  private static final double GATHERING = 0.1;

  private static final double MB = 1e6;

  private final ProgressSink sink;
  private final int wave;
  private final int waves;
  private final long walks;
  private final int length;
  private final long started = System.nanoTime();
  private long steps;

  WaveProgress(ProgressSink sink, int wave, int waves, long walks, int length) {
    this.sink = sink;
    this.wave = wave;
    this.waves = waves;
    this.walks = walks;
    this.length = length;
  }

  /** Tells that a round is done. */
  void round(int round, List<SentOut> sent, long exchangedBytes) {
    long travellers = 0;
    for (SentOut one : sent) {
      steps += one.steps();
      for (int count : one.travellers()) {
        travellers += count;
      }
    }

    double ahead = fractionAhead(travellers);
    double fraction = (1 - ahead) * (1 - GATHERING);
    double seconds = (System.nanoTime() - started) / 1e9;
    sink.advanced(
        WalkStage.NAME,
        (wave + fraction) / waves,
        String.format(
            Locale.ROOT,
            "wave %d of %d, round %d, %.2f M steps/s, %,d walkers travel, %,.0f MB exchanged",
            wave + 1,
            waves,
            round,
            steps / seconds / 1e6,
            travellers,
            exchangedBytes / MB));
  }

  /** Returns the share of the wave's steps that is still to be made, as if all had come as far. */
  private double fractionAhead(long travellers) {
    double each = Math.min(length - 1.0, (double) steps / Math.max(1, walks));
    double ahead = travellers * (length - 1 - each);
    return ahead / Math.max(1, steps + ahead);
  }
}
