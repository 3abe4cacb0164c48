package org.graphrestore.spark.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import org.graphrestore.walk.WalkBatch;

/** Number of walks and of nodes, then the four arrays as they are. */
final class WalkBatchSerializer extends Serializer<WalkBatch> {
  WalkBatchSerializer() {
    super(false, true);
  }

  @Override
  public void write(Kryo kryo, Output output, WalkBatch batch) {
    output.writeInt(batch.walks());
    output.writeInt(batch.tokens());
    output.writeLongs(batch.startHashes());
    output.writeInts(batch.walkNumbers());
    output.writeInts(batch.offsets());
    output.writeInts(batch.nodes());
  }

  @Override
  public WalkBatch read(Kryo kryo, Input input, Class<WalkBatch> type) {
    int walks = input.readInt();
    int tokens = input.readInt();
    return new WalkBatch(
        input.readLongs(walks),
        input.readInts(walks),
        input.readInts(walks + 1),
        input.readInts(tokens));
  }
}
