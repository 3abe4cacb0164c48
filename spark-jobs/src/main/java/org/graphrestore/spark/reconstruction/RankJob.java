package org.graphrestore.spark.reconstruction;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.ShellPanel;
import org.graphrestore.reconstruction.BlockScorer;
import org.graphrestore.reconstruction.GraphScorer;
import org.graphrestore.reconstruction.MissingLast;
import org.graphrestore.reconstruction.NeighbourMasks;
import org.graphrestore.reconstruction.PositiveScores;
import org.graphrestore.reconstruction.QueryMetrics;
import org.graphrestore.reconstruction.Rankings;
import org.graphrestore.reconstruction.RungCounter;
import org.graphrestore.reconstruction.ScoreKind;
import org.graphrestore.reconstruction.TileScorer;
import org.graphrestore.reconstruction.TruthBlock;
import scala.Tuple2;

/**
 * Exact ranks of a wave's true nodes among all candidates, without a sort of scores and without
 * gathering them.
 *
 * <pre>
 * pass 1   a task a candidate block: scores of the true nodes in it
 *            shuffle by (score, group of queries): union, sorted, to a file      "rungs"
 * pass 2   a task a candidate block: scores all its candidates, counts between the rungs
 *            shuffle by (score, group of queries): counts added, metrics of every query
 * </pre>
 *
 * <p>What is shuffled is a plain array a query: scores of true nodes in pass 1, counts in pass 2.
 */
final class RankJob {
  private final JavaSparkContext context;
  private final Work work;

  /** What every task is given. Travels in closures. */
  private record Work(
      EvaluationInputs inputs,
      ShellJob.Shells shells,
      ScratchFiles scratch,
      String folder,
      Rankings rankings,
      int hops,
      int[] groups)
      implements Serializable {

    BlockLayout layout() {
      return shells.layout();
    }

    int queries() {
      return shells.queries().length;
    }

    int groupCount() {
      return groups.length - 1;
    }

    int parts() {
      return rankings.size() * groupCount();
    }

    /** Reads what scores a block's candidates. */
    Candidates candidates(int block) {
      long first = layout().firstIndex(block);
      int rows = layout().rows(block);
      AdjacencyBlock incoming =
          rankings.baselines().isEmpty() ? null : inputs.incoming(first, rows);
      return new Candidates(this, inputs.vectors(first, rows), incoming);
    }

    int size(int part) {
      int group = part % groupCount();
      return groups[group + 1] - groups[group];
    }

    /** Returns the place of a part's query among all scores' queries. */
    int slot(int part, int query) {
      return part / groupCount() * queries() + groups[part % groupCount()] + query;
    }
  }

  /** The candidates of a block, scored for one part at a time. */
  private static final class Candidates {
    private final Work work;
    private final EmbeddingBlock vectors;
    private final AdjacencyBlock incoming;
    private EmbeddingBlock targets;
    private NeighbourMasks neighbours;
    private int neighboursOf = -1;

    Candidates(Work work, EmbeddingBlock vectors, AdjacencyBlock incoming) {
      this.work = work;
      this.vectors = vectors;
      this.incoming = incoming;
    }

    BlockScorer scorer(int part, float[] queryVectors) {
      int ranking = part / work.groupCount();
      int group = part % work.groupCount();
      if (!work.rankings().ofVectors(ranking)) {
        return new GraphScorer(
            work.rankings().baseline(ranking), incoming, neighbours(group), false);
      }

      ScoreKind kind = work.rankings().scores().get(ranking);
      BlockScorer scorer =
          new TileScorer(
                  kind,
                  queryVectors,
                  vectors.dim(),
                  work.queries() * work.rankings().vectors(ranking) + work.groups()[group],
                  work.queries() * work.rankings().vectors(ranking) + work.groups()[group + 1])
              .on(kind.twoSided() ? targets() : vectors);
      return work.inputs().missingLast() ? new MissingLast(scorer) : scorer;
    }

    private EmbeddingBlock targets() {
      if (targets == null) {
        targets = work.inputs().targets(vectors.firstIndex(), vectors.rows());
      }
      return targets;
    }

