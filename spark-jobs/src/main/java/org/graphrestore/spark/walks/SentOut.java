package org.graphrestore.spark.walks;

import java.util.Arrays;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.storage.BlockManagerId;
import org.graphrestore.walk.WalkCounts;
import scala.Tuple2;

/**
 * What a task of the partitioned engine tells the driver: not where its walkers went, but how many.
 *
 * @param task number of the task in its round
 * @param attempt Spark's number of the attempt, which is in the names of its files
 * @param place the executor that ran it, as {@link BlockPlaces} names it
 * @param travellers walkers on their way by block
 * @param walkerBytes bytes of the file of walkers; 0 where there is none
 * @param nodeBytes bytes of the file of nodes of walks; 0 where there is none
 * @param steps nodes in it
 * @param nanos time that it took
 * @param counts what the engine has counted
 */
record SentOut(
    int task,
    long attempt,
    String place,
    int[] travellers,
    long walkerBytes,
    long nodeBytes,
    long steps,
    long nanos,
    WalkCounts counts) {
  private static final int HEADER = 6;

  /** Describes what the running task has sent. */
  static SentOut byThisTask(
      int task,
      int[] travellers,
      long walkerBytes,
      long nodeBytes,
      long steps,
      long nanos,
      WalkCounts counts) {
    BlockManagerId here = SparkEnv.get().blockManager().blockManagerId();
    return new SentOut(
        task,
        TaskContext.get().taskAttemptId(),
        BlockPlaces.name(here.host(), here.port(), here.executorId()),
        travellers,
        walkerBytes,
        nodeBytes,
        steps,
        nanos,
        counts);
  }

  /** Packs all, so that nothing needs a registration. */
  Tuple2<String, long[]> pack() {
    long[] counted = counts.toLongs();
    long[] numbers = new long[HEADER + travellers.length + counted.length];
    numbers[0] = task;
    numbers[1] = attempt;
    numbers[2] = walkerBytes;
    numbers[3] = nodeBytes;
    numbers[4] = steps;
    numbers[5] = nanos;
    for (int block = 0; block < travellers.length; block++) {
      numbers[HEADER + block] = travellers[block];
    }

    System.arraycopy(counted, 0, numbers, HEADER + travellers.length, counted.length);
    return new Tuple2<>(place, numbers);
  }

  /** Reads what {@link #pack} made. */
  static SentOut unpack(Tuple2<String, long[]> packed, int blocks, int longest) {
    long[] numbers = packed._2();
    int[] travellers = new int[blocks];
    for (int block = 0; block < blocks; block++) {
      travellers[block] = (int) numbers[HEADER + block];
    }

    return new SentOut(
        (int) numbers[0],
        numbers[1],
        packed._1(),
        travellers,
        numbers[2],
        numbers[3],
        numbers[4],
        numbers[5],
        WalkCounts.of(longest, Arrays.copyOfRange(numbers, HEADER + blocks, numbers.length)));
  }
}
