package org.graphrestore.spark.walks;

import java.io.Serializable;
import org.graphrestore.walk.Placement;

/**
 * A graph cut into blocks, as tasks of the partitioned engine see it. Which node is in which block
 * changes no walk.
 */
interface GraphBlocks extends Serializable {
  /** Returns the number of blocks. */
  int blocks();

  /** Returns where nodes are; to be asked for where it is used, for it may not travel. */
  Placement placement();

  /** Returns a block, held by this JVM. */
  HeldBlock block(int block);

  /** Lets go of all that this JVM holds of this graph, whoever asked for it. */
  void release();
}
