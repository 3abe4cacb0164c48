package org.graphrestore.spark.store;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkParams;
import org.graphrestore.walk.WalkSelection;

/**
 * A walk store as tasks see it: reads the walks of ranges of starts straight from the Parquet
 * files, without a session. Also knows how a file is laid out, for the stage that writes it.
 *
 * <p>Immutable and thread-safe; serializable with Java's serialization.
 */
public final class WalkFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Columns of the table of walks as SQL types. */
  public static final String DDL =
      "start BIGINT NOT NULL, walk INT NOT NULL, nodes ARRAY<BIGINT> NOT NULL";

  /** Nodes of a row group, and so of what is read at once: 16 MB in memory. */
  private static final int GROUP_TOKENS = 1 << 22;

  private final String store;
  private final TableFiles files;
  private final List<StartRange> ranges;
  private final int walksPerNode;
  private final int length;
  private final SerializableConfiguration conf;

  /**
   * Starts whose walks lie together in one file.
   *
   * @param file number of the file in the manifest
   * @param first index of the first start
   * @param last index of the last start
   */
  public record StartRange(int file, long first, long last) implements Serializable {
    /** Returns the number of starts. */
    public int starts() {
      return (int) (last - first + 1);
    }
  }

  WalkFiles(Path store, StoreManifest manifest, Configuration conf) {
    StoreManifest.Table table = manifest.table(WalkStore.WALKS);
    WalkParams params = WalkStore.made(manifest);
    this.store = store.toString();
    this.files = TableFiles.of(table);
    this.walksPerNode = params.walksPerNode();
    this.length = params.length();
    this.conf = new SerializableConfiguration(conf);
    this.ranges = new ArrayList<>();
    int starts = startsPerGroup(params);
    for (int f = 0; f < table.files().size(); f++) {
      StoreManifest.TableFile file = table.files().get(f);
      for (long first = file.firstKey(); first <= file.lastKey(); first += starts) {
        ranges.add(new StartRange(f, first, Math.min(first + starts - 1, file.lastKey())));
      }
    }
  }

  /** Returns how many starts share a row group: all walks of a start lie in one. */
  public static int startsPerGroup(WalkParams params) {
    long tokens = (long) params.walksPerNode() * params.length();
    return (int) Math.max(1, GROUP_TOKENS / tokens);
  }

  /** Returns the number of ranges of starts that are each read at once; they cover all starts. */
  public int ranges() {
    return ranges.size();
  }

  /** Returns a range by its number, in the order of starts. */
  public StartRange range(int number) {
    return ranges.get(number);
  }

  /**
   * Reads the selected walks of a range.
   *
   * @param hashes hashes of the original ids of the range's starts
   */
  public WalkBatch read(StartRange range, long[] hashes, WalkSelection selection) {
    Path file = new Path(store, files.path(range.file()));
    Reading reading = new Reading(range, hashes, selection);
    try {
      ParquetColumns.visit(
          conf.value(),
          file,
          "start",
          range.first(),
          range.last(),
          List.of("start", "walk", "nodes"),
          reading::take);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }

    if (reading.seen != (long) range.starts() * walksPerNode) {
      throw new IllegalStateException(
          "Found "
              + reading.seen
              + " walks of the starts "
              + range.first()
              + " .. "
              + range.last()
              + " in "
              + file
              + " (must be "
              + (long) range.starts() * walksPerNode
              + "); the store is damaged, make it anew");
    }

    return reading.batch();
  }

  /** A batch while it is read. */
  private final class Reading {
    private final StartRange range;
    private final long[] hashes;
    private final WalkSelection selection;
    private final long[] startHashes;
    private final int[] walkNumbers;
    private final int[] offsets;
    private int[] nodes;
    private int walks;
    private long seen;

    Reading(StartRange range, long[] hashes, WalkSelection selection) {
      this.range = range;
      this.hashes = hashes;
      this.selection = selection;
      int most = Math.multiplyExact(range.starts(), walksPerNode);
      this.startHashes = new long[most];
      this.walkNumbers = new int[most];
      this.offsets = new int[most + 1];
      this.nodes = new int[Math.max(length, 1 << 12)];
    }

    void take(long rows, ParquetColumns.Column[] columns) {
      for (long i = 0; i < rows; i++) {
        long start = columns[0].nextLong();
        int number = columns[1].nextInt();
        int at = offsets[walks];
        if (nodes.length - at < length) {
          nodes = Arrays.copyOf(nodes, (int) Math.min(Integer.MAX_VALUE - 8, nodes.length * 2L));
        }

        int count = columns[2].nextIndices(nodes, at);
        if (start < range.first() || start > range.last()) {
          continue;
        }

        seen++;
        long hash = hashes[(int) (start - range.first())];
        if (selection.contains(hash, number)) {
          startHashes[walks] = hash;
          walkNumbers[walks] = number;
          walks++;
          offsets[walks] = at + count;
        }
      }
    }

    WalkBatch batch() {
      return new WalkBatch(
          Arrays.copyOf(startHashes, walks),
          Arrays.copyOf(walkNumbers, walks),
          Arrays.copyOf(offsets, walks + 1),
          Arrays.copyOf(nodes, offsets[walks]));
    }
  }
}