    /** Reads the neighbours of a group's queries, all blocks one after the other. */
    private NeighbourMasks neighbours(int group) {
      if (neighboursOf != group) {
        BlockLayout layout = work.layout();
        NeighbourMasks masks =
            new NeighbourMasks(layout.nodes(), work.groups()[group], work.groups()[group + 1]);
        for (int block = 0; block < layout.blocks(); block++) {
          masks.add(layout.firstIndex(block), work.shells().neighbours(block));
        }
        neighbours = masks.ready();
        neighboursOf = group;
      }
      return neighbours;
    }
  }

  /**
   * Prepares the job.
   *
   * @param groups first query of every group, and the number of queries at the end
   * @param folder subfolder of the scratch files
   */
  RankJob(
      JavaSparkContext context,
      EvaluationInputs inputs,
      ShellJob.Shells shells,
      ScratchFiles scratch,
      String folder,
      Rankings rankings,
      int[] groups) {
    this.context = context;
    this.work = new Work(inputs, shells, scratch, folder, rankings, shells.files().size(), groups);
  }

  /**
   * Ranks.
   *
   * @param queryVectors vectors of the wave's queries, row-major
   * @param candidates candidates of a query: all nodes but itself
   * @return values of {@link QueryMetrics} by ranking * queries + query; not computed yet
   */
  JavaPairRDD<Integer, double[]> run(Broadcast<float[]> queryVectors, long candidates) {
    Work w = work;
    List<Integer> blocks = IntStream.range(0, w.layout().blocks()).boxed().toList();
    context.setJobDescription("scores of true nodes");
    List<String> rungs =
        context
            .parallelize(blocks, blocks.size())
            .mapPartitionsToPair(it -> positives(w, it.next(), queryVectors.value()))
            .partitionBy(new ByPart(w, w.hops()))
            .mapPartitionsWithIndex((part, it) -> List.of(merge(w, part, it)).iterator(), false)
            .collect();

    context.setJobDescription("ranks by counting");
    String[] files = rungs.toArray(String[]::new);
    return context
        .parallelize(blocks, blocks.size())
        .mapPartitionsToPair(it -> counts(w, it.next(), files, queryVectors.value()))
        .partitionBy(new ByPart(w, 1))
        .mapPartitionsWithIndex((part, it) -> metrics(w, part, files[part], it, candidates), false)
        .mapToPair(pair -> pair);
  }

  /** Pass 1, one group at a time: (slot, hop) and the scores of its true nodes in the block. */
  private static Iterator<Tuple2<Integer, double[]>> positives(
      Work w, int block, float[] queryVectors) {
    List<ShellPanel> shells = w.shells().readAll(block);
    Candidates candidates = w.candidates(block);
    return IntStream.range(0, w.groupCount())
        .boxed()
        .flatMap(
            group -> {
              TruthBlock truth = TruthBlock.of(shells, w.groups()[group], w.groups()[group + 1]);
              List<Tuple2<Integer, double[]>> found = new ArrayList<>();
              for (int ranking = 0; truth.size() > 0 && ranking < w.rankings().size(); ranking++) {
                int part = ranking * w.groupCount() + group;
                double[][] lists = truth.scores(candidates.scorer(part, queryVectors));
                for (int list = 0; list < lists.length; list++) {
                  if (lists[list].length > 0) {
                    int key = w.slot(part, 0) * w.hops() + list;
                    found.add(new Tuple2<>(key, lists[list]));
                  }
                }
              }
              return found.stream();
            })
        .iterator();
  }

  private static String merge(Work w, int part, Iterator<Tuple2<Integer, double[]>> scores) {
    int first = w.slot(part, 0) * w.hops();
    List<List<double[]>> lists = new ArrayList<>();
    for (int i = 0; i < w.size(part) * w.hops(); i++) {
      lists.add(new ArrayList<>(1));
    }
    scores.forEachRemaining(pair -> lists.get(pair._1() - first).add(pair._2()));
    return w.scratch()
        .write(
            w.folder() + "/rungs-" + part,
            out -> {
              for (int query = 0; query < w.size(part); query++) {
                double[][] byHop = new double[w.hops()][];
                for (int hop = 0; hop < byHop.length; hop++) {
                  byHop[hop] = join(lists.get(query * w.hops() + hop));
                }
                PositiveScores.of(byHop).write(out);
              }
            });
  }

