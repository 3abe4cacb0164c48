package org.graphrestore.skipgram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.NodeHash;
import org.graphrestore.vector.Kernels;
import org.graphrestore.vector.VectorKernels;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkEngine;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;

/** The whole training in one JVM without Spark: the same schedule, as plain loops. */
final class LocalTraining {
  final float[][] input;
  final float[][] context;
  final TrainingPlan plan;
  final List<Double> losses = new ArrayList<>();
  long pairs;

  private LocalTraining(TrainingPlan plan) {
    this.plan = plan;
    this.input = new float[plan.blocks()][];
    this.context = new float[plan.blocks()][];
  }

  static LocalTraining train(
      AdjacencyBlock graph, WalkParams walks, SkipGramParams params, long seed, int threads)
      throws InterruptedException {
    return train(graph, hashes(graph.rows()), walks, params, seed, threads, Kernels.active());
  }

  static LocalTraining train(
      AdjacencyBlock graph,
      long[] hashes,
      WalkParams walks,
      SkipGramParams params,
      long seed,
      int threads,
      VectorKernels kernels)
      throws InterruptedException {
    int nodes = graph.rows();
    double expected =
        (double) nodes
            * walks.walksPerNode()
            * PairGenerator.expectedPairs(walks.length(), params.window());
    TrainingPlan plan = TrainingPlan.of(params, nodes, expected);
    LocalTraining training = new LocalTraining(plan);
    BlockLayout layout = plan.layout();
    int stride = VectorKernels.stride(params.dim());
    for (int i = 0; i < plan.blocks(); i++) {
      int first = (int) layout.firstIndex(i);
      training.input[i] =
          InputInit.rows(
              seed, Arrays.copyOfRange(hashes, first, first + layout.rows(i)), params.dim());
      training.context[i] = new float[layout.rows(i) * stride];
    }

    WalkEngine engine = WalkEngine.of(graph, true, walks, seed);
    PairGenerator generator = new PairGenerator(seed, params.window());
    BucketTrainer trainer =
        new BucketTrainer(TrainerSettings.of(params, plan, seed), kernels, threads);
    for (int epoch = 0; epoch < plan.epochs(); epoch++) {
      for (int episode = 0; episode < plan.episodes(); episode++) {
        WalkSelection selection = new WalkSelection(epoch, episode, plan.episodes(), seed);
        List<List<PairChunks.Chunk>> chunks =
            chunks(engine.walks(0, hashes, selection), generator, layout, epoch);
        double lossSum = 0;
        long lossPairs = 0;
        for (int round = 0; round < plan.blocks(); round++) {
          for (int i = 0; i < plan.blocks(); i++) {
            int j = (i + round) % plan.blocks();
            Bucket bucket = training.bucket(graph, chunks.get(i), i, j);
            BucketResult result =
                trainer.train(
                    bucket,
                    epoch,
                    episode,
                    plan.progress(epoch, episode, round),
                    plan.progress(epoch, episode, round + 1));
            training.pairs += result.pairs();
            lossSum += result.lossSum();
            lossPairs += result.lossPairs();
          }
        }

        training.losses.add(lossSum / lossPairs);
      }
    }

    return training;
  }

  static long[] hashes(int nodes) {
    long[] hashes = new long[nodes];
    Arrays.setAll(hashes, NodeHash::of);
    return hashes;
  }

  static WalkParams walks(int walksPerNode, int length) {
    return new WalkParams(WalkLaw.UNIFORM, walksPerNode, length);
  }

  /** One row of the input vectors, without padding. */
  float[] vector(int node, int dim) {
    int stride = VectorKernels.stride(dim);
    int row = plan.layout().offsetOf(node);
    float[] block = input[plan.layout().blockOf(node)];
    return Arrays.copyOfRange(block, row * stride, row * stride + dim);
  }

  private Bucket bucket(AdjacencyBlock graph, List<PairChunks.Chunk> chunks, int i, int j) {
    BlockLayout layout = plan.layout();
    int first = (int) layout.firstIndex(j);
    int[] degrees = new int[layout.rows(j)];
    Arrays.setAll(degrees, r -> graph.degree(first + r));
    BucketPairs pairs =
        new BucketPairs(plan.tiles(i).blocks(), plan.tiles(j).blocks(), plan.tileRows(), first);
    long[][] selected =
        chunks.stream()
            .map(
                chunk ->
                    Arrays.stream(chunk.pairs())
                        .filter(pair -> layout.blockOf(PairChunks.target(pair)) == j)
                        .toArray())
            .toArray(long[][]::new);
    for (long[] some : selected) {
      pairs.count(some, some.length);
    }

    pairs.allocate();
    for (long[] some : selected) {
      pairs.place(some, some.length);
    }

    return new Bucket(
        input[i],
        context[j],
        degrees,
        plan.tiles(i),
        plan.tiles(j),
        (int) layout.firstIndex(i),
        first,
        pairs);
  }

  private static List<List<PairChunks.Chunk>> chunks(
      Iterator<WalkBatch> batches, PairGenerator generator, BlockLayout layout, int epoch) {
    PairChunks gathered = new PairChunks(layout);
    while (batches.hasNext()) {
      WalkBatch batch = batches.next();
      for (int walk = 0; walk < batch.walks(); walk++) {
        generator.generate(batch, walk, epoch, gathered);
      }
    }

    gathered.flush();
    List<List<PairChunks.Chunk>> chunks = new ArrayList<>();
    for (int i = 0; i < layout.blocks(); i++) {
      chunks.add(new ArrayList<>());
    }

    for (PairChunks.Chunk chunk = gathered.poll(); chunk != null; chunk = gathered.poll()) {
      chunks.get(chunk.block()).add(chunk);
    }

    return chunks;
  }
}
