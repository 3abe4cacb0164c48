package org.graphrestore.spark.kryo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.walk.WalkBatch;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag$;

class GraphRestoreRegistratorTest {
  /**
   * One value of every registered class; {@link #everyRegisteredClassHasASample} keeps it whole.
   */
  private static final Map<Class<?>, Object> SAMPLES =
      Map.of(
          int[][].class, new int[][] {{1, -2}, {}},
          long[][].class, new long[][] {{1L << 40}, {-1}},
          float[][].class, new float[][] {{1.5f, Float.NEGATIVE_INFINITY}},
          double[][].class, new double[][] {{Math.PI}},
          byte[][].class, new byte[][] {{-128, 127}},
          WalkBatch.class,
              new WalkBatch(
                  new long[] {-7, 9},
                  new int[] {0, 4},
                  new int[] {0, 3, 4},
                  new int[] {7, 2, 7, 9}),
          EmbeddingBlock.class, new EmbeddingBlock(1L << 33, 2, new float[] {1, 2, 3, 4}),
          AdjacencyBlock.class,
              new AdjacencyBlock(
                  5, new int[] {0, 2, 2, 3}, new int[] {1, 8, 0}, new float[] {1, 2, 0.5f}));

  private final SerializerInstance serializer =
      new KryoSerializer(
              new SparkConf(false)
                  .set("spark.kryo.registrationRequired", "true")
                  .set("spark.kryo.registrator", GraphRestoreRegistrator.class.getName()))
          .newInstance();

  @Test
  @SuppressWarnings("rawtypes") // Kryo's own signatures are raw
  void everyRegisteredClassHasASample() {
    Set<Class<?>> registered = new HashSet<>();
    Kryo recording =
        new Kryo() {
          @Override
          public Registration register(Class type) {
            registered.add(type);
            return super.register(type);
          }

          @Override
          public Registration register(Class type, Serializer serializer) {
            registered.add(type);
            return super.register(type, serializer);
          }
        };
    registered.clear();
    new GraphRestoreRegistrator().registerClasses(recording);
    assertThat(registered).containsExactlyInAnyOrderElementsOf(SAMPLES.keySet());
  }

  @Test
  void everySampleComesBackEqual() {
    SAMPLES.forEach(
        (type, sample) ->
            assertThat(roundTrip(sample))
                .as(type.getSimpleName())
                .isExactlyInstanceOf(type)
                .usingRecursiveComparison()
                .isEqualTo(sample));
  }

  @Test
  void adjacencyWithoutWeightsComesBackWithoutWeights() {
    AdjacencyBlock block = new AdjacencyBlock(0, new int[] {0, 1}, new int[] {3}, null);
    assertThat(roundTrip(block).weights()).isNull();
  }

  @Test
  void aClassThatIsNotRegisteredIsRefused() {
    assertThatThrownBy(() -> roundTrip(new Unregistered()))
        .hasMessageContaining("Class is not registered")
        .hasMessageContaining("Unregistered");
  }

  @SuppressWarnings("unchecked")
  private <T> T roundTrip(T value) {
    ByteBuffer bytes = serializer.serialize(value, ClassTag$.MODULE$.apply(value.getClass()));
    return (T) serializer.deserialize(bytes, ClassTag$.MODULE$.apply(value.getClass()));
  }

  private static final class Unregistered {}
}
