package org.graphrestore.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Base class of tests on a real cluster in miniature: {@code local-cluster[2,1,1024]}, two executor
 * JVMs of one core and 1 GB each. They find what {@code local[2]} hides: what does not serialize,
 * static state, classes that are missing on executors. Such a test is named {@code *IT} and runs in
 * {@code mvn verify}, in a JVM of its own.
 */
public abstract class LocalClusterTest {
  private static final String MASTER = "local-cluster[2,1,1024]";

  /** An empty folder for this test; the executors see it too. */
  @TempDir protected Path folder;

  private Leftovers before;

  /** The session on the cluster of two executors. */
  protected final SparkSession spark() {
    return session(Map.of());
  }

  /** A session on such a cluster with further settings. */
  protected final SparkSession session(Map<String, String> settings) {
    return session(MASTER, settings);
  }

  /** A session on another cluster of real executors. */
  protected final SparkSession session(String master, Map<String, String> settings) {
    layOutSparkHome();
    Map<String, String> all = new java.util.TreeMap<>(settings);
    // Surefire puts the test class path into this property; executors get the very same.
    all.put("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    return TestSessions.withMaster(master, all);
  }

  /** The context of {@link #spark()}. */
  protected final JavaSparkContext sparkContext() {
    return JavaSparkContext.fromSparkContext(spark().sparkContext());
  }

  @BeforeEach
  final void noteWhatIsThere() {
    this.before = Leftovers.now();
  }

  @AfterEach
  final void nothingOfOursIsLeftBehind() {
    Leftovers.assertNoneSince(this.before);
  }

  /**
   * Spark's launcher of executors wants a {@code jars} folder below {@code SPARK_HOME} but not that
   * Spark's jars lie there: they come from the class path, as the driver's do.
   */
  private static void layOutSparkHome() {
    String home = System.getenv("SPARK_HOME");
    if (home == null) {
      throw new IllegalStateException(
          "SPARK_HOME is not set: run this test through Maven (mvn verify), which sets it");
    }

    try {
      Files.createDirectories(Path.of(home, "jars"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
