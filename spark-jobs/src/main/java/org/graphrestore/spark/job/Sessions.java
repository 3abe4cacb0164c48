package org.graphrestore.spark.job;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.graphrestore.spark.kryo.GraphRestoreRegistrator;
import scala.Tuple2;

/**
 * Opens the Spark session of a job. Sets what the program cannot run without, and gives advice only
 * where nobody has said otherwise; the master, memory, cores and everything else belong to
 * spark-submit and {@code conf/}.
 */
final class Sessions {
  private static final String HADOOP = "spark.hadoop.";

  /** The session that this class has opened, or null: one that was there before stays. */
  private static SparkSession opened;

  private Sessions() {}

  /** Returns Hadoop's settings as the session will have them, for what comes before it. */
  static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    for (Tuple2<String, String> setting : new SparkConf().getAllWithPrefix(HADOOP)) {
      hadoop.set(setting._1(), setting._2());
    }

    return hadoop;
  }

  /** Opens a session, or takes the one that is there, with the settings that it has. */
  static synchronized SparkSession open(String name) {
    scala.Option<SparkSession> there = SparkSession.getDefaultSession();
    if (there.isDefined() && !there.get().sparkContext().isStopped()) {
      return there.get();
    }

    SparkConf conf = new SparkConf();
    conf.set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    conf.set("spark.kryo.registrator", GraphRestoreRegistrator.class.getName());
    // Ours are all registered, which the tests require. Spark's own are not: with more than 32
    // files,
    // for example, it lists them in a job and sends Hadoop's paths.
    conf.setIfMissing("spark.kryo.registrationRequired", "false");
    conf.setIfMissing("spark.kryoserializer.buffer.max", "256m");
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.app.name", "graphrestore " + name);
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    if (conf.get("spark.master").startsWith("local[")) {
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.sql.shuffle.partitions", "8");
    }

    opened = SparkSession.builder().config(conf).getOrCreate();
    return opened;
  }

  /** Stops a session, unless somebody else has opened it. */
  static synchronized void close(SparkSession spark) {
    if (spark == opened) {
      opened = null;
      spark.stop();
    }
  }
}
