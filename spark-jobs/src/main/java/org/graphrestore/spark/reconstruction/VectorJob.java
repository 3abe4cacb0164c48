package org.graphrestore.spark.reconstruction;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.BlockLayout;
import scala.Tuple2;

/**
 * Looks at vectors block by block: checks all of them, or fetches those of a bounded list of nodes.
 */
final class VectorJob {
  /** Nodes that an error names. */
  static final int NAMED = 10;

  private VectorJob() {}

  /**
   * Vectors that cannot be ranked.
   *
   * @param notFinite number of vectors with a NaN or an infinite value
   * @param zero number of zero vectors
   * @param notFiniteNodes indices of the first of them, at most ten
   * @param zeroNodes indices of the first of them, at most ten
   */
  record Faults(long notFinite, long zero, List<Long> notFiniteNodes, List<Long> zeroNodes) {}

  /**
   * Checks every vector.
   *
   * @param targets whether the target vectors are meant
   */
  static Faults check(
      JavaSparkContext context, EvaluationInputs inputs, BlockLayout layout, boolean targets) {
    context.setJobDescription("check of vectors");
    List<Integer> blocks = IntStream.range(0, layout.blocks()).boxed().toList();
    List<Tuple2<long[], long[]>> found =
        context
            .parallelize(blocks, Math.max(1, blocks.size()))
            .map(
                b -> {
                  long first = layout.firstIndex(b);
                  int rows = layout.rows(b);
                  return check(targets ? inputs.targets(first, rows) : inputs.vectors(first, rows));
                })
            .collect();
    return new Faults(
        found.stream().mapToLong(pair -> pair._1()[0]).sum(),
        found.stream().mapToLong(pair -> pair._2()[0]).sum(),
        first(found.stream().map(Tuple2::_1).toList()),
        first(found.stream().map(Tuple2::_2).toList()));
  }

  /**
   * Fetches vectors.
   *
   * @param nodes indices, a bounded number, in any order
   * @return their vectors, row-major, in that order
   */
  static float[] fetch(
      JavaSparkContext context,
      EvaluationInputs inputs,
      BlockLayout layout,
      long[] nodes,
      int dim) {
    List<Integer> blocks =
        Arrays.stream(nodes).mapToInt(layout::blockOf).distinct().sorted().boxed().toList();
    float[] vectors = new float[Math.multiplyExact(nodes.length, dim)];
    if (nodes.length == 0) {
      return vectors;
    }

    context.setJobDescription("vectors of queries");
    List<Tuple2<int[], float[]>> found =
        context
            .parallelize(blocks, blocks.size())
            .map(b -> pick(inputs.vectors(layout.firstIndex(b), layout.rows(b)), nodes))
            .collect();
    for (Tuple2<int[], float[]> part : found) {
      for (int i = 0; i < part._1().length; i++) {
        System.arraycopy(part._2(), i * dim, vectors, part._1()[i] * dim, dim);
      }
    }
    return vectors;
  }

  private static Tuple2<int[], float[]> pick(EmbeddingBlock block, long[] nodes) {
    int dim = block.dim();
    int[] inside =
        IntStream.range(0, nodes.length)
            .filter(i -> nodes[i] >= block.firstIndex())
            .filter(i -> nodes[i] < block.firstIndex() + block.rows())
            .toArray();
    float[] vectors = new float[inside.length * dim];
    for (int i = 0; i < inside.length; i++) {
      int row = (int) (nodes[inside[i]] - block.firstIndex());
      System.arraycopy(block.values(), row * dim, vectors, i * dim, dim);
    }
    return new Tuple2<>(inside, vectors);
  }

  /** Returns, for vectors that are not finite and for zero vectors, the count and the first few. */
  private static Tuple2<long[], long[]> check(EmbeddingBlock block) {
    LongStream.Builder notFinite = LongStream.builder();
    LongStream.Builder zero = LongStream.builder();
    long notFiniteCount = 0;
    long zeroCount = 0;
    for (int row = 0; row < block.rows(); row++) {
      boolean finite = true;
      boolean allZero = true;
      for (int k = row * block.dim(); k < (row + 1) * block.dim(); k++) {
        finite &= Float.isFinite(block.values()[k]);
        allZero &= block.values()[k] == 0;
      }
      if (!finite && notFiniteCount++ < NAMED) {
        notFinite.add(block.firstIndex() + row);
      }
      if (allZero && zeroCount++ < NAMED) {
        zero.add(block.firstIndex() + row);
      }
    }
    return new Tuple2<>(
        LongStream.concat(LongStream.of(notFiniteCount), notFinite.build()).toArray(),
        LongStream.concat(LongStream.of(zeroCount), zero.build()).toArray());
  }

  private static List<Long> first(List<long[]> blocks) {
    return blocks.stream()
        .flatMapToLong(block -> Arrays.stream(block).skip(1))
        .limit(NAMED)
        .boxed()
        .toList();
  }
}
