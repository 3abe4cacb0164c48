package org.graphrestore.skipgram;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;
import org.graphrestore.vector.GroupScratch;
import org.graphrestore.vector.Kernels;
import org.graphrestore.vector.VectorKernels;
import org.graphrestore.walk.WalkBatch;

/** Window by window with lists: who is in which group, without looking ahead. */
final class ReferenceWindows {
  private ReferenceWindows() {}

  /** Trains in place; returns the pairs. */
  static long train(
      TrainerSettings settings, int window, WalkBatch walks, float[] input, float[] context) {
    int stride = VectorKernels.stride(settings.dim());
    int[] degrees = WindowTrainerTest.degrees();
    NegativeSampler sampler = NegativeSampler.of(degrees, 0, degrees.length);
    long pairs = 0;
    for (int w = 0; w < walks.walks(); w++) {
      List<Integer> walk = new ArrayList<>();
      for (int i = walks.offsets()[w]; i < walks.offsets()[w + 1]; i++) {
        walk.add(walks.nodes()[i]);
      }

      long hash = walks.startHashes()[w];
      long number = walks.walkNumbers()[w];
      long windows =
          Seeds.absorb(Seeds.absorb(Seeds.key(settings.seed(), Purpose.WINDOW), hash), number);
      long negatives =
          Seeds.absorb(Seeds.absorb(Seeds.key(settings.seed(), Purpose.NEGATIVE, 0), hash), number);
      float rate = settings.rateAt((double) walk.get(0) / degrees.length);
      for (int position = 0; position < walk.size(); position++) {
        int reach = 1 + Seeds.bounded(Seeds.draw(windows, position), window);
        List<Integer> inputs = new ArrayList<>();
        for (int other = position - reach; other <= position + reach; other++) {
          if (other != position && other >= 0 && other < walk.size()) {
            inputs.add(walk.get(other));
          }
        }

        int parts = (inputs.size() + settings.groupSize() - 1) / settings.groupSize();
        for (int part = 0; part < parts; part++) {
          List<Integer> some =
              inputs.subList(inputs.size() * part / parts, inputs.size() * (part + 1) / parts);
          int[] rows = new int[settings.negatives() + 1];
          rows[0] = walk.get(position);
          sampler.draw(negatives, position * 4096L + part, rows, settings.negatives());
          int[] targetAt = new int[rows.length];
          for (int t = 0; t < rows.length; t++) {
            targetAt[t] = rows[t] * stride;
          }

          Kernels.scalar()
              .trainGroup(
                  input,
                  some.stream().mapToInt(node -> node * stride).toArray(),
                  some.size(),
                  context,
                  targetAt,
                  rows.length,
                  stride,
                  rate,
                  rate * (float) (5.0 / 3),
                  new GroupScratch(some.size(), rows.length, stride));
          pairs += some.size();
        }
      }
    }

    return pairs;
  }
}
