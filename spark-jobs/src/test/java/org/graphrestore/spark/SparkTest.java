package org.graphrestore.spark;

import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Base class of every test that needs Spark: one {@code local[2]} session a JVM, an empty folder a
 * test, and after each test the check that nothing of ours is left behind. A test that needs
 * another master takes it from {@link TestSessions#withMaster}.
 */
public abstract class SparkTest {
  /** An empty folder for this test. */
  @TempDir protected Path folder;

  private Leftovers before;

  /** The shared session. */
  protected final SparkSession spark() {
    return TestSessions.shared();
  }

  /** The shared session's context. */
  protected final JavaSparkContext sparkContext() {
    return JavaSparkContext.fromSparkContext(spark().sparkContext());
  }

  /** Does something and checks that nothing of ours is left behind, as after a test. */
  protected final void leavingNothing(Executable work) throws Throwable {
    Leftovers start = Leftovers.now();
    work.execute();
    Leftovers.assertNoneSince(start);
  }

  @BeforeEach
  final void noteWhatIsThere() {
    this.before = Leftovers.now();
  }

  @AfterEach
  final void nothingOfOursIsLeftBehind() {
    Leftovers.assertNoneSince(this.before);
  }
}
