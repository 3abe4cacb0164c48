package org.graphrestore.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

/** What Spark and the system say when something is too small, and what people are told. */
class FailureExplanationTest {
  private static final String AGAIN =
      "; finished stages are kept, and the same command goes on from there.";

  private final SparkConf local = new SparkConf(false).set("spark.master", "local[*]");
  private final SparkConf cluster =
      new SparkConf(false).set("spark.master", "yarn").set("spark.executor.memory", "3g");

  @Test
  void executorsWithoutHeap() {
    Throwable failure =
        new SparkException(
            "Job aborted due to stage failure: Task 0 in stage 5.0 failed 4 times, most recent"
                + " failure: Lost task 0.3 in stage 5.0 (TID 17) (127.0.0.1 executor 3):"
                + " ExecutorLostFailure (executor 3 exited caused by one of the running tasks)"
                + " Reason: Command exited with code 52\nDriver stacktrace:");
    assertThat(FailureExplanation.of(failure, "train", cluster))
        .hasValue(
            "The stage train ran out of memory on executors (spark.executor.memory is 3g). Start it"
                + " again with more, for example --conf spark.executor.memory=6g, or with fewer"
                + " spark.executor.cores"
                + AGAIN);
  }

  @Test
  void heapOfATaskIsNotTheDrivers() {
    Throwable failure = new SparkException("Job aborted", new OutOfMemoryError("Java heap space"));
    assertThat(FailureExplanation.of(failure, "walks", cluster))
        .hasValueSatisfying(
            said -> assertThat(said).startsWith("The stage walks ran out of memory on executors "));
  }

  @Test
  void killedContainers() {
    String yarn =
        "ExecutorLostFailure (executor 1 exited caused by one of the running tasks) Reason:"
            + " Container killed by YARN for exceeding physical memory limits. 3.4 GB of 3.3 GB"
            + " physical memory used.";
    String kubernetes =
        "ExecutorLostFailure (executor 2 exited caused by one of the running tasks) Reason: The"
            + " executor with id 2 exited with exit code 137(SIGKILL, possible container OOM).";
    for (String reason : new String[] {yarn, kubernetes}) {
      assertThat(FailureExplanation.of(new SparkException(reason), "walks", cluster))
          .hasValue(
              "The stage walks ran out of memory: executors were killed for using more than their"
                  + " container has. Start it again with more beside the heap, for example --conf"
                  + " spark.executor.memoryOverhead=2g, or with a smaller spark.executor.memory"
                  + " (now 3g)"
                  + AGAIN);
    }
  }

  @Test
  void heapOfTheDriver() {
    OutOfMemoryError full = new OutOfMemoryError("Java heap space");
    assertThat(FailureExplanation.of(full, "", local))
        .hasValueSatisfying(
            said ->
                assertThat(said)
                    .matches(
                        "The run ran out of memory: the heap has [\\d,]+ MB\\. Start it again with"
                            + " more, for example --driver-memory \\d+g"
                            + AGAIN));
    assertThat(FailureExplanation.of(new IllegalStateException(full), "ingest", cluster))
        .hasValueSatisfying(
            said ->
                assertThat(said)
                    .startsWith("The stage ingest ran out of memory: the heap of the driver has "));
  }

  @Test
  void fullDisks() {
    Throwable named =
        new UncheckedIOException(
            "Cannot write",
            new IOException(
                "No space left on device: /out/part-0 (1.0 MB of it to write, 0.1 MB free there)"));
    assertThat(FailureExplanation.of(named, "train", cluster))
        .hasValue(
            "The stage train found no space left on device: /out/part-0 (1.0 MB of it to write, 0.1"
                + " MB free there). Make room there or use another --output"
                + AGAIN);
    Throwable shuffle =
        new SparkException(
            "Task failed: java.io.IOException: No space left on device\n\tat"
                + " org.apache.spark.storage.DiskBlockObjectWriter.write");
    assertThat(
            FailureExplanation.of(shuffle, "train", cluster.set("spark.local.dir", "/small/disk")))
        .hasValue(
            "The stage train found no space left on device in Spark's scratch folders (/small/disk)."
                + " Make room there or name others, for example --conf spark.local.dir=/large/disk"
                + AGAIN);
  }

  @Test
  void lostExecutorsAndTheUnknown() {
    Throwable lost =
        new SparkException(
            "Task 0 failed 4 times: ExecutorLostFailure (executor 1 exited) Reason: worker lost\nat");
    assertThat(FailureExplanation.of(lost, "ingest", cluster))
        .hasValue(
            "The stage ingest lost executors again and again: ExecutorLostFailure (executor 1"
                + " exited) Reason: worker lost. Their logs say why; a run bears"
                + " spark.task.maxFailures losses of a task"
                + AGAIN);
    assertThat(FailureExplanation.of(new IllegalStateException("a bug"), "ingest", cluster))
        .isEmpty();
  }
}
