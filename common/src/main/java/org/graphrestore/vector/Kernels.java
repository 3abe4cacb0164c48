package org.graphrestore.vector;

import java.lang.reflect.InvocationTargetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door to the kernels. The choice is made once a JVM: SIMD where the module {@code
 * jdk.incubator.vector} was added (as the launcher does) and the machine has vectors of 128 bits or
 * more, otherwise scalar, with one warning. The results have the same bits either way.
 *
 * <p>The system property {@value #PROPERTY} forces {@code scalar} or {@code simd}.
 */
public final class Kernels {
  /** Property that forces a choice: auto (default), scalar or simd. */
  public static final String PROPERTY = "graphrestore.kernels";

  private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);
  private static final String SIMD = "org.graphrestore.vector.simd.SimdKernels";
  private static final String REMEDY =
      "start the JVM with --add-modules=jdk.incubator.vector (in Spark:"
          + " spark.driver.extraJavaOptions and spark.executor.extraJavaOptions)";

  private Kernels() {}

  /**
   * Returns the kernels of this JVM.
   *
   * @throws IllegalStateException if the property asks for kernels that cannot run here
   */
  public static VectorKernels active() {
    return Holder.ACTIVE;
  }

  /** Returns the scalar kernels: the definition of the bits, and slow. */
  public static VectorKernels scalar() {
    return new ScalarKernels();
  }

  private static VectorKernels choose(String wanted) {
    switch (wanted) {
      case "scalar":
        return scalar();
      case "simd":
        return simd();
      case "auto":
        try {
          return simd();
        } catch (IllegalStateException e) {
          LOG.warn("Training runs several times slower than it could: {}", e.getMessage());
          return scalar();
        }
      default:
        throw new IllegalStateException(
            "Invalid system property "
                + PROPERTY
                + ": "
                + wanted
                + " (must be auto, scalar or simd)");
    }
  }

  private static VectorKernels simd() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      throw new IllegalStateException("The module jdk.incubator.vector is not there; " + REMEDY);
    }

    try {
      return (VectorKernels) Class.forName(SIMD).getDeclaredMethod("create").invoke(null);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(String.valueOf(e.getCause().getMessage()), e);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException("The SIMD kernels cannot be loaded: " + e, e);
    }
  }

  /** Chooses at first use. */
  private static final class Holder {
    static final VectorKernels ACTIVE = choose(System.getProperty(PROPERTY, "auto"));
  }
}
