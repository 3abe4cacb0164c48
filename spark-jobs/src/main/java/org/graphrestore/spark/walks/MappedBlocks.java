package org.graphrestore.spark.walks;

import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.JvmGraph;
import org.graphrestore.walk.BlockRows;
import org.graphrestore.walk.Placement;
import org.graphrestore.walk.WalkParams;

/** Blocks by a locality map, read from regrouped rows. */
final class MappedBlocks implements GraphBlocks {
  private static final long serialVersionUID = 1L;

  private final GraphFiles files;
  private final WalkParams params;
  private final LocalityMapFile map;
  private final RegroupedRows rows;

  MappedBlocks(GraphFiles files, WalkParams params, LocalityMapFile map, RegroupedRows rows) {
    this.files = files;
    this.params = params;
    this.map = map;
    this.rows = rows;
  }

  @Override
  public int blocks() {
    return map.blocks();
  }

  @Override
  public Placement placement() {
    return Placement.mapped(map.map());
  }

  @Override
  public HeldBlock block(int block) {
    return JvmBlocks.here().block(prefix() + params.texts() + " block " + block, () -> load(block));
  }

  @Override
  public void release() {
    JvmBlocks.here().release(prefix());
    map.release();
    JvmGraph.release(files.fingerprint());
  }

  private HeldBlock load(int block) {
    RegroupedRows.Rows read = rows.read(block);
    return new HeldBlock(
        WalkGraphs.prepare(files, params, read.arcs()),
        BlockRows.of(placement(), block, read.nodes()));
  }

  /** The name of the map's file is part of it, for there may be other maps of the same graph. */
  private String prefix() {
    return files.fingerprint() + " by " + map + " ";
  }
}
