package org.graphrestore.reconstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.graphrestore.graph.BlockLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * HOPE's vectors of the karate club (Katz, beta = .01; benchmarks/quality/hope_karate.py), source
 * times target, average ranks of ties: mAP over all members, known from a computation elsewhere.
 */
class HopeKarateTest {
  @ParameterizedTest
  @CsvSource({"4, 0.7754", "16, 0.9679", "32, 1.0000"})
  void meanAveragePrecisionIsTheKnownOne(int dim, double expected) throws IOException {
    List<QueryMetrics> metrics =
        InMemoryReconstruction.metrics(
            Karate.neighbours(),
            vectors("source", dim / 2),
            vectors("target", dim / 2),
            LongStream.range(0, 34).toArray(),
            1,
            ScoreKind.SOURCE_TARGET,
            BlockLayout.ofBlocks(34, 3));
    double map =
        metrics.stream().mapToDouble(m -> m.averagePrecision(1, true)).average().orElseThrow();
    assertThat(map).isCloseTo(expected, within(5e-5));
  }

  /** The first numbers of every vector are the vectors of the smaller dimension. */
  private static List<float[]> vectors(String side, int size) throws IOException {
    String name = "/karate-hope-" + side + ".txt";
    try (InputStream in = HopeKarateTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(
              line -> {
                String[] words = line.split(" ", -1);
                float[] vector = new float[size];
                for (int k = 0; k < size; k++) {
                  vector[k] = Float.parseFloat(words[k + 1]);
                }
                return vector;
              })
          .toList();
    }
  }
}
