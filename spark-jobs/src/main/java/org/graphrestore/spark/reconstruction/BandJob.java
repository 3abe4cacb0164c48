package org.graphrestore.spark.reconstruction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.graph.BandPanels;
import org.graphrestore.graph.BandSearch;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.ShellPanel;
import scala.Tuple2;

/**
 * The truth of a wave by weighted distance: a task searches for some of its queries over all arcs,
 * and what it finds is sent to the blocks of nodes, which turn it into panels like those of {@link
 * ShellJob}. The driver sees names of files and one count a query and block.
 *
 * <p>Shuffled: 4 bytes a true node.
 */
final class BandJob {
  private final JavaSparkContext context;
  private final Bands bands;
  private final BlockLayout layout;
  private final ScratchFiles scratch;

  BandJob(JavaSparkContext context, Bands bands, BlockLayout layout, ScratchFiles scratch) {
    this.context = context;
    this.bands = bands;
    this.layout = layout;
    this.scratch = scratch;
  }

  /**
   * Searches.
   *
   * @param wave the queries
   * @param nearest the nodes at one hop
   * @param folder subfolder of the scratch files
   * @param positives receives the number of true nodes of every query
   */
  ShellJob.Shells run(QueryWave wave, ShellJob.Shells nearest, String folder, long[] positives) {
    Bands of = bands;
    BlockLayout cut = layout;
    ScratchFiles files = scratch;
    long[] queries = wave.indices();
    int tasks = Math.min(queries.length, context.defaultParallelism());
    String prefix = folder + "/band-";
    int count = bands.count();
    context.setJobDescription("bands of weighted distance, wave " + wave.number());
    List<Tuple2<String, int[]>> found =
        context
            .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
            .mapPartitionsToPair(it -> search(of.search(), cut, queries, it.next(), tasks))
            .partitionBy(new HashPartitioner(layout.blocks()))
            .mapPartitionsWithIndex(
                (block, it) ->
                    List.of(write(files, prefix, cut, queries.length, count, block, it)).iterator(),
                false)
            .collect();
    List<String[]> names = new ArrayList<>();
    for (int block = 0; block < found.size(); block++) {
      String[] ofBlock = found.get(block)._1().split("\n", -1);
      for (int k = 0; k < ofBlock.length; k++) {
        if (block == 0) {
          names.add(new String[found.size()]);
        }
        names.get(k)[block] = ofBlock[k];
      }
      int[] counts = found.get(block)._2();
      for (int q = 0; q < counts.length; q++) {
        positives[q] += counts[q];
      }
    }
    return new ShellJob.Shells(layout, queries, names, scratch, nearest);
  }

  /** Returns, by block, a query, its number of rows in every band, and the rows. */
  private static Iterator<Tuple2<Integer, int[]>> search(
      BandSearch search, BlockLayout layout, long[] queries, int task, int tasks) {
    return IntStream.iterate(task, q -> q < queries.length, q -> q + tasks)
        .boxed()
        .flatMap(
            q -> {
              int[][] bands = search.search((int) queries[q]);
              return IntStream.range(0, layout.blocks())
                  .mapToObj(block -> new Tuple2<>(block, inside(layout, block, q, bands)));
            })
        .iterator();
  }

  private static int[] inside(BlockLayout layout, int block, int query, int[][] bands) {
    int first = (int) layout.firstIndex(block);
    int end = first + layout.rows(block);
    int[] found = new int[1 + bands.length];
    found[0] = query;
    for (int k = 0; k < bands.length; k++) {
      int from = from(bands[k], first);
      int count = from(bands[k], end) - from;
      found[1 + k] = count;
      int at = found.length;
      found = Arrays.copyOf(found, at + count);
      for (int i = 0; i < count; i++) {
        found[at + i] = bands[k][from + i] - first;
      }
    }
    return found;
  }

  /** Returns how many nodes lie before an index. */
  private static int from(int[] nodes, int index) {
    int at = Arrays.binarySearch(nodes, index);
    return at < 0 ? -at - 1 : at;
  }

  private static Tuple2<String, int[]> write(
      ScratchFiles files,
      String prefix,
      BlockLayout layout,
      int queries,
      int bands,
      int block,
      Iterator<Tuple2<Integer, int[]>> parts) {
    List<int[]> found = new ArrayList<>();
    parts.forEachRemaining(part -> found.add(part._2()));
    int[] counts = new int[queries];
    int[] numbers = found.stream().mapToInt(part -> part[0]).toArray();
    int[] next = new int[found.size()];
    Arrays.fill(next, 1 + bands);
    List<String> names = new ArrayList<>();
    for (int k = 0; k < bands; k++) {
      int[][] rows = new int[found.size()][];
      for (int i = 0; i < rows.length; i++) {
        int count = found.get(i)[1 + k];
        rows[i] = Arrays.copyOfRange(found.get(i), next[i], next[i] + count);
        next[i] += count;
        counts[numbers[i]] += count;
      }
      ShellPanel panel =
          BandPanels.of(layout.rows(block), ShellPanel.words(queries), numbers, rows);
      names.add(
          panel.rows().length == 0
              ? ""
              : files.write(prefix + (k + 1) + "-" + block, panel::write));
    }
    return new Tuple2<>(String.join("\n", names), counts);
  }
}
