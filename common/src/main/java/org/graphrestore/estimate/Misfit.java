package org.graphrestore.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A reason why a run does not fit.
 *
 * @param kind what is too small
 * @param stage the stage that needs the most of it
 * @param needed how much, in bytes
 * @param available how much there is
 * @param message what, where and the bound, for people
 */
public record Misfit(Kind kind, String stage, double needed, double available, String message) {
  private static final double GIB = 1 << 30;

  /** What is too small. */
  public enum Kind {
    /** No resources would do. */
    LIMIT,
    /** Heap, for the adjacency of walks. */
    WALK_MEMORY,
    /** Heap, for the blocks of training. */
    TRAIN_MEMORY,
    /** Heap, for ranking. */
    RECONSTRUCT_MEMORY,
    /** Disk, for stores and scratch. */
    OUTPUT_DISK,
    /** Disk, for shuffles. */
    SHUFFLE_DISK
  }

  /** Returns all reasons, in the order of the stages; none where the run fits. */
  public static List<Misfit> of(RunEstimate run, Resources resources) {
    List<Misfit> misfits = new ArrayList<>();
    if (run.limit() != null) {
      misfits.add(new Misfit(Kind.LIMIT, "", 0, 0, run.limit()));
    }

    for (StageEstimate stage : run.stages()) {
      if (stage.heapNeeded() > resources.heapBytes()) {
        misfits.add(memory(stage, resources));
      }
    }

    disks(run, resources, misfits);
    return misfits;
  }

  private static Misfit memory(StageEstimate stage, Resources resources) {
    Kind kind =
        switch (stage.stage()) {
          case WALKS -> Kind.WALK_MEMORY;
          case TRAIN -> Kind.TRAIN_MEMORY;
          default -> Kind.RECONSTRUCT_MEMORY;
        };
    return new Misfit(
        kind,
        stage.stage().label(),
        stage.heapNeeded(),
        resources.heapBytes(),
        String.format(
            Locale.ROOT,
            "%s needs %.1f GiB in %s (%s), but only %.0f %% of the heap of %.1f GiB may hold it",
            stage.stage().label(),
            stage.heapBytes() / GIB,
            resources.local() ? "the driver" : "an executor",
            stage.heapParts(),
            stage.usable() * 100,
            resources.heapBytes() / GIB));
  }

  private static void disks(RunEstimate run, Resources resources, List<Misfit> misfits) {
    Resources.Disk output = resources.output();
    double needed =
        output.copies() * (resources.oneDisk() ? run.peakBytes() : run.outputPeakBytes());
    if (needed > output.freeBytes()) {
      misfits.add(
          disk(
              Kind.OUTPUT_DISK,
              output,
              needed,
              resources.oneDisk() ? "stores, scratch and shuffles" : "stores and scratch"));
    }

    if (!resources.oneDisk() && run.shufflePeakBytes() > resources.shuffle().freeBytes()) {
      misfits.add(disk(Kind.SHUFFLE_DISK, resources.shuffle(), run.shufflePeakBytes(), "shuffles"));
    }
  }

  private static Misfit disk(Kind kind, Resources.Disk disk, double needed, String what) {
    return new Misfit(
        kind,
        "",
        needed,
        disk.freeBytes(),
        String.format(
            Locale.ROOT,
            "%s need %s at %s%s, but only %s are free",
            what,
            EstimateText.bytes(needed),
            disk.path(),
            disk.copies() == 1 ? "" : " (" + disk.copies() + " copies)",
            EstimateText.bytes(disk.freeBytes())));
  }
}
