package org.graphrestore.spark.linkprediction;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.UserMistakeException;

/** Refuses vectors that cannot be ranked: not finite, or zero where the cosine is asked for. */
final class VectorFaults {
  private static final int NAMED = 10;

  private VectorFaults() {}

  /**
   * Looks at every vector.
   *
   * @throws UserMistakeException naming the first nodes at fault
   */
  static void refuse(
      JavaSparkContext context,
      GraphStore graph,
      LinkInputs inputs,
      BlockLayout layout,
      List<ScoreKind> kinds) {
    context.setJobDescription("GraphRestore linkpred: check of vectors");
    List<Integer> blocks = IntStream.range(0, layout.blocks()).boxed().toList();
    boolean cosine = kinds.contains(ScoreKind.COSINE);
    List<long[]> found =
        context
            .parallelize(blocks, blocks.size())
            .map(b -> faults(inputs.vectors(false, layout.firstIndex(b), layout.rows(b)), cosine))
            .collect();
    List<Long> nodes = found.stream().flatMapToLong(LongStream::of).limit(NAMED).boxed().toList();
    if (!nodes.isEmpty()) {
      String ids =
          graph
              .nodeTable()
              .filter(col("index").isInCollection(nodes))
              .orderBy("index")
              .select("id")
              .collectAsList()
              .stream()
              .map(row -> String.valueOf(row.get(0)))
              .collect(Collectors.joining(", "));
      throw new UserMistakeException(
          String.format(
              Locale.ROOT,
              "Found vectors with NaN or infinite values%s: %s%s; repair the file, train again with"
                  + " a smaller train.learning-rate%s",
              cosine ? ", or zero vectors, for which the cosine is undefined" : "",
              ids,
              nodes.size() == NAMED ? ", ..." : "",
              cosine ? ", or leave cosine out of linkpred.scores" : ""));
    }
  }

  private static long[] faults(EmbeddingBlock block, boolean cosine) {
    int dim = block.dim();
    return IntStream.range(0, block.rows())
        .filter(
            row -> {
              boolean zero = true;
              for (int k = row * dim; k < (row + 1) * dim; k++) {
                if (!Float.isFinite(block.values()[k])) {
                  return true;
                }

                zero &= block.values()[k] == 0;
              }

              return zero && cosine;
            })
        .limit(NAMED)
        .mapToLong(row -> block.firstIndex() + row)
        .toArray();
  }
}
