package org.graphrestore.spark.training;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.HashPartitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.skipgram.PairChunks;
import org.graphrestore.skipgram.PairGenerator;
import org.graphrestore.skipgram.PairRule;
import org.graphrestore.skipgram.TrainingPlan;
import org.graphrestore.walk.WalkBatch;
import scala.Tuple2;

/**
 * Makes the pairs of an episode: one Spark job from walks to one pair file an input block. Pairs
 * are shuffled in chunks of up to 64 k, not one by one. With one block nothing is shuffled: every
 * task writes a file of its own, and the trainer reads them all.
 */
final class PairTasks implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ScratchFiles files;
  private final TrainingPlan plan;
  private final long seed;
  private final PairRule rule;

  PairTasks(ScratchFiles files, TrainingPlan plan, long seed, PairRule rule) {
    this.files = files;
    this.plan = plan;
    this.seed = seed;
    this.rule = rule;
  }

  /**
   * Runs the job.
   *
   * @param walks the walks of the episode
   * @param folder where the files go, in the scratch folder
   * @return the names of the files of every input block, in an order that changes no result
   */
  String[][] run(JavaRDD<WalkBatch> walks, String folder, int epoch) {
    if (plan.blocks() == 1) {
      List<String> names =
          walks
              .mapPartitionsWithIndex(
                  (partition, batches) -> write(partition, folder, longs(chunks(batches, epoch))),
                  false)
              .collect();
      return new String[][] {names.toArray(String[]::new)};
    }

    List<String> names =
        walks
            .mapPartitionsToPair(batches -> tuples(chunks(batches, epoch)))
            .partitionBy(new HashPartitioner(plan.blocks()))
            .values()
            .mapPartitionsWithIndex((block, chunks) -> write(block, folder, chunks), false)
            .collect();
    return names.stream().map(name -> new String[] {name}).toArray(String[][]::new);
  }

  private Iterator<String> write(int partition, String folder, Iterator<long[]> chunks) {
    String name =
        String.format("%s/pairs-%05d-%d", folder, partition, TaskContext.get().taskAttemptId());
    BlockLayout layout = plan.layout();
    long bytes = 0;
    try (PairFileWriter writer = new PairFileWriter(files, name, layout)) {
      while (chunks.hasNext()) {
        long[] chunk = chunks.next();
        bytes += (long) chunk.length * Long.BYTES;
        writer.add(chunk);
      }

      writer.finish();
    } catch (IOException | FSError e) {
      throw new UncheckedIOException(
          "Cannot write pairs to " + name, files.explained(e, name, bytes));
    }

    return Collections.singleton(name).iterator();
  }

  private Iterator<PairChunks.Chunk> chunks(Iterator<WalkBatch> batches, int epoch) {
    return new ChunkIterator(
        batches, new PairGenerator(seed, rule), new PairChunks(plan.layout()), epoch);
  }

  private static Iterator<Tuple2<Integer, long[]>> tuples(Iterator<PairChunks.Chunk> chunks) {
    return stream(chunks).map(c -> new Tuple2<>(c.block(), c.pairs())).iterator();
  }

  private static Iterator<long[]> longs(Iterator<PairChunks.Chunk> chunks) {
    return stream(chunks).map(PairChunks.Chunk::pairs).iterator();
  }

  private static java.util.stream.Stream<PairChunks.Chunk> stream(
      Iterator<PairChunks.Chunk> chunks) {
    return StreamSupport.stream(
        java.util.Spliterators.spliteratorUnknownSize(chunks, java.util.Spliterator.ORDERED),
        false);
  }

  /** Goes through walks one by one, so that no more pairs are in memory than the buffers hold. */
  private static final class ChunkIterator implements Iterator<PairChunks.Chunk> {
    private final Iterator<WalkBatch> batches;
    private final PairGenerator generator;
    private final PairChunks gathered;
    private final int epoch;
    private WalkBatch batch;
    private int walk;
    private boolean flushed;
    private PairChunks.Chunk next;

    ChunkIterator(
        Iterator<WalkBatch> batches, PairGenerator generator, PairChunks gathered, int epoch) {
      this.batches = batches;
      this.generator = generator;
      this.gathered = gathered;
      this.epoch = epoch;
    }

    @Override
    public boolean hasNext() {
      while (next == null) {
        next = gathered.poll();
        if (next != null) {
          break;
        }

        if (flushed) {
          return false;
        }

        advance();
      }

      return true;
    }

    @Override
    public PairChunks.Chunk next() {
      if (!hasNext()) {
        throw new NoSuchElementException("No more pairs");
      }

      PairChunks.Chunk chunk = next;
      next = null;
      return chunk;
    }

    private void advance() {
      if (batch != null && walk < batch.walks()) {
        generator.generate(batch, walk++, epoch, gathered);
      } else if (batches.hasNext()) {
        batch = batches.next();
        walk = 0;
      } else {
        gathered.flush();
        flushed = true;
      }
    }
  }
}