  /** Pass 2, one part at a time: (slot) and the counts of the block's candidates. */
  private static Iterator<Tuple2<Integer, int[]>> counts(
      Work w, int block, String[] files, float[] queryVectors) {
    Candidates candidates = w.candidates(block);
    long firstIndex = w.layout().firstIndex(block);
    return IntStream.range(0, w.parts())
        .boxed()
        .flatMap(
            part -> {
              RungCounter[] counters = new RungCounter[w.size(part)];
              PositiveScores[] positives = readRungs(w, part, files[part]);
              for (int query = 0; query < counters.length; query++) {
                counters[query] = new RungCounter(positives[query].rungs());
              }

              BlockScorer scorer = candidates.scorer(part, queryVectors);
              scorer.scan(
                  (query, row, scores, from, count) ->
                      counters[query].count(scores, from, from + count));
              List<Tuple2<Integer, int[]>> counts = new ArrayList<>();
              for (int query = 0; query < counters.length; query++) {
                int wave = w.groups()[part % w.groupCount()] + query;
                long row = w.shells().queries()[wave] - firstIndex;
                if (row >= 0 && row < scorer.rows()) {
                  counters[query].discount(scorer.score(query, (int) row));
                }
                counts.add(new Tuple2<>(w.slot(part, query), counters[query].counts()));
              }
              return counts.stream();
            })
        .iterator();
  }

  private static Iterator<Tuple2<Integer, double[]>> metrics(
      Work w, int part, String file, Iterator<Tuple2<Integer, int[]>> counts, long candidates) {
    int[][] sums = new int[w.size(part)][];
    while (counts.hasNext()) {
      Tuple2<Integer, int[]> pair = counts.next();
      int query = pair._1() - w.slot(part, 0);
      if (sums[query] == null) {
        sums[query] = pair._2();
      } else {
        for (int i = 0; i < sums[query].length; i++) {
          sums[query][i] += pair._2()[i];
        }
      }
    }

    PositiveScores[] positives = readRungs(w, part, file);
    return IntStream.range(0, sums.length)
        .mapToObj(
            query ->
                new Tuple2<>(
                    w.slot(part, query),
                    QueryMetrics.of(w.hops(), positives[query], sums[query], candidates).values()))
        .iterator();
  }

  private static PositiveScores[] readRungs(Work w, int part, String file) {
    PositiveScores[] positives = new PositiveScores[w.size(part)];
    try (DataInputStream in = w.scratch().open(file)) {
      for (int query = 0; query < positives.length; query++) {
        positives[query] = PositiveScores.read(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the scores of true nodes in " + file, e);
    }
    return positives;
  }

  private static double[] join(List<double[]> arrays) {
    if (arrays.size() == 1) {
      return arrays.get(0);
    }

    int size = 0;
    for (double[] array : arrays) {
      size = Math.addExact(size, array.length);
    }
    double[] all = new double[size];
    int at = 0;
    for (double[] array : arrays) {
      System.arraycopy(array, 0, all, at, array.length);
      at += array.length;
    }
    return all;
  }

  /** Sends a slot to the part of its score and group. */
  private static final class ByPart extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int[] groups;
    private final int queries;
    private final int parts;
    private final int keysPerSlot;

    ByPart(Work w, int keysPerSlot) {
      this.groups = w.groups();
      this.queries = w.queries();
      this.parts = w.parts();
      this.keysPerSlot = keysPerSlot;
    }

    @Override
    public int numPartitions() {
      return parts;
    }

    @Override
    public int getPartition(Object key) {
      int slot = (Integer) key / keysPerSlot;
      int place = java.util.Arrays.binarySearch(groups, slot % queries);
      int group = place >= 0 ? place : -place - 2;
      return slot / queries * (groups.length - 1) + group;
    }
  }
}
