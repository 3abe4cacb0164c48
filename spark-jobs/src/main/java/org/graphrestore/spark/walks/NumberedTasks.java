package org.graphrestore.spark.walks;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/**
 * Runs a short job of numbered tasks at the least that a job costs: a round of walks is one, and
 * there are hundreds. No closure is made, so that Spark reads no class file to clean one (those of
 * its own {@code RDD} and {@code JavaPairRDD$}, a job, where {@code map} and {@code collect} are
 * called).
 */
final class NumberedTasks {
  private NumberedTasks() {}

  /** What a task does. */
  interface Work extends Serializable {
    /** Does it for a number. */
    Tuple2<String, long[]> run(int number) throws Exception;
  }

  /**
   * Runs all tasks and returns what they return, in the order of partitions.
   *
   * @param numbers one number a partition
   */
  static List<Tuple2<String, long[]>> run(
      JavaSparkContext sc, JavaRDD<Integer> numbers, Work work) {
    ClassTag<Object> any = ClassTag$.MODULE$.Object();
    Object[] returned = (Object[]) sc.sc().runJob(numbers.rdd(), new OfPartition(work), any);
    List<Tuple2<String, long[]>> all = new ArrayList<>();
    for (Object one : returned) {
      all.add(known(one));
    }

    return all;
  }

  @SuppressWarnings("unchecked") // What OfPartition returns.
  private static Tuple2<String, long[]> known(Object one) {
    return (Tuple2<String, long[]>) one;
  }

  /** The work of a partition. */
  private static final class OfPartition
      extends AbstractFunction2<TaskContext, Iterator<Integer>, Object> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Work work;

    OfPartition(Work work) {
      this.work = work;
    }

    @Override
    public Object apply(TaskContext context, Iterator<Integer> numbers) {
      try {
        return work.run(numbers.next());
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw sneaky(e);
      }
    }

    /** Lets a checked exception through, as Spark's own functions do: a retry must see it. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> RuntimeException sneaky(Exception e) throws E {
      throw (E) e;
    }
  }
}
