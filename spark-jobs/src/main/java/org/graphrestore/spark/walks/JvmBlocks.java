package org.graphrestore.spark.walks;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.graphrestore.walk.PartitionedPlan;

/**
 * The blocks of graphs that this JVM holds between tasks: each is loaded once while it stays, by
 * the first task that asks, and the others wait. Blocks that no task has asked for longest go when
 * all together take more than {@value PartitionedPlan#RESIDENT} of the heap; so an executor holds a
 * share of its memory, whatever the graph.
 */
final class JvmBlocks {
  private static final JvmBlocks HERE =
      new JvmBlocks((long) (PartitionedPlan.RESIDENT * Runtime.getRuntime().maxMemory()));

  private final long mostBytes;
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private long loads;

  JvmBlocks(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  private record Entry(CompletableFuture<HeldBlock> block, long[] bytes) {}

  /** Returns the blocks of this JVM. */
  static JvmBlocks here() {
    return HERE;
  }

  /**
   * Returns a block.
   *
   * @param name names graph, law and block
   * @param load loads it
   */
  HeldBlock block(String name, Supplier<HeldBlock> load) {
    Entry entry;
    boolean mine = false;
    synchronized (this) {
      entry = entries.get(name);
      if (entry == null) {
        entry = new Entry(new CompletableFuture<>(), new long[1]);
        entries.put(name, entry);
        mine = true;
      }
    }

    if (!mine) {
      return entry.block().join();
    }

    try {
      HeldBlock block = load.get();
      entry.block().complete(block);
      keep(name, entry, block.bytes());
      return block;
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        entries.remove(name, entry);
      }

      entry.block().completeExceptionally(e);
      throw e;
    }
  }

  /** Forgets the blocks of the graph whose names begin so. */
  synchronized void release(String prefix) {
    entries
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = entry.getKey().startsWith(prefix);
              bytes -= gone ? entry.getValue().bytes()[0] : 0;
              return gone;
            });
  }

  /** Returns how many blocks are held. */
  synchronized int held() {
    return entries.size();
  }

  /** Returns their bytes. */
  synchronized long bytes() {
    return bytes;
  }

  /** Returns how often a block was loaded. */
  synchronized long loads() {
    return loads;
  }

  // An entry is itself or another one: what two blocks hold is never compared.
  @SuppressWarnings("ReferenceEquality")
  private synchronized void keep(String name, Entry entry, long size) {
    loads++;
    if (entries.get(name) != entry) {
      // Released while it was loaded: the task that loaded it has it, and nobody else.
      return;
    }

    entry.bytes()[0] = size;
    bytes += size;
    Iterator<Map.Entry<String, Entry>> oldest = entries.entrySet().iterator();
    while (bytes > mostBytes && oldest.hasNext()) {
      Map.Entry<String, Entry> candidate = oldest.next();
      // What is still being loaded weighs nothing yet, and is awaited.
      if (candidate.getValue() != entry && candidate.getValue().bytes()[0] > 0) {
        bytes -= candidate.getValue().bytes()[0];
        oldest.remove();
      }
    }
  }
}
