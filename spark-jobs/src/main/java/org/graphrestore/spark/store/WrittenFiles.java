package org.graphrestore.spark.store;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import scala.Tuple2;

/**
 * What tasks tell the driver of the files that they wrote: a path, then rows, bytes, first and last
 * key and further numbers that add up. Tuples of texts and numbers need no registration.
 */
public final class WrittenFiles {
  private static final int FURTHER = 4;

  private WrittenFiles() {}

  /** Packs a file and further numbers. */
  public static Tuple2<String, long[]> pack(StoreManifest.TableFile file, long... further) {
    long[] numbers = new long[FURTHER + further.length];
    numbers[0] = file.rows();
    numbers[1] = file.bytes();
    numbers[2] = file.firstKey();
    numbers[3] = file.lastKey();
    System.arraycopy(further, 0, numbers, FURTHER, further.length);
    return new Tuple2<>(file.path(), numbers);
  }

  /** Adds up one of the further numbers, the first of which is 0. */
  public static long sum(List<Tuple2<String, long[]>> packed, int further) {
    return packed.stream().mapToLong(file -> file._2()[FURTHER + further]).sum();
  }

  /** Returns the further numbers of one file from the given one on. */
  public static long[] further(Tuple2<String, long[]> packed, int from) {
    return Arrays.copyOfRange(packed._2(), FURTHER + from, packed._2().length);
  }

  /** Returns the files as a manifest lists them, in the order of their keys. */
  public static List<StoreManifest.TableFile> unpack(List<Tuple2<String, long[]>> packed) {
    return packed.stream()
        .map(
            file ->
                new StoreManifest.TableFile(
                    file._1(), file._2()[0], file._2()[1], file._2()[2], file._2()[3]))
        .sorted(Comparator.comparingLong(StoreManifest.TableFile::firstKey))
        .toList();
  }
}
