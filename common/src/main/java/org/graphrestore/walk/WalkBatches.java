package org.graphrestore.walk;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The selected walks of a range of starts and of a range of numbers, batch by batch, by start and
 * then by number.
 */
final class WalkBatches implements Iterator<WalkBatch> {
  /** Nodes of a batch: 4 MB. */
  private static final int BATCH_TOKENS = 1 << 20;

  private final WalkEngine engine;
  private final int firstStart;
  private final long[] hashes;
  private final WalkSelection selection;
  private final int[] starts;
  private final long[] startHashes;
  private final int[] walkNumbers;
  private final int firstNumber;
  private final int endNumber;
  private int row;
  private int walkNumber;
  private int count;

  WalkBatches(
      WalkEngine engine,
      int firstStart,
      long[] hashes,
      WalkSelection selection,
      int firstNumber,
      int endNumber) {
    this.engine = engine;
    this.firstStart = firstStart;
    this.hashes = hashes;
    this.selection = selection;
    this.firstNumber = firstNumber;
    this.endNumber = endNumber;
    this.walkNumber = firstNumber;
    long walks = (long) hashes.length * (endNumber - firstNumber);
    int capacity = (int) Math.min(Math.max(1, BATCH_TOKENS / engine.length()), walks);
    this.starts = new int[capacity];
    this.startHashes = new long[capacity];
    this.walkNumbers = new int[capacity];
  }

  @Override
  public boolean hasNext() {
    if (count == 0) {
      fill();
    }

    return count > 0;
  }

  @Override
  public WalkBatch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("No more walks");
    }

    WalkBatch batch = engine.walk(starts, startHashes, walkNumbers, count);
    count = 0;
    return batch;
  }

  private void fill() {
    while (row < hashes.length && count < starts.length) {
      if (selection.contains(hashes[row], walkNumber)) {
        starts[count] = firstStart + row;
        startHashes[count] = hashes[row];
        walkNumbers[count] = walkNumber;
        count++;
      }

      walkNumber++;
      if (walkNumber == endNumber) {
        walkNumber = firstNumber;
        row++;
      }
    }
  }
}
