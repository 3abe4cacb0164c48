package org.graphrestore.spark.walks;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.walk.BlockEngine;
import org.graphrestore.walk.Fragments;
import org.graphrestore.walk.Outbox;
import org.graphrestore.walk.PartitionedPlan;
import org.graphrestore.walk.RoundPlan;
import org.graphrestore.walk.WalkAssembly;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkCounts;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;
import org.graphrestore.walk.WaveLayout;
import scala.Tuple2;

/**
 * What tasks of the partitioned engine do for one wave: send walkers off, walk with those that have
 * arrived at a block, put the walks of a home together. Between tasks there are files and nothing
 * else.
 */
final class WaveWork implements Serializable {
  /** Stands for the attempt of a task that has sent nobody, and has no file. */
  static final long NOBODY = -1;

  private static final long serialVersionUID = 1L;

  /** Bytes in boxes above which a task writes them and goes on with empty ones. */
  private static final long MOST_BOXED = 32L << 20;

  /** Part of a task's walkers for which another pass over its blocks is worth it. */
  private static final int WORTH_A_PASS = 8;

  private final GraphFiles graph;
  private final GraphBlocks blocks;
  private final WalkParams params;
  private final WalkSelection selection;
  private final long seed;
  private final WaveLayout wave;
  private final int waveNumber;
  private final ExchangeFiles files;
  private transient TaskRooms rooms;

  WaveWork(
      GraphFiles graph,
      GraphBlocks blocks,
      WalkParams params,
      WalkSelection selection,
      long seed,
      WaveLayout wave,
      int waveNumber,
      ExchangeFiles files) {
    this.graph = graph;
    this.blocks = blocks;
    this.params = params;
    this.selection = selection;
    this.seed = seed;
    this.wave = wave;
    this.waveNumber = waveNumber;
    this.files = files;
  }

  /** Sends the walkers of a home off: round 0. */
  Tuple2<String, long[]> sendOff(int home) throws IOException {
    long started = System.nanoTime();
    TaskRooms.Room room = rooms().take();
    try (Sending sending = new Sending(0, home, room.boxes)) {
      BlockEngine.start(wave, home, hashes(home), selection, seed, blocks.placement(), room.boxes);
      Tuple2<String, long[]> sent = sending.finish(started, new WalkCounts(params.length()));
      rooms().give(room);
      return sent;
    }
  }

  /**
   * Walks with the walkers of one task of a round.
   *
   * @param round number of the round, from 1
   * @param plan the tasks of the round
   * @param senders attempts whose files the walkers are in, by task of the round before; {@link
   *     #NOBODY} for a task that sent none
   * @param task number of the task
   */
  Tuple2<String, long[]> walk(int round, RoundPlan plan, long[] senders, int task)
      throws IOException {
    long started = System.nanoTime();
    WalkCounts counts = new WalkCounts(params.length());
    // Walkers may go all their way in one block, and leave a node a step in the boxes.
    long atOnce = MOST_BOXED / PartitionedPlan.FRAGMENT_BYTES / params.length();
    TaskRooms.Room room = rooms().take();
    try (Sending sending = new Sending(round, task, room.boxes)) {
      for (int slice = plan.firstSlice(task); slice < plan.endSlice(task); slice++) {
        int block = plan.block(slice);
        for (int file = plan.firstFile(slice); file < plan.endFile(slice); file++) {
          if (senders[file] != NOBODY) {
            String name = walkers(round - 1, file, senders[file]);
            room.buffer = files.read(name, block, room.buffer, room.arrivals::addFrom);
          }

          if (room.arrivals.size() >= atOnce || file + 1 == plan.endFile(slice)) {
            walk(block, room, sending, counts);
          }
        }
      }

      walkOn(plan, task, room, sending, counts);
      Tuple2<String, long[]> sent = sending.finish(started, counts);
      rooms().give(room);
      return sent;
    }
  }

  /**
   * Walks on with those who have left one of this task's blocks for another one, again and again,
   * while they are many of its walkers: they need no file and no round.
   */
  private void walkOn(
      RoundPlan plan, int task, TaskRooms.Room room, Sending sending, WalkCounts counts)
      throws IOException {
    int[] mine =
        IntStream.range(plan.firstSlice(task), plan.endSlice(task)).map(plan::block).toArray();
    long many = Math.max(1, plan.records(task) / WORTH_A_PASS);
    while (Arrays.stream(mine).mapToLong(block -> room.boxes.to(block).size()).sum() >= many) {
      for (int block : mine) {
        room.arrivals = room.boxes.exchange(block, room.arrivals);
        walk(block, room, sending, counts);
      }
    }
  }

