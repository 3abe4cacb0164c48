package org.graphrestore.spark.store.exchange;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Vectors that were made elsewhere: where they lie, and how tasks read them. */
interface VectorSource {
  /** Looks at the beginning and returns the dimension. */
  int dim() throws IOException;

  /** Returns the target vectors that lie beside these, where an embedding has two a node. */
  default Optional<VectorSource> targets() {
    return Optional.empty();
  }

  /** Returns how many vectors the file says it has, where only the reader can check it. */
  OptionalLong declared() throws IOException;

  /**
   * Returns ids and vectors. Tasks throw {@code IllegalArgumentException} with a message for people
   * where a file is not what it should be.
   */
  JavaPairRDD<String, float[]> vectors(JavaSparkContext sc) throws IOException;
}
