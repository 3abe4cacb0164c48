package org.graphrestore.skipgram;

import java.util.Arrays;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.vector.GroupScratch;
import org.graphrestore.vector.VectorKernels;

/**
 * Trains one tile pair after the other; one a thread. The pairs of a tile pair are sorted by
 * (target, input) and dealt to groups: a target with n pairs gets ⌈n / size⌉ groups, and its pairs
 * are dealt to them in turn, so that equal pairs, which sorting made neighbours, fall into
 * different groups. Then the groups are shuffled by the seed; trained in sorted order they destroy
 * the embedding (measured).
 */
final class TilePairTrainer {
  private static final int LOSS_EVERY = 8;
  private static final int CHECK_EVERY = 1024;

  private final TrainerSettings settings;
  private final VectorKernels kernels;
  private final Bucket bucket;
  private final NegativeSampler[] samplers;
  private final long negativeKey;
  private final long orderKey;
  private final int stride;
  private final GroupScratch scratch;
  private final IntRadixSort sort = new IntRadixSort();
  private final int[] inputAt;
  private final int[] targetRows;
  private final int[] targetAt;
  private int[] runs = new int[64];
  private long[] groups = new long[64];

  TilePairTrainer(
      TrainerSettings settings,
      VectorKernels kernels,
      Bucket bucket,
      NegativeSampler[] samplers,
      int epoch,
      int episode) {
    this.settings = settings;
    this.kernels = kernels;
    this.bucket = bucket;
    this.samplers = samplers;
    long time = ((long) epoch << 32) | episode;
    this.negativeKey = Seeds.key(settings.seed(), Purpose.NEGATIVE, time);
    this.orderKey = Seeds.key(settings.seed(), Purpose.GROUP_ORDER, time);
    this.stride = VectorKernels.stride(settings.dim());
    this.scratch = new GroupScratch(settings.groupSize(), settings.negatives() + 1, stride);
    this.inputAt = new int[settings.groupSize()];
    this.targetRows = new int[settings.negatives() + 1];
    this.targetAt = new int[settings.negatives() + 1];
  }

  /** Trains tile pair (a, b), if it exists and has pairs, while progress goes from start to end. */
  BucketResult train(int a, int b, double start, double end) throws InterruptedException {
    if (a >= bucket.inputTiles().blocks() || b >= bucket.contextTiles().blocks()) {
      return null;
    }

    BucketPairs pairs = bucket.pairs();
    int from = pairs.from(a, b);
    int to = pairs.to(a, b);
    if (from == to) {
      return null;
    }

    int inputFirst = (int) bucket.inputTiles().firstIndex(a);
    int targetFirst = (int) bucket.contextTiles().firstIndex(b);
    long tileKey = tileKey(negativeKey, inputFirst, targetFirst);
    sort.sort(pairs.keys(), from, to, 2 * pairs.inputBits());
    int count = cut(pairs.keys(), from, to, pairs.inputBits());
    shuffle(count, tileKey(orderKey, inputFirst, targetFirst));

    int negatives = Math.min(settings.negatives(), samplers[b].rows() - 1);
    // A tile with fewer nodes than negatives: those that there are weigh as much as all together.
    float weight = negatives == 0 ? 0 : (float) settings.negatives() / negatives;
    double lossSum = 0;
    long lossPairs = 0;
    for (int g = 0; g < count; g++) {
      if (g % CHECK_EVERY == 0 && Thread.interrupted()) {
        throw new InterruptedException("Training was interrupted");
      }

      int inputs = gather(groups[g], pairs.keys(), pairs.inputBits(), inputFirst);
      samplers[b].draw(tileKey, g, targetRows, negatives);
      for (int t = 0; t <= negatives; t++) {
        targetAt[t] = (targetFirst + targetRows[t]) * stride;
      }

      float step = settings.rateAt(start + (end - start) * g / count);
      kernels.trainGroup(
          bucket.input(),
          inputAt,
          inputs,
          bucket.context(),
          targetAt,
          negatives + 1,
          stride,
          step,
          step * weight,
          scratch);
      if (g % LOSS_EVERY == 0) {
        lossSum += loss(inputs, negatives, weight);
        lossPairs += inputs;
      }
    }

    return new BucketResult(to - from, lossSum, lossPairs, true);
  }

  private long tileKey(long key, int inputFirst, int targetFirst) {
    long byInput = Seeds.absorb(key, (long) bucket.firstInput() + inputFirst);
    return Seeds.absorb(byInput, (long) bucket.firstTarget() + targetFirst);
  }

  /**
   * Cuts sorted pairs into runs of one target and deals each run to groups: {@code run << 32 |
   * turn}.
   */
  private int cut(int[] keys, int from, int to, int inputBits) {
    int runCount = 0;
    int groupCount = 0;
    int at = from;
    while (at < to) {
      int target = keys[at] >>> inputBits;
      int end = at + 1;
      while (end < to && keys[end] >>> inputBits == target) {
        end++;
      }

      if (runCount + 2 > runs.length) {
        runs = Arrays.copyOf(runs, 2 * runs.length);
      }

      runs[runCount] = at;
      runs[runCount + 1] = end;
      int parts = parts(end - at);
      if (groupCount + parts > groups.length) {
        groups = Arrays.copyOf(groups, Math.max(2 * groups.length, groupCount + parts));
      }

      for (int turn = 0; turn < parts; turn++) {
        groups[groupCount++] = ((long) runCount << 32) | turn;
      }

      runCount++;
      at = end;
    }

    return groupCount;
  }

  private int parts(int pairs) {
    return (pairs + settings.groupSize() - 1) / settings.groupSize();
  }

  /** Fisher and Yates. */
  private void shuffle(int count, long key) {
    for (int i = count - 1; i > 0; i--) {
      int j = Seeds.bounded(Seeds.draw(key, i), i + 1);
      long group = groups[i];
      groups[i] = groups[j];
      groups[j] = group;
    }
  }

  /** Sets the positions of a group's inputs and its target row; returns the number of inputs. */
  private int gather(long group, int[] keys, int inputBits, int inputFirst) {
    int run = (int) (group >>> 32);
    int end = runs[run + 1];
    int parts = parts(end - runs[run]);
    int mask = (1 << inputBits) - 1;
    int first = runs[run] + (int) group;
    targetRows[0] = keys[first] >>> inputBits;
    int inputs = 0;
    for (int at = first; at < end; at += parts) {
      inputAt[inputs++] = (inputFirst + (keys[at] & mask)) * stride;
    }

    return inputs;
  }

  private double loss(int inputs, int negatives, float weight) {
    double positive = 0;
    double negative = 0;
    for (int i = 0; i < inputs; i++) {
      positive += Softplus.of(-scratch.score(i, 0));
      for (int t = 1; t <= negatives; t++) {
        negative += Softplus.of(scratch.score(i, t));
      }
    }

    return positive + weight * negative;
  }
}
