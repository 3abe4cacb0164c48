package org.graphrestore.walk;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Cuts a round of the partitioned engine into tasks of about the same number of travellers. The
 * travellers of a round lie in sections, one a file and block; walkers are independent of one
 * another, so a block with many of them (a hub's) simply gets several tasks, each for the sections
 * of some of the files.
 *
 * <pre>
 * sections by block and file       block 0: 4 4 4      block 1: 30 30 30     block 2: 4 4 4
 * 4 tasks, 114 travellers          0:0-2, 1:0          1:1      1:2          2:0-2
 * </pre>
 *
 * <p>A task is a run of whole sections, in the order of blocks and then of files. It ends when it
 * has its share; where a block ends, already with {@value #ENOUGH} of it, so that blocks stay
 * whole, and with the same task's executor, as far as the balance allows. Immutable. Cost: the
 * number of sections.
 */
public final class RoundPlan implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double ENOUGH = 0.8;

  private final int[] firstSlices;
  private final int[] blocks;
  private final int[] firstFiles;
  private final int[] endFiles;
  private final long[] records;

  private RoundPlan(
      int[] firstSlices, int[] blocks, int[] firstFiles, int[] endFiles, long[] records) {
    this.firstSlices = firstSlices;
    this.blocks = blocks;
    this.firstFiles = firstFiles;
    this.endFiles = endFiles;
    this.records = records;
  }

  /**
   * Plans a round.
   *
   * @param arrivals travellers by file and block, {@code [file][block]}
   * @param tasks the number of tasks to aim at, at least 1; there may be a few more
   */
  public static RoundPlan of(int[][] arrivals, int tasks) {
    long all = 0;
    for (int[] file : arrivals) {
      for (int count : file) {
        all += count;
      }
    }

    double share = (double) all / tasks;
    Cutter cutter = new Cutter();
    int blockCount = arrivals.length == 0 ? 0 : arrivals[0].length;
    for (int block = 0; block < blockCount; block++) {
      for (int file = 0; file < arrivals.length; file++) {
        int count = arrivals[file][block];
        // A section that would lead further beyond the share than it leads towards it is left.
        if (cutter.load > 0 && cutter.load + count / 2.0 > share) {
          cutter.endTask();
        }

        if (count > 0) {
          cutter.add(block, file, count);
        }
      }

      if (cutter.load >= ENOUGH * share) {
        cutter.endTask();
      }
    }

    cutter.endTask();
    return cutter.plan();
  }

  /** Returns the number of tasks; 0 where nobody travels. */
  public int tasks() {
    return records.length;
  }

  /** Returns the travellers of a task. */
  public long records(int task) {
    return records[task];
  }

  /** Returns the first slice of a task; those of the task end before {@link #endSlice}. */
  public int firstSlice(int task) {
    return firstSlices[task];
  }

  /** Returns the slice after the last one of a task. */
  public int endSlice(int task) {
    return firstSlices[task + 1];
  }

  /** Returns the block of a slice. */
  public int block(int slice) {
    return blocks[slice];
  }

  /** Returns the first file of a slice. */
  public int firstFile(int slice) {
    return firstFiles[slice];
  }

  /** Returns the file after the last one of a slice. */
  public int endFile(int slice) {
    return endFiles[slice];
  }

  /** Returns the travellers of the longest task; 0 without tasks. */
  public long longest() {
    return Arrays.stream(records).max().orElse(0);
  }

  /** Returns the travellers of the median task (the upper one of two); 0 without tasks. */
  public long median() {
    long[] sorted = records.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  /** Collects slices and tasks. */
  private static final class Cutter {
    private int[] firstSlices = new int[16];
    private int[] blocks = new int[16];
    private int[] firstFiles = new int[16];
    private int[] endFiles = new int[16];
    private long[] records = new long[16];
    private int slices;
    private int tasks;
    private long load;

    void add(int block, int file, int count) {
      boolean goesOn = load > 0 && blocks[slices - 1] == block;
      if (!goesOn) {
        if (slices == blocks.length) {
          blocks = Arrays.copyOf(blocks, 2 * slices);
          firstFiles = Arrays.copyOf(firstFiles, 2 * slices);
          endFiles = Arrays.copyOf(endFiles, 2 * slices);
        }

        blocks[slices] = block;
        firstFiles[slices] = file;
        slices++;
      }

      endFiles[slices - 1] = file + 1;
      load += count;
    }

    void endTask() {
      if (load == 0) {
        return;
      }

      if (tasks + 1 == firstSlices.length) {
        firstSlices = Arrays.copyOf(firstSlices, 2 * firstSlices.length);
        records = Arrays.copyOf(records, 2 * records.length);
      }

      records[tasks++] = load;
      firstSlices[tasks] = slices;
      load = 0;
    }

    RoundPlan plan() {
      return new RoundPlan(
          Arrays.copyOf(firstSlices, tasks + 1),
          Arrays.copyOf(blocks, slices),
          Arrays.copyOf(firstFiles, slices),
          Arrays.copyOf(endFiles, slices),
          Arrays.copyOf(records, tasks));
    }
  }
}
