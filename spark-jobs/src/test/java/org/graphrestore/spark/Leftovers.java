package org.graphrestore.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.graphrestore.spark.store.JvmGraph;
import scala.Option;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What of ours is around in this JVM: threads, temporary files, persisted RDDs, cached tables,
 * broadcast values, replicated graphs. A test compares the state after it with the one before.
 */
final class Leftovers {
  private static final String OUR_NAME = "graphrestore";

  private final Set<String> temporaryFiles;
  private final Set<Thread> threads;
  private final int graphs;

  private Leftovers(Set<String> temporaryFiles, Set<Thread> threads, int graphs) {
    this.temporaryFiles = temporaryFiles;
    this.threads = threads;
    this.graphs = graphs;
  }

  static Leftovers now() {
    return new Leftovers(ourTemporaryFiles(), Thread.getAllStackTraces().keySet(), JvmGraph.held());
  }

  static void assertNoneSince(Leftovers before) {
    assertThat(ourTemporaryFiles())
        .as("files of ours left in %s", System.getProperty("java.io.tmpdir"))
        .isSubsetOf(before.temporaryFiles);
    assertThat(JvmGraph.held())
        .as("replicated graphs left in this JVM: has the walk source been released?")
        .isLessThanOrEqualTo(before.graphs);
    assertThat(ourThreadsSince(before)).as("threads of ours left running").isEmpty();
    SparkSession.getDefaultSession().foreach(Leftovers::assertNoneIn);
  }

  private static Void assertNoneIn(SparkSession spark) {
    if (spark.sparkContext().isStopped()) {
      return null;
    }

    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    assertThat(context.getPersistentRDDs().values()).as("RDDs left persisted").isEmpty();
    assertThat(spark.sharedState().cacheManager().isEmpty()).as("no table left cached").isTrue();
    assertThat(ourBroadcastValues()).as("broadcast values of ours left").isEmpty();
    return null;
  }

  private static Set<String> ourTemporaryFiles() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith(OUR_NAME))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A thread that was told to end is given time to do so; one that goes on is a leftover. */
  private static Set<String> ourThreadsSince(Leftovers before) {
    Set<String> left = new TreeSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!thread.getName().startsWith(OUR_NAME) || before.threads.contains(thread)) {
        continue;
      }

      try {
        thread.join(TimeUnit.SECONDS.toMillis(2));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (thread.isAlive()) {
        left.add(thread.getName());
      }
    }
    return left;
  }

  /**
   * Spark broadcasts task binaries and plans of its own, which its cleaner frees when it likes.
   * Ours are told apart by the value: a class of this project or an array of numbers.
   */
  private static Set<String> ourBroadcastValues() {
    BlockManager blocks = SparkEnv.get().blockManager();
    Set<String> left = new TreeSet<>();
    for (var entry : CollectionConverters.asJava(blocks.blockInfoManager().entries().toSeq())) {
      BlockId id = entry._1();
      if (!id.isBroadcast() || id.name().contains("piece") || !blocks.memoryStore().contains(id)) {
        continue;
      }

      Option<Iterator<Object>> values = blocks.memoryStore().getValues(id);
      if (values.isDefined() && values.get().hasNext()) {
        Class<?> type = values.get().next().getClass();
        if (isOurs(type)) {
          left.add(id.name() + " of " + type.getTypeName());
        }
      }
    }
    return left;
  }

  private static boolean isOurs(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    if (element.getName().startsWith("org.graphrestore.")) {
      return true;
    }

    return type.isArray() && element.isPrimitive() && type != byte[].class;
  }
}
