package org.graphrestore.spark.store;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The files of a table and their key ranges, in arrays that travel with a task. */
final class TableFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String[] paths;
  private final long[] firstKeys;
  private final long[] lastKeys;
  private final long[] rows;

  private TableFiles(String[] paths, long[] firstKeys, long[] lastKeys, long[] rows) {
    this.paths = paths;
    this.firstKeys = firstKeys;
    this.lastKeys = lastKeys;
    this.rows = rows;
  }

  /** Describes a table, or one without files if it is null. */
  static TableFiles of(StoreManifest.Table table) {
    List<StoreManifest.TableFile> files = table == null ? List.of() : table.files();
    return new TableFiles(
        files.stream().map(StoreManifest.TableFile::path).toArray(String[]::new),
        files.stream().mapToLong(StoreManifest.TableFile::firstKey).toArray(),
        files.stream().mapToLong(StoreManifest.TableFile::lastKey).toArray(),
        files.stream().mapToLong(StoreManifest.TableFile::rows).toArray());
  }

  /** Returns the numbers of the files that have keys of a range, both ends included. */
  List<Integer> overlapping(long firstKey, long lastKey) {
    List<Integer> found = new ArrayList<>();
    for (int f = 0; f < paths.length; f++) {
      if (rows[f] > 0 && firstKeys[f] <= lastKey && lastKeys[f] >= firstKey) {
        found.add(f);
      }
    }

    return found;
  }

  int count() {
    return paths.length;
  }

  String path(int file) {
    return paths[file];
  }

  /** Returns 0, the first keys between 0 and {@code end}, and {@code end}. */
  long[] cuts(long end) {
    LongStream inner =
        IntStream.range(0, paths.length)
            .filter(f -> rows[f] > 0 && firstKeys[f] > 0 && firstKeys[f] < end)
            .mapToLong(f -> firstKeys[f])
            .sorted();
    return LongStream.concat(LongStream.concat(LongStream.of(0), inner), LongStream.of(end))
        .toArray();
  }
}
