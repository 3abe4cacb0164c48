package org.graphrestore.skipgram;

import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.vector.GroupScratch;
import org.graphrestore.vector.VectorKernels;
import org.graphrestore.walk.WalkBatch;

/**
 * Trains walks as they come, {@link TrainingSchedule#WINDOWS}: at every position of a walk, the
 * tokens within the drawn window are the inputs of one group, whose target is the token at the
 * position (the pairs of {@link PairGenerator}); all of them share negatives, which are drawn from
 * all nodes in proportion to degree^0.75. A window of more tokens than a group may have is trained
 * in parts of about the same size, each with negatives of its own.
 *
 * <pre>
 * walk 7 3 9 3 5, position 2, window 1:   inputs 3 3, target 9, negatives n1 .. nK
 * </pre>
 *
 * <p>Walks must come in the order of (start, number), which is that of the stores; how they are cut
 * into batches changes no bit. Nothing is allocated a walk. Cost: a pair costs what it costs in
 * {@link BucketTrainer} in cache, for the rows of a walk's last tokens are. Not thread-safe.
 */
public final class WindowTrainer {
  private static final int LOSS_EVERY = 8;

  /** Parts that a window may have, for the numbers of groups: 2 · window / 1 at most. */
  private static final int MOST_PARTS = 1 << 12;

  private final TrainerSettings settings;
  private final VectorKernels kernels;
  private final PairGenerator pairs;
  private final float[] input;
  private final float[] context;
  private final int epoch;
  private final int stride;
  private final long negativeKey;
  private final NegativeSampler sampler;
  private final int negatives;
  private final float weight;
  private final GroupScratch scratch;
  private GroupRows next;
  private GroupRows pending;
  private boolean waiting;

  /** Keeps the reads of {@link GroupRows#touch} alive; nobody needs the value. */
  @SuppressWarnings("UnusedVariable")
  private float touched;

  private long trained;
  private long groups;
  private double lossSum;
  private long lossPairs;
  private int lastStart = -1;
  private int lastNumber = -1;

  /**
   * Makes a trainer for an episode.
   *
   * @param settings dimension, negatives, group size, rates and seed
   * @param kernels the float kernels
   * @param window largest distance of two paired tokens, at least 1
   * @param degrees degrees of all nodes, for the negatives
   * @param input padded input rows of all nodes, changed in place
   * @param context padded context rows of all nodes, changed in place
   * @param epoch from 0
   */
  public WindowTrainer(
      TrainerSettings settings,
      VectorKernels kernels,
      int window,
      int[] degrees,
      float[] input,
      float[] context,
      int epoch) {
    this.settings = settings;
    this.kernels = kernels;
    this.pairs = new PairGenerator(settings.seed(), window);
    this.input = input;
    this.context = context;
    this.epoch = epoch;
    this.stride = VectorKernels.stride(settings.dim());
    this.negativeKey = Seeds.key(settings.seed(), Purpose.NEGATIVE, epoch);
    this.sampler = NegativeSampler.of(degrees, 0, degrees.length);
    this.negatives = Math.min(settings.negatives(), degrees.length - 1);
    this.weight = settings.weightOf(negatives);
    this.scratch = new GroupScratch(settings.groupSize(), settings.negatives() + 1, stride);
    this.next = new GroupRows(settings.groupSize(), settings.negatives());
    this.pending = new GroupRows(settings.groupSize(), settings.negatives());
  }

  /**
   * Trains the walks of a batch.
   *
   * @param batch walks, after those of the batch before in the order of (start, number)
   * @param from share of the whole training that is done before the walks of node 0, 0 .. 1
   * @param to share that is done after those of the last node
   * @throws IllegalStateException if walks come in another order
   * @throws InterruptedException if the thread is interrupted; the rows are then useless
   */
  public void train(WalkBatch batch, double from, double to) throws InterruptedException {
    for (int walk = 0; walk < batch.walks(); walk++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("Training was interrupted");
      }

      int start = batch.nodes()[batch.offsets()[walk]];
      checkOrder(start, batch.walkNumbers()[walk]);
      float rate = settings.rateAt(from + (to - from) * start / sampler.rows());
      train(batch, walk, rate);
    }
  }

  /** Trains what is left and returns what there was. */
  public BucketResult finish() {
    trainPending();
    return new BucketResult(
        trained,
        lossSum,
        lossPairs,
        BucketTrainer.isFinite(input) && BucketTrainer.isFinite(context));
  }

  private void train(WalkBatch batch, int walk, float rate) {
    int[] nodes = batch.nodes();
    int start = batch.offsets()[walk];
    int end = batch.offsets()[walk + 1];
    long windowKey = pairs.key(batch, walk);
    long walkKey =
        Seeds.absorb(
            Seeds.absorb(negativeKey, batch.startHashes()[walk]), batch.walkNumbers()[walk]);
    for (int position = start; position < end; position++) {
      int reach = pairs.reach(windowKey, epoch, position - start);
      int first = Math.max(start, position - reach);
      int last = Math.min(end - 1, position + reach);
      int inputs = last - first;
      int parts = (inputs + settings.groupSize() - 1) / settings.groupSize();
      int token = first;
      for (int part = 0; part < parts; part++) {
        int count = (int) ((long) inputs * (part + 1) / parts - (long) inputs * part / parts);
        next.inputs = count;
        for (int i = 0; i < count; i++, token++) {
          if (token == position) {
            token++;
          }

          next.inputAt[i] = nodes[token] * stride;
        }

        long group = (long) (position - start) * MOST_PARTS + part;
        next.targets(sampler, walkKey, group, nodes[position], negatives, 0, stride);
        next.rate = rate;
        // The other inputs were those of the window before.
        touched +=
            GroupRows.touch(input, next.inputAt, count - 1, count, stride)
                + GroupRows.touch(context, next.targetAt, 0, next.targets, stride);
        trainPending();
        GroupRows free = pending;
        this.pending = next;
        this.next = free;
        this.waiting = true;
      }
    }
  }

  /** Trains the group that was found before the last one, whose rows are on their way. */
  private void trainPending() {
    if (!waiting) {
      return;
    }

    this.waiting = false;
    kernels.trainGroup(
        input,
        pending.inputAt,
        pending.inputs,
        context,
        pending.targetAt,
        pending.targets,
        stride,
        pending.rate,
        pending.rate * weight,
        scratch);
    trained += pending.inputs;
    if (groups++ % LOSS_EVERY == 0) {
      lossSum += GroupLoss.of(scratch, pending.inputs, negatives, weight);
      lossPairs += pending.inputs;
    }
  }

  private void checkOrder(int start, int number) {
    if (start < lastStart || (start == lastStart && number <= lastNumber)) {
      throw new IllegalStateException(
          "Walk "
              + number
              + " of node "
              + start
              + " comes after walk "
              + lastNumber
              + " of node "
              + lastStart
              + " (walks must come in the order of start and number)");
    }

    this.lastStart = start;
    this.lastNumber = number;
  }
}
