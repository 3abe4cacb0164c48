package org.graphrestore.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark session of a test JVM. A JVM has one Spark context at a time, so a session with another
 * master or other settings replaces the one before; asking again for the same is free.
 */
public final class TestSessions {
  private static final String REGISTRATOR = "org.graphrestore.spark.kryo.GraphRestoreRegistrator";

  private static SparkSession current;
  private static Map<String, String> currentSettings = Map.of();

  private TestSessions() {}

  /** The session that nearly every test uses: {@code local[2]}. */
  public static SparkSession shared() {
    return withMaster("local[2]", Map.of());
  }

  /**
   * A session with this master and with these settings besides the usual ones of tests. Starts one
   * (some seconds) unless the running session is just that.
   */
  public static synchronized SparkSession withMaster(String master, Map<String, String> settings) {
    Map<String, String> wanted = new TreeMap<>(usualSettings());
    wanted.putAll(settings);
    wanted.put("spark.master", master);
    if (current != null && wanted.equals(currentSettings) && !current.sparkContext().isStopped()) {
      return current;
    }

    stop();
    SparkSession.Builder builder = SparkSession.builder().appName("graphrestore tests");
    wanted.forEach(builder::config);
    current = builder.getOrCreate();
    currentSettings = wanted;
    return current;
  }

  /** Stops the running session, if there is one. */
  public static synchronized void stop() {
    if (current != null) {
      current.stop();
      SparkSession.clearActiveSession();
      SparkSession.clearDefaultSession();
      current = null;
    }
  }

  private static Map<String, String> usualSettings() {
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"), "spark");
    try {
      Files.createDirectories(scratch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.ui.enabled", "false");
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    settings.put("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    settings.put("spark.kryo.registrationRequired", "true");
    if (isPresent(REGISTRATOR)) {
      settings.put("spark.kryo.registrator", REGISTRATOR);
    }
    settings.put("spark.default.parallelism", "4");
    settings.put("spark.sql.shuffle.partitions", "4");
    settings.put("spark.sql.warehouse.dir", scratch.resolve("warehouse").toUri().toString());
    settings.put("spark.local.dir", scratch.toString());
    settings.put("spark.ui.showConsoleProgress", "false");
    return settings;
  }

  private static boolean isPresent(String className) {
    try {
      Class.forName(className);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
