package org.graphrestore.spark.kryo;

import com.esotericsoftware.kryo.Kryo;
import java.util.List;
import org.apache.spark.serializer.KryoRegistrator;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.walk.WalkBatch;

/**
 * Registers every class that GraphRestore shuffles, caches or broadcasts. Sessions set {@code
 * spark.kryo.registrator} to this class; the tests also set {@code
 * spark.kryo.registrationRequired}.
 *
 * <p>The list is append-only: a class's number is its place.
 */
public final class GraphRestoreRegistrator implements KryoRegistrator {
  private static final List<Class<?>> ARRAYS =
      List.of(int[][].class, long[][].class, float[][].class, double[][].class, byte[][].class);

  @Override
  public void registerClasses(Kryo kryo) {
    ARRAYS.forEach(kryo::register);
    kryo.register(WalkBatch.class, new WalkBatchSerializer());
    kryo.register(EmbeddingBlock.class, new EmbeddingBlockSerializer());
    kryo.register(AdjacencyBlock.class, new AdjacencyBlockSerializer());
  }
}
