package org.graphrestore.spark.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import org.graphrestore.embedding.EmbeddingBlock;

/** First index, dimension, number of values, then the values as they are. */
final class EmbeddingBlockSerializer extends Serializer<EmbeddingBlock> {
  EmbeddingBlockSerializer() {
    super(false, true);
  }

  @Override
  public void write(Kryo kryo, Output output, EmbeddingBlock block) {
    output.writeLong(block.firstIndex());
    output.writeInt(block.dim());
    output.writeInt(block.values().length);
    output.writeFloats(block.values());
  }

  @Override
  public EmbeddingBlock read(Kryo kryo, Input input, Class<EmbeddingBlock> type) {
    long firstIndex = input.readLong();
    int dim = input.readInt();
    return new EmbeddingBlock(firstIndex, dim, input.readFloats(input.readInt()));
  }
}
