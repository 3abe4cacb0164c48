package org.graphrestore.spark.walks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.WalkFiles;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.WalkCounts;

/**
 * The waves of a walk store that are done, the first ones, and what they add up to. Their manifest
 * is that of a walk store of those waves alone, so that a later run can go on from it.
 */
final class FinishedWaves {
  private static final String WAVES = "waves";
  private static final String COUNTED = "counted";

  /** Counts that {@link WalkCounts} tells, so that they are not summed a second time. */
  private static final List<String> OWN =
      List.of(WAVES, "walks", "tokens", "steps", "dead_ends", "trials", "rejections");

  private final WalkCounts counts;
  private final List<StoreManifest.TableFile> files = new ArrayList<>();
  private final SortedMap<String, Long> further = new TreeMap<>();
  private final SortedMap<String, Double> times = new TreeMap<>();
  private int waves;
  private double seconds;

  /**
   * Begins with no waves.
   *
   * @param length nodes of the longest walk
   */
  FinishedWaves(int length) {
    this.counts = new WalkCounts(length);
  }

  /** Begins with the waves that an earlier run has finished. */
  static FinishedWaves of(StoreManifest part, int length) {
    FinishedWaves finished = new FinishedWaves(length);
    long[] counted =
        Arrays.stream(part.facts().get(COUNTED).split(" ", -1))
            .mapToLong(Long::parseLong)
            .toArray();
    finished.counts.add(WalkCounts.of(length, counted));
    finished.files.addAll(part.table(WalkStore.WALKS).files());
    finished.further.putAll(part.counts());
    finished.further.keySet().removeAll(OWN);
    finished.times.putAll(part.times());
    finished.waves = Math.toIntExact(part.counts().get(WAVES));
    finished.seconds = part.seconds();
    return finished;
  }

  /** Returns how many waves are done: the first ones. */
  int waves() {
    return waves;
  }

  /**
   * Adds the next wave.
   *
   * @param elapsed seconds that it took
   */
  void add(WaveFiles wave, double elapsed) {
    counts.add(wave.counts());
    files.addAll(wave.files());
    wave.further().forEach((name, value) -> further.merge(name, value, Long::sum));
    wave.times().forEach((name, value) -> times.merge(name, value, Double::sum));
    waves++;
    seconds += elapsed;
  }

  /** Returns what is needed to {@linkplain #of go on}. */
  StoreManifest part(StoreManifest.Builder manifest) {
    String counted =
        LongStream.of(counts.toLongs()).mapToObj(Long::toString).collect(Collectors.joining(" "));
    return manifest(manifest.fact(COUNTED, counted));
  }

  /** Completes the manifest of a walk store. */
  StoreManifest manifest(StoreManifest.Builder manifest) {
    List<StoreManifest.TableFile> sorted =
        files.stream().sorted(Comparator.comparingLong(StoreManifest.TableFile::firstKey)).toList();
    further.forEach(manifest::count);
    times.forEach(manifest::time);
    return manifest
        .fact("lengths", lengths())
        .table(WalkStore.WALKS, new StoreManifest.Table(WalkFiles.DDL, sorted))
        .count(WAVES, waves)
        .count("walks", counts.walks())
        .count("tokens", counts.nodes())
        .count("steps", counts.steps())
        .count("dead_ends", counts.deadEnds())
        .count("trials", counts.trials())
        .count("rejections", counts.rejections())
        .seconds(seconds)
        .build();
  }

  /** Returns how many nodes the longest walks have; in a wide bucket, what they have at most. */
  int longest() {
    long[] walks = counts.lengths();
    int bucket = walks.length - 1;
    while (bucket > 0 && walks[bucket] == 0) {
      bucket--;
    }

    return counts.shortest(bucket + 1) - 1;
  }

  /** Walks by their length, without empty buckets: {@code "1=24 2-3=7 80=103096"}. */
  private String lengths() {
    long[] walks = counts.lengths();
    List<String> texts = new ArrayList<>();
    for (int bucket = 0; bucket < walks.length; bucket++) {
      int from = counts.shortest(bucket);
      int to = counts.shortest(bucket + 1) - 1;
      if (walks[bucket] > 0) {
        texts.add((from == to ? from : from + "-" + to) + "=" + walks[bucket]);
      }
    }

    return String.join(" ", texts);
  }
}
