package org.graphrestore.walk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;

/**
 * The partitioned engine without a cluster: blocks in one JVM that exchange their boxes as bytes,
 * round by round.
 */
final class BlockWalks {
  private final AdjacencyBlock graph;
  private final WalkParams params;
  private final long seed;
  private final Placement placement;
  private final int homes;
  private final int waves;
  private final List<WalkGraph> blocks = new ArrayList<>();
  private final List<BlockRows> rows = new ArrayList<>();
  final WalkCounts counts;
  int rounds;

  BlockWalks(
      AdjacencyBlock graph,
      boolean symmetric,
      WalkParams params,
      long seed,
      Placement placement,
      int homes,
      int waves) {
    this.graph = graph;
    this.params = params;
    this.seed = seed;
    this.placement = placement;
    this.homes = homes;
    this.waves = waves;
    this.counts = new WalkCounts(params.length());
    float[] thresholds = new float[graph.rows()];
    NoiseThresholds.write(graph, params.laws().gamma(), thresholds, 0);
    for (int block = 0; block < placement.blocks(); block++) {
      int number = block;
      int[] nodes =
          IntStream.range(0, graph.rows())
              .filter(node -> placement.blockOf(node) == number)
              .toArray();
      WalkGraph some = params.transitions().prepare(rowsOf(nodes), symmetric);
      blocks.add(some.thresholds() == null ? some : some.withThresholds(thresholds));
      boolean range = nodes.length > 0 && nodes[nodes.length - 1] - nodes[0] == nodes.length - 1;
      rows.add(
          range ? BlockRows.range(nodes[0], nodes.length) : BlockRows.of(placement, number, nodes));
    }
  }

  /** Returns a placement in which every node's block is drawn. */
  static Placement scattered(int nodes, int blocks) {
    int[] block = new int[nodes];
    Arrays.setAll(block, node -> Math.floorMod((int) ((node * 0x9E3779B9L) >>> 7), blocks));
    return new Placement() {
      private static final long serialVersionUID = 1L;

      @Override
      public int blocks() {
        return blocks;
      }

      @Override
      public int blockOf(int node) {
        return block[node];
      }
    };
  }

  private AdjacencyBlock rowsOf(int[] nodes) {
    int[] offsets = new int[nodes.length + 1];
    for (int row = 0; row < nodes.length; row++) {
      offsets[row + 1] = offsets[row] + graph.degree(nodes[row]);
    }

    int[] targets = new int[offsets[nodes.length]];
    float[] weights = graph.weights() == null ? null : new float[targets.length];
    for (int row = 0; row < nodes.length; row++) {
      int from = graph.offsets()[nodes[row]];
      int degree = graph.degree(nodes[row]);
      System.arraycopy(graph.targets(), from, targets, offsets[row], degree);
      if (weights != null) {
        System.arraycopy(graph.weights(), from, weights, offsets[row], degree);
      }
    }

    return new AdjacencyBlock(0, offsets, targets, weights);
  }

  /** Returns all walks as text, one a line, by start and number. */
  List<String> walk(long[] hashes, WalkSelection selection) {
    List<String> all = new ArrayList<>();
    BlockLayout layout = BlockLayout.ofBlocks(graph.rows(), homes);
    for (int w = 0; w < waves; w++) {
      WaveLayout wave = new WaveLayout(layout, params.walksPerNode(), w, waves);
      for (WalkBatch batch : wave(wave, hashes, selection)) {
        for (int i = 0; i < batch.walks(); i++) {
          int[] nodes =
              Arrays.copyOfRange(batch.nodes(), batch.offsets()[i], batch.offsets()[i + 1]);
          all.add(
              String.format(
                  "%05d %05d %s", nodes[0], batch.walkNumbers()[i], Arrays.toString(nodes)));
        }
      }
    }

    all.sort(null);
    return all;
  }

  private List<WalkBatch> wave(WaveLayout wave, long[] hashes, WalkSelection selection) {
    List<WalkAssembly> assemblies = new ArrayList<>();
    List<long[]> homeHashes = new ArrayList<>();
    Outbox out = new Outbox(placement.blocks(), wave.homes(), params.restart() > 0);
    for (int home = 0; home < wave.homes(); home++) {
      int first = (int) wave.firstStart(home);
      long[] some = Arrays.copyOfRange(hashes, first, first + wave.starts(home));
      homeHashes.add(some);
      BlockEngine.start(wave, home, some, selection, seed, placement, out);
      assemblies.add(new WalkAssembly(wave, home, params));
    }

    List<Travellers> arrivals = deliver(out, assemblies);
    while (arrivals.stream().anyMatch(some -> some.size() > 0)) {
      rounds++;
      out.clear();
      for (int block = 0; block < placement.blocks(); block++) {
        BlockEngine engine =
            new BlockEngine(blocks.get(block), rows.get(block), placement, wave, params);
        engine.run(arrivals.get(block), out);
        counts.add(engine.counts());
      }

      arrivals = deliver(out, assemblies);
    }

    List<WalkBatch> batches = new ArrayList<>();
    for (int home = 0; home < wave.homes(); home++) {
      batches.add(assemblies.get(home).walks(homeHashes.get(home), selection, counts));
    }

    return batches;
  }

  private List<Travellers> deliver(Outbox out, List<WalkAssembly> assemblies) {
    ByteBuffer bytes = ByteBuffer.allocate((int) out.bytes());
    for (int home = 0; home < out.homes(); home++) {
      bytes.clear();
      out.of(home).put(bytes);
      bytes.flip();
      Fragments fragments = new Fragments();
      fragments.addFrom(bytes);
      assemblies.get(home).add(fragments);
    }

    List<Travellers> arrivals = new ArrayList<>();
    for (int block = 0; block < out.blocks(); block++) {
      bytes.clear();
      out.to(block).put(bytes);
      bytes.flip();
      Travellers some = new Travellers(params.restart() > 0);
      some.addFrom(bytes);
      arrivals.add(some);
    }

    return arrivals;
  }
}
