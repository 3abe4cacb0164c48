package org.graphrestore.spark.store;

/**
 * Where a stage tells how far it is. The terminal shows it, a library caller may ignore it; nothing
 * said here changes a result. Called from the driver only, possibly from several threads.
 */
public interface ProgressSink {
  /** A sink that says nothing. */
  ProgressSink SILENT =
      new ProgressSink() {
        @Override
        public void stageStarted(String stage, String what) {}

        @Override
        public void advanced(String stage, double fraction, String figures) {}

        @Override
        public void stageFinished(String stage, String summary) {}

        @Override
        public void warned(String message) {}
      };

  /**
   * A stage begins.
   *
   * @param stage its name: ingest, walks, train, reconstruct
   * @param what one line for people: the input and the settings that matter
   */
  void stageStarted(String stage, String what);

  /**
   * A stage that has just begun goes on from what an earlier run has finished, so that the time to
   * go follows from the rest alone.
   *
   * @param fraction share of the work that was done before, 0 .. 1
   */
  default void resumed(String stage, double fraction) {}

  /**
   * A stage is partly done. The sink derives the time to go from the fraction.
   *
   * @param fraction share of the work that is done, 0 .. 1
   * @param figures rates and losses, for example {@code "3.1 M pairs/s, loss 0.412"}
   */
  void advanced(String stage, double fraction, String figures);

  /** A stage is done, or was reused; the summary says which. */
  void stageFinished(String stage, String summary);

  /** Something that the user should know and that does not end the run. */
  void warned(String message);
}
