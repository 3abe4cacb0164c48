package org.graphrestore.walk;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.graphrestore.config.ConfigKey;
import org.graphrestore.config.Settings;

/**
 * Which engine makes the walks, and how the partitioned one is cut. Nothing of it changes a walk.
 *
 * @param engine the engine, or {@link EngineKind#AUTO}
 * @param blocks blocks of the partitioned engine, 1 .. 65,536; empty: by the memory of an executor
 * @param waveWalks most walks that are under way at once, at least 1; empty: by the memory of an
 *     executor
 * @param placement which nodes share a block
 */
public record EngineParams(
    EngineKind engine, OptionalInt blocks, OptionalInt waveWalks, BlockPlacement placement)
    implements Serializable {
  private static final int MOST_BLOCKS = 1 << 16;

  private static final ConfigKey<EngineKind> ENGINE =
      ConfigKey.ofEnum(
              "walk.engine",
              EngineKind.AUTO,
              EngineKind.class,
              "Who makes the walks: replicated keeps the graph whole in every executor, partitioned"
                  + " a block of it in each task, between which walkers travel. auto takes"
                  + " replicated where the graph fits. Both make the same walks.")
          .thatChangesNoResult();
  private static final ConfigKey<OptionalInt> BLOCKS =
      ConfigKey.ofIntOrAuto(
              "walk.blocks",
              1,
              MOST_BLOCKS,
              "Blocks into which the partitioned engine cuts the graph; auto: the fewest that leave"
                  + " an executor's tasks room to load one each.")
          .thatChangesNoResult();
  private static final ConfigKey<OptionalInt> WAVE_WALKS =
      ConfigKey.ofIntOrAuto(
              "walk.wave-walks",
              1,
              Integer.MAX_VALUE,
              "Most walks that the partitioned engine has under way at once, which bounds its"
                  + " scratch files and what is put together in memory; auto: by the heap of an"
                  + " executor.")
          .thatChangesNoResult();

  private static final ConfigKey<BlockPlacement> PLACEMENT =
      ConfigKey.ofEnum(
              "walk.placement",
              BlockPlacement.HASH,
              BlockPlacement.class,
              "Which nodes share a block of the partitioned engine: hash takes those whose ids have"
                  + " neighbouring hashes, ldg first makes a map that keeps neighbours together, so"
                  + " that fewer walkers travel where the graph has communities.")
          .thatChangesNoResult();

  /** The keys, in the order of the documentation. */
  public static final List<ConfigKey<?>> KEYS = List.of(ENGINE, BLOCKS, WAVE_WALKS, PLACEMENT);

  /** All is chosen by the sizes of graph and executors. */
  public static final EngineParams AUTO =
      new EngineParams(EngineKind.AUTO, OptionalInt.empty(), OptionalInt.empty());

  /** Checks the ranges, and that nothing is said to an engine that does not listen. */
  public EngineParams {
    check(BLOCKS.path(), blocks, MOST_BLOCKS);
    check(WAVE_WALKS.path(), waveWalks, Integer.MAX_VALUE);
    if (engine == EngineKind.REPLICATED && (blocks.isPresent() || waveWalks.isPresent())) {
      throw new IllegalArgumentException(
          "walk.blocks and walk.wave-walks are read by walk.engine=partitioned only, but"
              + " walk.engine is replicated; leave them at auto, or choose partitioned");
    }

    if (engine == EngineKind.REPLICATED && placement != BlockPlacement.HASH) {
      throw new IllegalArgumentException(
          "walk.placement is read by walk.engine=partitioned only, but walk.engine is replicated;"
              + " leave it at hash, or choose partitioned");
    }
  }

  /** Blocks by hash. */
  public EngineParams(EngineKind engine, OptionalInt blocks, OptionalInt waveWalks) {
    this(engine, blocks, waveWalks, BlockPlacement.HASH);
  }

  /** An engine, cut by the sizes of graph and executors. */
  public EngineParams(EngineKind engine) {
    this(engine, OptionalInt.empty(), OptionalInt.empty());
  }

  /** Reads the settings. */
  public static EngineParams from(Settings settings) {
    return new EngineParams(
        settings.get(ENGINE),
        settings.get(BLOCKS),
        settings.get(WAVE_WALKS),
        settings.get(PLACEMENT));
  }

  private static void check(String path, OptionalInt value, int most) {
    if (value.isPresent() && (value.getAsInt() < 1 || value.getAsInt() > most)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Invalid %s: %d (must be auto, or 1 .. %d)",
              path,
              value.getAsInt(),
              most));
    }
  }
}
