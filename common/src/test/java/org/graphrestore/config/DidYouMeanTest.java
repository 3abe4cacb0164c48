package org.graphrestore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {
  private static final List<String> NAMES =
      List.of("walk.length", "walk.walks-per-node", "train.window", "seed", "dot", "l2");

  @ParameterizedTest
  @CsvSource({
    "walk.lenght, walk.length",
    "walks.length, walk.length",
    "walk.Length, walk.length",
    "walk.walk-per-nod, walk.walks-per-node",
    "sede, seed",
    "dto, dot",
    "l3, l2",
    "window, train.window",
  })
  void nearNamesAreFound(String text, String name) {
    assertThat(DidYouMean.hint(text, NAMES)).isEqualTo("; did you mean " + name + "?");
  }

  @ParameterizedTest
  @CsvSource({"xy", "cosine", "train.dim", "s", "''"})
  void farNamesAreNot(String text) {
    assertThat(DidYouMean.hint(text, NAMES)).isEmpty();
  }
}
