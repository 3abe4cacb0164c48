package org.graphrestore.spark.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.skipgram.WarmParams;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.exchange.AlignedVectors;
import scala.Tuple2;

/**
 * Prepares the start of a training from an embedding store: aligns its vectors to the nodes of the
 * graph and fills in those of new nodes. Lives on the driver, which sees names and counts.
 */
final class WarmStarter {
  /** Folder in the scratch folder of what training goes on from. */
  static final String FOLDER = "start";

  private static final int PANEL_BYTES = 16 << 20;

  private final GraphStore graph;
  private final EmbeddingStore store;
  private final WarmParams params;

  private WarmStarter(GraphStore graph, EmbeddingStore store, WarmParams params) {
    this.graph = graph;
    this.store = store;
    this.params = params;
  }

  /**
   * Opens the store.
   *
   * @param dim length of the vectors to train
   * @throws UserMistakeException if there is no store, or its vectors have another length
   */
  static WarmStarter open(GraphStore graph, WarmParams params, int dim, RunContext run) {
    EmbeddingStore store = EmbeddingStore.open(run.spark(), new Path(params.from()));
    if (store.dim() != dim) {
      throw new UserMistakeException(
          "The vectors in "
              + store.path()
              + " have dimension "
              + store.dim()
              + ", but train.dim is "
              + dim
              + "; training goes on in the dimension it began with: set train.dim to "
              + store.dim());
    }

    return new WarmStarter(graph, store, params);
  }

  /** Returns whether only walks that visit a changed node are trained. */
  boolean changedOnly() {
    return params.changedOnly();
  }

  /**
   * Compares the graph with the one of the vectors.
   *
   * @throws UserMistakeException if that is not to be found
   */
  ChangedNodes changed(ScratchFiles files, RunContext run) {
    GraphStore before = ChangedNodes.before(params, store, run);
    ChangedNodes changed = ChangedNodes.between(before, graph, files);
    run.progress()
        .advanced(
            SkipGramStage.NAME,
            0,
            String.format(
                Locale.ROOT,
                "walks are trained that visit one of %,d changed nodes",
                changed.count()));
    return changed;
  }

  /** Returns the store that training goes on from. */
  EmbeddingStore store() {
    return store;
  }

  /**
   * Writes the first rows. Up to six jobs.
   *
   * @throws UserMistakeException if the store has no vector of any node of the graph
   */
  WarmStart start(JavaSparkContext sc, ScratchFiles files, RunContext run) {
    int dim = store.dim();
    BlockLayout panels =
        BlockLayout.ofRows(graph.nodes(), Math.max(1, PANEL_BYTES / (dim * Float.BYTES)));
    Panels inputs =
        write(files, AlignedVectors.vectors(sc, graph, store, panels), FOLDER + "/input", true);
    if (graph.nodes() > 0 && inputs.known == 0) {
      throw new UserMistakeException(
          "No node of the graph in "
              + graph.path()
              + " has a vector in "
              + store.path()
              + ": their original ids have nothing in common; name the vectors of an earlier"
              + " version of this graph, or leave train.from out");
    }

    run.progress()
        .advanced(
            SkipGramStage.NAME,
            0,
            String.format(
                Locale.ROOT,
                "goes on from %,d vectors, %,d nodes are new",
                inputs.known,
                graph.nodes() - inputs.known));
    boolean all = inputs.known == graph.nodes();
    Panels contexts =
        store.hasContext()
            ? write(
                files,
                AlignedVectors.contexts(sc, graph, store, panels),
                FOLDER + "/context",
                false)
            : null;
    return new WarmStart(
        files,
        panels,
        dim,
        all ? inputs.names : filled(sc, files, panels, inputs, FOLDER + "/input-filled"),
        contexts == null
            ? null
            : all
                ? contexts.names
                : filled(sc, files, panels, contexts, FOLDER + "/context-filled"),
        inputs.flags,
        params.freeze());
  }

  private String[] filled(
      JavaSparkContext sc, ScratchFiles files, BlockLayout panels, Panels some, String prefix) {
    return new NeighbourMeans(files, graph.files(), panels, store.dim(), some.names)
        .run(sc, prefix);
  }

  /** The files of a table's panels, and how many nodes have a vector in them. */
  private static final class Panels {
    private final String[] names;
    private final String[] flags;
    private final long known;

    Panels(List<Tuple2<String, Long>> written) {
      this.names = written.stream().map(Tuple2::_1).toArray(String[]::new);
      this.flags = written.stream().map(one -> one._1() + "-known").toArray(String[]::new);
      this.known = written.stream().mapToLong(Tuple2::_2).sum();
    }
  }

  private static Panels write(
      ScratchFiles files, JavaRDD<EmbeddingBlock> blocks, String prefix, boolean flags) {
    return new Panels(
        blocks
            .mapPartitionsWithIndex(
                (panel, some) -> write(files, panel, some, prefix, flags), false)
            .collect());
  }

  private static Iterator<Tuple2<String, Long>> write(
      ScratchFiles files,
      int panel,
      Iterator<EmbeddingBlock> blocks,
      String prefix,
      boolean flags) {
    if (!blocks.hasNext()) {
      return Collections.emptyIterator();
    }

    EmbeddingBlock block = blocks.next();
    float[] known = new float[block.rows()];
    long count = 0;
    for (int row = 0; row < known.length; row++) {
      known[row] = Float.isNaN(block.values()[row * block.dim()]) ? 0 : 1;
      count += (long) known[row];
    }

    String name = String.format("%s-%05d-%d", prefix, panel, TaskContext.get().taskAttemptId());
    try {
      files.writeFloats(name, block.values());
      if (flags) {
        files.writeFloats(name + "-known", known);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the first vectors to " + name, e);
    }

    return Collections.singleton(new Tuple2<>(name, count)).iterator();
  }
}
