package org.graphrestore.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.000",
    "1, 1.000",
    "0.62041, 0.620",
    "0.01, 0.010",
    "0.00999, 0.0100",
    "0.000141, 0.00014",
    "0.00001, 0.000010",
    "0.0000012, 1.2e-06",
  })
  void precision(double value, String text) {
    assertThat(Figures.precision(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.2, 2.5 ×",
    "0.1, 0.2, 0.5 ×",
    "0.62, 0.000141, '4,400 ×'",
    "0.5, 0.0051, 98 ×",
    "0.999, 0.001, '1,000 ×'",
    "0.5, 0, ''",
    "NaN, NaN, ''",
  })
  void timesRandom(double value, double random, String text) {
    assertThat(Figures.times(value, random)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0.04, 0.0 s",
    "59.94, 59.9 s",
    "59.96, 1 min 0 s",
    "102.4, 1 min 42 s",
    "3725, 1 h 2 min"
  })
  void duration(double seconds, String text) {
    assertThat(Figures.duration(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"999999, '999,999'", "1500000, 1.5 million", "2.34e9, 2.3 billion"})
  void roundCount(double value, String text) {
    assertThat(Figures.roundCount(value)).isEqualTo(text);
  }

  @Test
  void rangesBytesAndMoments() {
    assertThat(Figures.range(1, 1)).isEqualTo("1");
    assertThat(Figures.range(512, 1023)).isEqualTo("512\u20131,023");
    assertThat(Figures.bytes(4L << 30)).isEqualTo("4.0 GB");
    assertThat(Figures.bytes(512L << 20)).isEqualTo("512 MB");
    assertThat(Figures.moment("2026-11-24T16:00:00Z")).isEqualTo("24 Nov 2026, 16:00 UTC");
    assertThat(Figures.moment("yesterday")).isEqualTo("yesterday");
    assertThat(Figures.hops(1)).isEqualTo("1 hop");
  }
}