  private void walk(int block, TaskRooms.Room room, Sending sending, WalkCounts counts)
      throws IOException {
    HeldBlock held = blocks.block(block);
    BlockEngine engine =
        new BlockEngine(held.graph(), held.rows(), blocks.placement(), wave, params);
    engine.run(room.arrivals, room.boxes);
    room.arrivals.clear();
    counts.add(engine.counts());
    sending.flushIfFull();
  }

  private synchronized TaskRooms rooms() {
    if (rooms == null) {
      this.rooms = new TaskRooms(blocks.blocks(), wave.homes(), params.restart() > 0);
    }

    return rooms;
  }

  /**
   * Puts the walks of a home together.
   *
   * @param left the files of nodes: round, task and attempt of each, one after the other
   * @param counts walks and lengths are added here
   */
  WalkBatch gather(int home, long[] left, WalkCounts counts) throws IOException {
    WalkAssembly assembly = new WalkAssembly(wave, home, params);
    Fragments fragments = new Fragments();
    ByteBuffer room = ExchangeFiles.room(1 << 16);
    for (int i = 0; i < left.length; i += 3) {
      room =
          files.read(
              nodes((int) left[i], (int) left[i + 1], left[i + 2]),
              home,
              room,
              section -> {
                fragments.clear();
                fragments.addFrom(section);
                assembly.add(fragments);
              });
    }

    return assembly.walks(hashes(home), selection, counts);
  }

  /** Returns the number of starts of a home. */
  int starts(int home) {
    return wave.starts(home);
  }

  /** Returns the folder of this wave's files. */
  String folder() {
    return "wave-" + padded(waveNumber);
  }

  /** Returns the folder of the walkers that a round has sent. */
  String folder(int round) {
    return folder() + "/round-" + padded(round);
  }

  private String walkers(int round, int task, long attempt) {
    return folder(round) + "/walkers-" + padded(task) + "-" + attempt;
  }

  private String nodes(int round, int task, long attempt) {
    return folder() + "/nodes/part-" + padded(round) + "-" + padded(task) + "-" + attempt;
  }

  /** Returns a number with five digits or more; names are made too often for a format. */
  private static String padded(int number) {
    String digits = Integer.toString(number);
    return "0".repeat(Math.max(0, 5 - digits.length())) + digits;
  }

  private long[] hashes(int home) {
    return graph.hashes(wave.firstStart(home), wave.starts(home));
  }

  /** The boxes of a task on their way into files. */
  private final class Sending implements AutoCloseable {
    private final int task;
    private final Outbox boxes;
    private final int[] travellers = new int[blocks.blocks()];
    private final ExchangeWriter walkers;
    private final ExchangeWriter nodes;
    private long steps;

    Sending(int round, int task, Outbox boxes) throws IOException {
      long attempt = TaskContext.get().taskAttemptId();
      this.task = task;
      this.boxes = boxes;
      this.walkers = files.create(walkers(round, task, attempt), blocks.blocks());
      this.nodes = files.create(nodes(round, task, attempt), wave.homes());
    }

    void flushIfFull() throws IOException {
      if (boxes.bytes() > MOST_BOXED) {
        flush();
      }
    }

    private void flush() throws IOException {
      for (int block = 0; block < travellers.length; block++) {
        travellers[block] += boxes.to(block).size();
      }

      for (int home = 0; home < wave.homes(); home++) {
        steps += boxes.of(home).size();
      }

      walkers.segment(
          block -> boxes.to(block).size() == 0 ? 0 : boxes.to(block).bytes(),
          (block, buffer) -> boxes.to(block).put(buffer));
      nodes.segment(
          home -> boxes.of(home).size() == 0 ? 0 : boxes.of(home).bytes(),
          (home, buffer) -> boxes.of(home).put(buffer));
      boxes.clear();
    }

    Tuple2<String, long[]> finish(long started, WalkCounts counts) throws IOException {
      flush();
      long walkerBytes = walkers.finish();
      long nodeBytes = nodes.finish();
      return SentOut.byThisTask(
              task, travellers, walkerBytes, nodeBytes, steps, System.nanoTime() - started, counts)
          .pack();
    }

    @Override
    public void close() throws IOException {
      try (walkers) {
        nodes.close();
      }
    }
  }
}
