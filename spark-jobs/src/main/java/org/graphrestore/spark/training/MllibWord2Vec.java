package org.graphrestore.spark.training;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.graphrestore.skipgram.SkipGramParams;
import org.graphrestore.spark.store.UserMistakeException;
import scala.Tuple2;
import scala.collection.Iterator;

/**
 * MLlib's Word2Vec by name. Every Spark has MLlib among its jars, but nothing else here needs it:
 * so the build does without its 60 MB, and a class path without it ends in one message.
 */
final class MllibWord2Vec {
  private static final String NAME = "org.apache.spark.mllib.feature.Word2Vec";

  /** Takes a word and its vector. */
  interface Sink {
    void vector(String word, float[] vector);
  }

  private MllibWord2Vec() {}

  /**
   * Trains, and hands over the vectors one by one.
   *
   * @param sentences lists of words
   * @param partitions parts that are trained at once, each on a copy of the model
   * @param longest words of a sentence at most
   * @throws UserMistakeException if MLlib is not on the class path
   */
  static void train(
      JavaRDD<List<String>> sentences,
      SkipGramParams params,
      int partitions,
      int longest,
      long seed,
      Sink sink) {
    try {
      Object word2vec = Class.forName(NAME).getConstructor().newInstance();
      set(word2vec, "setVectorSize", int.class, params.dim());
      set(word2vec, "setWindowSize", int.class, params.window());
      set(word2vec, "setLearningRate", double.class, params.learningRate());
      set(word2vec, "setNumIterations", int.class, params.epochs());
      set(word2vec, "setNumPartitions", int.class, partitions);
      set(word2vec, "setMaxSentenceLength", int.class, longest);
      set(word2vec, "setMinCount", int.class, 0);
      set(word2vec, "setSeed", long.class, seed);
      Object model =
          word2vec.getClass().getMethod("fit", JavaRDD.class).invoke(word2vec, sentences);
      Object vectors = model.getClass().getMethod("getVectors").invoke(model);
      Iterator<?> all = ((scala.collection.Map<?, ?>) vectors).iterator();
      while (all.hasNext()) {
        Tuple2<?, ?> one = (Tuple2<?, ?>) all.next();
        sink.vector((String) one._1(), (float[]) one._2());
      }
    } catch (ClassNotFoundException e) {
      throw new UserMistakeException(
          "train.trainer=mllib needs Spark's MLlib on the class path ("
              + NAME
              + " is not there); start by scripts/graphrestore or spark-submit, or set"
              + " train.trainer to blocks",
          e);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }

      throw new IllegalStateException("MLlib's Word2Vec failed: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This Spark's MLlib has another Word2Vec than 4.x", e);
    }
  }

  private static void set(Object word2vec, String name, Class<?> type, Object value)
      throws ReflectiveOperationException {
    Method setter = word2vec.getClass().getMethod(name, type);
    Object unused = setter.invoke(word2vec, value);
  }
}
