package org.graphrestore.estimate;

/**
 * What there is to run on.
 *
 * @param local whether all tasks run in the driver's JVM
 * @param heapBytes heap of an executor; of the driver where local
 * @param overheadBytes memory that a container has beside the heap; 0 where local
 * @param machineBytes memory of the machine where local, 0 where it is not known
 * @param executors number of executors, at least 1
 * @param cores cores of an executor, at least 1
 * @param cpusPerTask {@code spark.task.cpus}
 * @param output where stores and scratch folders go
 * @param shuffle where Spark's shuffles and spills go; where they are on the same disk as the
 *     output both needs add up
 * @param oneDisk whether they are
 */
public record Resources(
    boolean local,
    long heapBytes,
    long overheadBytes,
    long machineBytes,
    int executors,
    int cores,
    int cpusPerTask,
    Disk output,
    Disk shuffle,
    boolean oneDisk) {

  /**
   * A place for files.
   *
   * @param path what the user calls it
   * @param freeBytes bytes that are free there; infinite where nobody says
   * @param copies copies that the file system makes of a byte, at least 1
   */
  public record Disk(String path, double freeBytes, int copies) {
    /** A place of which nothing is known. */
    public static Disk unknown(String path) {
      return new Disk(path, Double.POSITIVE_INFINITY, 1);
    }

    Disk plus(double bytes) {
      return new Disk(path, freeBytes + bytes, copies);
    }
  }

  /** Checks counts. */
  public Resources {
    if (executors < 1 || cores < 1 || cpusPerTask < 1 || heapBytes < 1) {
      throw new IllegalArgumentException(
          "Invalid resources: "
              + executors
              + " executors of "
              + cores
              + " cores, "
              + heapBytes
              + " bytes of heap, "
              + cpusPerTask
              + " cores a task (each must be at least 1)");
    }
  }

  /** Returns the tasks that an executor runs at once. */
  public int slots() {
    return Math.max(1, cores / cpusPerTask);
  }

  /** Returns the tasks that run at once. */
  public int allSlots() {
    return Math.multiplyExact(executors, slots());
  }

  /** Returns the option that sets the heap of what runs tasks. */
  public String heapOption(long gib) {
    return local ? "--driver-memory " + gib + "g" : "--conf spark.executor.memory=" + gib + "g";
  }

  Resources withHeap(long bytes) {
    return new Resources(
        local,
        bytes,
        overheadBytes,
        machineBytes,
        executors,
        cores,
        cpusPerTask,
        output,
        shuffle,
        oneDisk);
  }

  Resources withCpusPerTask(int cpus) {
    return new Resources(
        local,
        heapBytes,
        overheadBytes,
        machineBytes,
        executors,
        cores,
        cpus,
        output,
        shuffle,
        oneDisk);
  }

  Resources withDisks(Disk newOutput, Disk newShuffle) {
    return new Resources(
        local,
        heapBytes,
        overheadBytes,
        machineBytes,
        executors,
        cores,
        cpusPerTask,
        newOutput,
        newShuffle,
        oneDisk);
  }
}
