package org.graphrestore.estimate;

/**
 * What was measured of whole stages (docs/estimate.md says where and how): shares that they keep of
 * their kernels' rates, start-up times, and bytes that formats and compression leave. The one place
 * to change when a stage becomes faster.
 */
final class StageCosts {
  /** Kernels of the machine that the shares were measured on, one core. */
  static final double REFERENCE_KEYS = 9.4e6;

  static final double REFERENCE_STEPS = 30e6;

  /** Steps a core-second of the partitioned engine, from start to store, where those are made. */
  static final double PARTITIONED_STEPS = 0.5e6;

  /** Wall seconds of a round of it without walkers. */
  static final double ROUND_SECONDS = 0.03;

  static final double REFERENCE_PAIRS = 7e6;
  static final double REFERENCE_FLOPS = 40e9;

  /** Rows ingested in the time in which a key is hashed and sorted. */
  static final double ROWS_PER_KEY = 0.0032;

  /** Core time of a walk's node beside the step: copied, encoded and written. */
  static final double TOKEN_SECONDS = 80e-9;

  /** Trained pairs cost a little more than in the kernel alone: sorting, waiting for a diagonal. */
  static final double TRAIN_SHARE = 1.3;

  /** Core time of a pair beside training: drawn, written, read, placed. */
  static final double PAIR_SECONDS = 100e-9;

  /** Share of a score's floating point rate that whole blocks reach. */
  static final double FLOPS_SHARE = 0.7;

  /** Core time of a score beside computing it: found between the scores of true nodes. */
  static final double SCORE_SECONDS = 80e-9;

  // From here to the locality map: reckoned from the work, not measured yet (docs/estimate.md).

  /** Core time of a candidate under a baseline: scored from the graph and counted. */
  static final double BASELINE_SECONDS = 20e-9;

  /** Paths of two edges followed a core-second, for common neighbours. */
  static final double PATHS = 100e6;

  /** Wall seconds of restoring a graph of a few nodes, and of comparing it. */
  static final double START_RESTORE = 6;

  /** Arcs a core-second of a restored graph: written, counted for triangles, searched. */
  static final double COMPARED_ARCS = 0.2e6;

  /** Bytes of scratch of a restored edge. */
  static final double RESTORED_EDGE = 40;

  /** Most bytes of vectors that a task of pairs reads at once. */
  static final double PAIR_BLOCK_BYTES = 64 << 20;

  /** Arcs placed a second by the one task that makes a locality map, and its passes. */
  static final double PLACED_ARCS = 4e6;

  static final int LOCALITY_PASSES = 10;

  /** Arcs a core-second moved to the rows of their block. */
  static final double REGROUPED_ARCS = 2e6;

  /** Arcs followed in a search a core-second, for up to 4,096 queries at once. */
  static final double SEARCHED_ARCS = 4e6;

  /** Bytes of blocks that a task reads or writes in a second. */
  static final double BLOCK_BYTES_PER_SECOND = 400e6;

  /** Arcs of the store decoded a core-second. */
  static final double LOADED_ARCS = 14e6;

  /** Wall seconds of a stage on an empty graph in a fresh JVM: start-up and compilation. */
  static final double START_INGEST = 8;

  static final double START_WALKS = 1;
  static final double START_TRAIN = 1.5;
  static final double START_RECONSTRUCT = 5;

  /** Time to expect, as a share of what the rates give. */
  static final double LEAST = 0.6;

  static final double MOST = 1.8;

  /** Bytes of ingest's scratch a row beside the text, and what Parquet leaves of the text. */
  static final double SCRATCH_ROW = 22;

  static final double SCRATCH_TEXT = 0.35;

  /** Bytes of ingest's shuffles a row and an arc, and what lz4 leaves of the text. */
  static final double SHUFFLE_ROW = 33;

  static final double SHUFFLE_ARC = 10;
  static final double SHUFFLE_TEXT = 0.43;

  /** Bytes of the table of queries a row, and of the result beside it. */
  static final double QUERY_ROW = 18;

  static final double RESULT = 60_000;

  /** Bytes that ranking by blocks shuffles for a row: it follows the shells, which nobody knows. */
  static final double RANK_ROW = 500;

  /** What lz4 leaves of a pair. */
  static final double PAIR_LEFT = 0.8;

  /** What zstd leaves of a vector's floats. */
  static final double VECTOR_LEFT = 0.93;

  private StageCosts() {}
}
