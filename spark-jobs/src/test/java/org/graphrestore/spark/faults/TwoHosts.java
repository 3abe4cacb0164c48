package org.graphrestore.spark.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master$;
import org.apache.spark.deploy.worker.Worker$;
import org.apache.spark.rpc.RpcEnv;
import org.graphrestore.spark.TestSessions;
import scala.Option;

/**
 * A standalone cluster in this JVM with two workers that Spark takes for two machines, since they
 * have two names of the loopback. {@code local-cluster} has one name for all, and a second attempt
 * of a slow task is never started on the machine of the first.
 */
final class TwoHosts implements AutoCloseable {
  private static final int EXECUTOR_MB = 1024;

  private final List<RpcEnv> parts = new ArrayList<>();
  private final String master;

  TwoHosts(Path work) {
    SparkConf conf = new SparkConf(false).set("spark.master.rest.enabled", "false");
    RpcEnv env = Master$.MODULE$.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
    parts.add(env);
    this.master = "spark://127.0.0.1:" + env.address().port();
    int number = 0;
    for (String host : List.of("127.0.0.1", "localhost")) {
      parts.add(
          Worker$.MODULE$.startRpcEnvAndEndpoint(
              host,
              0,
              0,
              1,
              EXECUTOR_MB,
              new String[] {master},
              work.toString(),
              Option.apply(number++),
              conf,
              Option.empty()));
    }
  }

  String master() {
    return master;
  }

  /** Stops the session, then workers and master. */
  @Override
  public void close() {
    TestSessions.stop();
    for (int i = parts.size() - 1; i >= 0; i--) {
      parts.get(i).shutdown();
      parts.get(i).awaitTermination();
    }
  }
}
