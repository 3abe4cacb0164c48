package org.graphrestore.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The checks after each test do see what they are there to see. */
class SparkTestTest extends SparkTest {
  @Test
  void theSessionIsBoundToThisMachineAndNeedsRegisteredClasses() {
    assertThat(spark().sparkContext().master()).isEqualTo("local[2]");
    assertThat(spark().sparkContext().conf().get("spark.driver.host")).isEqualTo("127.0.0.1");
    assertThat(spark().sparkContext().conf().get("spark.kryo.registrationRequired"))
        .isEqualTo("true");
    assertThat(spark().range(100).selectExpr("sum(id)").first().getLong(0)).isEqualTo(4950);
  }

  @Test
  void aPersistedRddIsALeftover() {
    Leftovers before = Leftovers.now();
    JavaRDD<Integer> numbers = sparkContext().parallelize(List.of(1, 2, 3), 1).cache();
    numbers.count();
    assertThatThrownBy(() -> Leftovers.assertNoneSince(before))
        .hasMessageContaining("RDDs left persisted");
    numbers.unpersist(true);
    Leftovers.assertNoneSince(before);
  }

  @Test
  void aCachedTableIsALeftover() {
    Leftovers before = Leftovers.now();
    Dataset<Row> table = spark().range(3).toDF().cache();
    assertThatThrownBy(() -> Leftovers.assertNoneSince(before))
        .hasMessageContaining("no table left cached");
    table.unpersist(true);
    Leftovers.assertNoneSince(before);
  }

  @Test
  void aBroadcastArrayIsALeftover() {
    Leftovers before = Leftovers.now();
    Broadcast<int[]> values = sparkContext().broadcast(new int[] {1, 2, 3});
    assertThatThrownBy(() -> Leftovers.assertNoneSince(before))
        .hasMessageContaining("broadcast values of ours left")
        .hasMessageContaining("int[]");
    values.destroy(true);
    Leftovers.assertNoneSince(before);
  }

  @Test
  void aTemporaryFileIsALeftover() throws IOException {
    Leftovers before = Leftovers.now();
    Path file = Files.createTempFile("graphrestore", ".tmp");
    assertThatThrownBy(() -> Leftovers.assertNoneSince(before))
        .hasMessageContaining("files of ours left");
    Files.delete(file);
    Leftovers.assertNoneSince(before);
  }

  @Test
  void aThreadIsALeftover() throws InterruptedException {
    Leftovers before = Leftovers.now();
    CountDownLatch end = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "graphrestore-test");
    thread.start();
    assertThatThrownBy(() -> Leftovers.assertNoneSince(before))
        .hasMessageContaining("graphrestore-test");
    end.countDown();
    thread.join();
    Leftovers.assertNoneSince(before);
  }
}
