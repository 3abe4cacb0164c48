package org.graphrestore.spark.training;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.graphrestore.config.Settings;
import org.graphrestore.spark.SparkTest;
import org.graphrestore.spark.job.Keys;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.ProgressSink;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.junit.jupiter.api.Test;

/** MLlib's Word2Vec as a second trainer. */
class MllibTrainerTest extends SparkTest {
  private static Settings settings(String... more) {
    Map<String, String> assignments = new LinkedHashMap<>();
    assignments.put("train.trainer", "mllib");
    assignments.put("train.dim", "20");
    assignments.put("train.window", "5");
    assignments.put("train.epochs", "5");
    assignments.put("train.learning-rate", "0.1");
    assignments.put("train.walks", "streamed");
    assignments.put("walk.walks-per-node", "10");
    assignments.put("walk.length", "20");
    for (String setting : more) {
      assignments.put(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }

    return Settings.resolve(Keys.catalog(), List.of(), assignments);
  }

  @Test
  void withoutMllibOnTheClassPathOneMessageSaysSo() {
    // The tests' class path has none; with it, benchmarks/compare-f1.sh compares what it trains.
    Path run = new Path(folder.resolve("run").toUri().toString());
    GraphStore graph = Cliques.graph().write(spark(), folder.resolve("run"));

    assertThatThrownBy(
            () ->
                Methods.of(settings())
                    .train(graph, settings(), new RunContext(spark(), run, 3, ProgressSink.SILENT)))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "train.trainer=mllib needs Spark's MLlib on the class path"
                + " (org.apache.spark.mllib.feature.Word2Vec is not there); start by"
                + " scripts/graphrestore or spark-submit, or set train.trainer to blocks");
  }

  @Test
  void modelsThatDoNotFitTheDriverAreRefused() {
    assertThatThrownBy(() -> MllibTrainer.checkSize(20_000_000, 128, 64L << 30))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "MLlib's Word2Vec holds nodes x dimension numbers in one array: 20000000 x 128 is too"
                + " much (must be below 2147483647); lower train.dim, or set train.trainer to"
                + " blocks");
    assertThatThrownBy(() -> MllibTrainer.checkSize(4_000_000, 128, 4L << 30))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "MLlib's Word2Vec needs about 11.4 GiB in the driver (3 copies of the model), but only"
                + " 80 % of its heap of 4.0 GiB may hold it; set --driver-memory to 15g or more, or"
                + " train.trainer to blocks");
    MllibTrainer.checkSize(10_000, 128, 1L << 30);
  }

  @Test
  void whatMllibDoesNotKnowIsRefused() {
    assertThatThrownBy(() -> Methods.check(settings("train.method=verse")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "MLlib's Word2Vec does not know train.method=verse: leave it out, or set train.trainer"
                + " to blocks");
    assertThatThrownBy(() -> Methods.check(settings("train.subsample=0.001")))
        .hasMessageContaining("does not know train.subsample");
    assertThatThrownBy(() -> Methods.check(settings("train.from=runs/old")))
        .hasMessageContaining("does not know train.from");
  }
}
