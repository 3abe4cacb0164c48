package org.graphrestore.spark.reconstruction;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.ShellPanel;
import org.graphrestore.graph.ShellSearch;
import scala.Tuple2;

/**
 * The truth of a wave: breadth-first search from all its queries at once. One job a distance; a
 * task pulls one block of target nodes from the blocks of the distance before, which are files. The
 * driver sees names of files and one count a query and block.
 */
final class ShellJob {
  private final JavaSparkContext context;
  private final EvaluationInputs inputs;
  private final BlockLayout layout;
  private final ScratchFiles scratch;

  ShellJob(
      JavaSparkContext context, EvaluationInputs inputs, BlockLayout layout, ScratchFiles scratch) {
    this.context = context;
    this.inputs = inputs;
    this.layout = layout;
    this.scratch = scratch;
  }

  /**
   * Where the shells of a wave are. Travels in closures.
   *
   * @param layout blocks
   * @param queries node indices of the queries
   * @param files names by distance 1, 2, ... and block; empty where a block has no row
   * @param scratch the folder of the files
   * @param nearest where the nodes at one hop are, if {@code files} are bands; otherwise null
   */
  record Shells(
      BlockLayout layout,
      long[] queries,
      List<String[]> files,
      ScratchFiles scratch,
      Shells nearest)
      implements Serializable {
    /** Shells by hops. */
    Shells(BlockLayout layout, long[] queries, List<String[]> files, ScratchFiles scratch) {
      this(layout, queries, files, scratch, null);
    }

    /** Reads a block's panel of the queries' neighbours. */
    ShellPanel neighbours(int block) {
      return (nearest == null ? this : nearest).read(1, block);
    }

    /** Reads a block's panel of a distance; distance 0 are the queries themselves. */
    ShellPanel read(int distance, int block) {
      if (distance == 0) {
        return ShellSearch.start(queries, layout.firstIndex(block), layout.rows(block));
      }

      String name = files.get(distance - 1)[block];
      if (name.isEmpty()) {
        return new ShellPanel(ShellPanel.words(queries.length), new int[0], new long[0]);
      }

      try (DataInputStream in = scratch.open(name)) {
        return ShellPanel.read(in);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the shell file " + name, e);
      }
    }

    /** Reads a block's panels of the distances 1 .. K. */
    List<ShellPanel> readAll(int block) {
      List<ShellPanel> panels = new ArrayList<>();
      for (int distance = 1; distance <= files.size(); distance++) {
        panels.add(read(distance, block));
      }
      return panels;
    }
  }

  /**
   * Searches.
   *
   * @param wave the queries
   * @param hops largest distance
   * @param folder subfolder of the scratch files
   * @param positives receives the number of true nodes of every query
   */
  Shells run(QueryWave wave, int hops, String folder, long[] positives) {
    List<Integer> blocks = IntStream.range(0, layout.blocks()).boxed().toList();
    List<String[]> files = new ArrayList<>();
    boolean any = true;
    for (int hop = 1; hop <= hops; hop++) {
      String[] names = new String[blocks.size()];
      Arrays.fill(names, "");
      if (any) {
        context.setJobDescription("shells at distance " + hop + ", wave " + wave.number());
        Shells nearer = new Shells(layout, wave.indices(), List.copyOf(files), scratch);
        EvaluationInputs in = inputs;
        String prefix = folder + "/shell-" + hop;
        List<Tuple2<String, int[]>> found =
            context
                .parallelize(blocks, blocks.size())
                .map(block -> search(in, nearer, block, prefix))
                .collect();
        any = false;
        for (int block = 0; block < names.length; block++) {
          names[block] = found.get(block)._1();
          any |= !names[block].isEmpty();
          int[] counts = found.get(block)._2();
          for (int q = 0; q < counts.length; q++) {
            positives[q] += counts[q];
          }
        }
      }
      files.add(names);
    }
    return new Shells(layout, wave.indices(), files, scratch);
  }

  private static Tuple2<String, int[]> search(
      EvaluationInputs inputs, Shells nearer, int block, String prefix) {
    BlockLayout layout = nearer.layout();
    int hop = nearer.files().size() + 1;
    int words = ShellPanel.words(nearer.queries().length);
    ShellSearch search =
        new ShellSearch(inputs.incoming(layout.firstIndex(block), layout.rows(block)), words);
    for (int source = 0; source < layout.blocks(); source++) {
      ShellPanel frontier = nearer.read(hop - 1, source);
      if (frontier.rows().length > 0) {
        search.pull(layout.firstIndex(source), layout.rows(source), frontier);
      }
    }

    List<ShellPanel> passed = new ArrayList<>(nearer.readAll(block));
    passed.add(nearer.read(0, block));
    ShellPanel shell = search.shell(passed);
    int[] counts = new int[nearer.queries().length];
    if (shell.rows().length == 0) {
      return new Tuple2<>("", counts);
    }

    shell.addCounts(counts);
    return new Tuple2<>(nearer.scratch().write(prefix + "-" + block, shell::write), counts);
  }
}
