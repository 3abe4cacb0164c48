package org.graphrestore.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cluster in miniature is one: two executor JVMs beside the driver's. */
class LocalClusterIT extends LocalClusterTest {
  @Test
  void tasksRunInTwoJvmsThatAreNotTheDrivers() {
    List<Integer> numbers = IntStream.range(0, 40).boxed().toList();
    List<Long> processes =
        sparkContext()
            .parallelize(numbers, 40)
            .map(
                number -> {
                  // Long enough that one executor cannot take all tasks before the other is up.
                  java.util.concurrent.locks.LockSupport.parkNanos(50_000_000L);
                  return ProcessHandle.current().pid();
                })
            .distinct()
            .collect();
    assertThat(processes).hasSize(2).doesNotContain(ProcessHandle.current().pid());
  }
}
