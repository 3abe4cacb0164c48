package org.graphrestore.spark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.graphrestore.spark.LocalClusterTest;
import org.graphrestore.spark.faults.Fault.Kind;
import org.graphrestore.spark.store.GraphFixture;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.spark.walks.Waves;
import org.graphrestore.walk.BlockPlacement;
import org.graphrestore.walk.WalkLaw;
import org.graphrestore.walk.WalkParams;
import org.junit.jupiter.api.Test;

/**
 * The partitioned engine on two executors, each of which is killed once: one that has sent its
 * walkers in the middle of a wave, one that has written the walks of a home.
 */
class KilledWalkersIT extends LocalClusterTest {
  private static final WalkParams PARAMS = new WalkParams(WalkLaw.NODE2VEC, 3, 8, .5, 2, .1);
  private static final long SEED = 11;
  private static final String HOME = ".*/walks/data-[^/]+/walks/part-[^/]+";

  @Test
  void theSameWalksWhenExecutorsAreKilled() throws IOException {
    theSame(
        new Waves(5, 2, 2, 1), ".*/\\.scratch-walks-[^/]+/wave-00000/round-00003/walkers-[^/]+");
  }

  /** Nodes placed by a map, and an executor killed that has regrouped rows by it. */
  @Test
  void theSameWalksByAMap() throws IOException {
    theSame(
        new Waves(5, 2, 2, 1, BlockPlacement.LDG), ".*/\\.scratch-walks-[^/]+/locality/rows-[^/]+");
  }

  private void theSame(Waves waves, String scratch) throws IOException {
    List<String> points = List.of(scratch, HOME);
    GraphFixture fixture = GraphFixture.undirected();
    for (int i = 0; i < 200; i++) {
      fixture.edge("n" + i, "n" + (i * 7 + 1) % 200).edge("n" + i, "n" + i * i % 200);
    }

    GraphStore graph = fixture.write(spark(), folder.resolve("graph"));
    List<String> expected = Waves.streamed(spark(), graph, PARAMS, SEED);
    WalkStore calm = waves.run(spark(), folder.resolve("calm"), graph, PARAMS, SEED);
    assertThat(Waves.stored(spark(), graph, calm)).isEqualTo(expected);

    var hadoop = spark().sparkContext().hadoopConfiguration();
    Map<String, String> settings =
        Fault.of(Kind.KILL_EXECUTOR, String.join("|", points)).hadoop(folder);
    settings.forEach(hadoop::set);
    WalkStore killed;
    try {
      killed = waves.run(spark(), folder.resolve("killed"), graph, PARAMS, SEED);
    } finally {
      settings.keySet().forEach(hadoop::unset);
    }

    assertThat(Waves.stored(spark(), graph, killed)).isEqualTo(expected);
    for (int point = 0; point < points.size(); point++) {
      long pid = Long.parseLong(Files.readString(folder.resolve("killed-" + point)));
      assertThat(pid).isNotEqualTo(ProcessHandle.current().pid());
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    assertThat(Waves.scratchIn(folder)).isEmpty();
    try (var files = Files.walk(folder.resolve("killed"))) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .as("files of the walk store")
          .filteredOn(name -> name.endsWith(".parquet"))
          .hasSameSizeAs(killed.manifest().table(WalkStore.WALKS).files());
    }
  }
}
