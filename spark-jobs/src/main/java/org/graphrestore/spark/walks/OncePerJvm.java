package org.graphrestore.spark.walks;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.spark.SparkEnv;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * A value that many short tasks need, read from its bytes once in a JVM and not once a task: what a
 * task of the partitioned engine does is described by a graph's files and by Hadoop's whole
 * configuration, and takes longer to read than some thousand walkers to walk. A JVM holds the last
 * such value only.
 *
 * @param <T> type of the value, immutable and thread-safe
 */
final class OncePerJvm<T extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1L;

  private static OncePerJvm<?> last;

  private final String name = UUID.randomUUID().toString();
  private final byte[] bytes;
  private transient T value;

  /** Wraps a value, on the driver. */
  OncePerJvm(T value) {
    ClassTag<Object> any = ClassTag$.MODULE$.Object();
    ByteBuffer serialized =
        SparkEnv.get().closureSerializer().newInstance().serialize((Object) value, any);
    this.bytes = new byte[serialized.remaining()];
    serialized.get(bytes);
  }

  /** Returns the value, in a task. */
  T value() {
    synchronized (OncePerJvm.class) {
      if (value == null) {
        value = last != null && last.name.equals(name) ? known() : read();
        last = this;
      }

      return value;
    }
  }

  /** Lets go of the value that this JVM holds. */
  static void release() {
    synchronized (OncePerJvm.class) {
      last = null;
    }
  }

  /** Returns whether this JVM holds a value. */
  static boolean held() {
    synchronized (OncePerJvm.class) {
      return last != null;
    }
  }

  @SuppressWarnings("unchecked") // The same name is the same object's, and has its type.
  private T known() {
    return (T) last.value;
  }

  private T read() {
    ClassTag<T> any = ClassTag$.MODULE$.apply(Object.class);
    return SparkEnv.get()
        .closureSerializer()
        .newInstance()
        .deserialize(ByteBuffer.wrap(bytes), Thread.currentThread().getContextClassLoader(), any);
  }
}
