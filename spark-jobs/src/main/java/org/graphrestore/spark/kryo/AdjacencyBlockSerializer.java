package org.graphrestore.spark.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import org.graphrestore.graph.AdjacencyBlock;

/** First index, number of rows and of arcs, whether there are weights, then the arrays. */
final class AdjacencyBlockSerializer extends Serializer<AdjacencyBlock> {
  AdjacencyBlockSerializer() {
    super(false, true);
  }

  @Override
  public void write(Kryo kryo, Output output, AdjacencyBlock block) {
    output.writeLong(block.firstIndex());
    output.writeInt(block.rows());
    output.writeInt(block.arcs());
    output.writeBoolean(block.weights() != null);
    output.writeInts(block.offsets());
    output.writeInts(block.targets());
    if (block.weights() != null) {
      output.writeFloats(block.weights());
    }
  }

  @Override
  public AdjacencyBlock read(Kryo kryo, Input input, Class<AdjacencyBlock> type) {
    long firstIndex = input.readLong();
    int rows = input.readInt();
    int arcs = input.readInt();
    boolean weighted = input.readBoolean();
    return new AdjacencyBlock(
        firstIndex,
        input.readInts(rows + 1),
        input.readInts(arcs),
        weighted ? input.readFloats(arcs) : null);
  }
}
