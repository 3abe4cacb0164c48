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
  private GroupRows group;
  private GroupRows next;

  /** Keeps the reads of {@link GroupRows#touch} alive; nobody needs the value. */
  @SuppressWarnings("UnusedVariable")
  private float touched;

  private int[] dealt = new int[0];
  private final FrozenRows.Keeper frozen;
  private final RowAdagrad.Scaler adagrad;
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
    this.group = new GroupRows(settings.groupSize(), settings.negatives());
    this.next = new GroupRows(settings.groupSize(), settings.negatives());
    int most = settings.groupSize() + settings.negatives() + 1;
    this.frozen =
        bucket.frozen() == null ? null : new FrozenRows.Keeper(bucket.frozen(), most, stride);
    this.adagrad =
        bucket.adagrad() == null
            ? null
            : new RowAdagrad.Scaler(bucket.adagrad(), most, settings.dim(), stride);
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
    int count = deal(pairs.keys(), from, to, pairs.inputBits());
    shuffle(count, tileKey(orderKey, inputFirst, targetFirst));

    // Where rows are input and target at once, a group's inputs must not be its negatives.
    boolean itself = a == b && bucket.shared();
    int free = samplers[b].rows() - 1 - (itself ? settings.groupSize() : 0);
    int negatives = Math.max(0, Math.min(settings.negatives(), free));
    float weight = settings.weightOf(negatives);
    double lossSum = 0;
    long lossPairs = 0;
    gather(next, 0, pairs, inputFirst, targetFirst, samplers[b], tileKey, negatives, itself);
    for (int g = 0; g < count; g++) {
      if (g % CHECK_EVERY == 0 && Thread.interrupted()) {
        throw new InterruptedException("Training was interrupted");
      }

      GroupRows now = next;
      this.next = group;
      this.group = now;
      if (g + 1 < count) {
        gather(
            next, g + 1, pairs, inputFirst, targetFirst, samplers[b], tileKey, negatives, itself);
        touch();
      }

      if (frozen != null
          && frozen.keep(bucket, now.inputAt, now.inputs, now.targetAt, negatives + 1)) {
        continue;
      }

      float rate = settings.rateAt(start + (end - start) * g / count);
      float step = adagrad == null ? rate : 1;
      if (adagrad != null) {
        adagrad.keep(bucket, now.inputAt, now.inputs, now.targetAt, negatives + 1);
      }

      kernels.trainGroup(
          bucket.input(),
          now.inputAt,
          now.inputs,
          bucket.context(),
          now.targetAt,
          negatives + 1,
          stride,
          step,
          step * weight,
          scratch);
      if (adagrad != null) {
        adagrad.scale(bucket, rate);
      }

      if (frozen != null) {
        frozen.restore(bucket);
      }

      if (g % LOSS_EVERY == 0) {
        lossSum += GroupLoss.of(scratch, now.inputs, negatives, weight);
        lossPairs += now.inputs;
      }
    }

    return new BucketResult(to - from, lossSum, lossPairs, true);
  }

  private long tileKey(long key, int inputFirst, int targetFirst) {
    long byInput = Seeds.absorb(key, (long) bucket.firstInput() + inputFirst);
    return Seeds.absorb(byInput, (long) bucket.firstTarget() + targetFirst);
  }

  /**
   * Deals the sorted pairs of every target to its groups, so that a group's pairs lie side by side:
   * groups are trained in any order, and pairs far apart would be a miss of the cache each. A group
   * is {@code place of its first pair << 32 | pairs}.
   */
  private int deal(int[] keys, int from, int to, int inputBits) {
    if (dealt.length < to - from) {
      dealt = new int[to - from];
    }

    int count = 0;
    int place = 0;
    int at = from;
    while (at < to) {
      int target = keys[at] >>> inputBits;
      int end = at + 1;
      while (end < to && keys[end] >>> inputBits == target) {
        end++;
      }

      int parts = parts(end - at);
      if (count + parts > groups.length) {
        groups = Arrays.copyOf(groups, Math.max(2 * groups.length, count + parts));
      }

      for (int turn = 0; turn < parts; turn++) {
        int first = place;
        for (int pair = at + turn; pair < end; pair += parts) {
          dealt[place++] = keys[pair];
        }

        groups[count++] = ((long) first << 32) | (place - first);
      }

      at = end;
    }

    return count;
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

  /** Finds the rows of group g: a run's every so many-th input, its target, and negatives. */
  private void gather(
      GroupRows into,
      int g,
      BucketPairs pairs,
      int inputFirst,
      int targetFirst,
      NegativeSampler sampler,
      long tileKey,
      int negatives,
      boolean itself) {
    int inputBits = pairs.inputBits();
    int mask = (1 << inputBits) - 1;
    int first = (int) (groups[g] >>> 32);
    int inputs = (int) groups[g];
    into.inputs = inputs;
    for (int i = 0; i < inputs; i++) {
      into.inputAt[i] = (inputFirst + (dealt[first + i] & mask)) * stride;
    }

    int target = dealt[first] >>> inputBits;
    if (itself) {
      into.targetsOtherThanInputs(sampler, tileKey, g, target, negatives, targetFirst, stride);
    } else {
      into.targets(sampler, tileKey, g, target, negatives, targetFirst, stride);
    }
  }

  private void touch() {
    touched +=
        GroupRows.touch(bucket.input(), next.inputAt, 0, next.inputs, stride)
            + GroupRows.touch(bucket.context(), next.targetAt, 0, next.targets, stride);
  }
}
