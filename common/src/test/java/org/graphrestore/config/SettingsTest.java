package org.graphrestore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private enum Law {
    UNIFORM,
    EDGE_WEIGHTED
  }

  private static final ConfigKey<Integer> LENGTH =
      ConfigKey.ofInt("walk.length", 80, 2, 100, "Nodes of a walk.");
  private static final ConfigKey<Law> LAW =
      ConfigKey.ofEnum("walk.law", Law.UNIFORM, Law.class, "How the next node is drawn.");
  private static final ConfigKey<Double> RATE =
      ConfigKey.ofDouble(
          "train.rate", 0.025, Double.MIN_VALUE, Double.MAX_VALUE, "First learning rate.");
  private static final ConfigKey<OptionalInt> BLOCKS =
      ConfigKey.ofIntOrAuto("train.blocks", 1, Integer.MAX_VALUE, "Blocks of the model.");
  private static final ConfigKey<Boolean> STORED =
      ConfigKey.ofBoolean("train.stored", true, "Whether walks are stored.");
  private static final ConfigKey<Long> SEED = ConfigKey.ofLong("seed", 1, "The seed.");
  private static final ConfigKey<String> NAME = ConfigKey.ofString("name", "", "The name.");
  private static final Catalog CATALOG =
      Catalog.of(List.of(LENGTH, LAW), List.of(RATE, BLOCKS, STORED), List.of(SEED, NAME));

  @Test
  void defaultsWhereNothingIsSaid() {
    Settings settings = Settings.resolve(CATALOG, List.of(), Map.of());
    assertThat(settings.get(LENGTH)).isEqualTo(80);
    assertThat(settings.get(LAW)).isEqualTo(Law.UNIFORM);
    assertThat(settings.get(BLOCKS)).isEmpty();
    assertThat(settings.texts())
        .containsExactly(
            Map.entry("name", ""),
            Map.entry("seed", "1"),
            Map.entry("train.blocks", "auto"),
            Map.entry("train.rate", "0.025"),
            Map.entry("train.stored", "true"),
            Map.entry("walk.law", "uniform"),
            Map.entry("walk.length", "80"));
  }

  @Test
  void laterFilesAndThenAssignmentsWin() {
    Settings settings =
        Settings.resolve(
            CATALOG,
            List.of(
                file(
                    "base.conf",
                    "walk { length = 10, law = edge-weighted }\nseed = 9223372036854775807"),
                file("mine.conf", "walk.length = 20\ntrain.blocks = 4\ntrain.rate = 1e-3")),
            Map.of("walk.length", " 30 ", "train.stored", "false"));
    assertThat(settings.get(LENGTH)).isEqualTo(30);
    assertThat(settings.get(LAW)).isEqualTo(Law.EDGE_WEIGHTED);
    assertThat(settings.get(BLOCKS)).hasValue(4);
    assertThat(settings.get(RATE)).isEqualTo(0.001);
    assertThat(settings.texts()).containsEntry("train.rate", "0.001");
    assertThat(settings.get(STORED)).isFalse();
    assertThat(settings.get(SEED)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void textsReadBackAsTheSameSettings() {
    Map<String, String> texts =
        Map.of(
            "walk.law", "edge-weighted", "train.blocks", "7", "train.rate", "0.5", "name", "a b");
    Settings settings = Settings.resolve(CATALOG, List.of(), texts);
    assertThat(Settings.resolve(CATALOG, List.of(), settings.texts()).texts())
        .isEqualTo(settings.texts())
        .containsAllEntriesOf(texts);
  }

  @Test
  void aFileMayUseItsOwnSubstitutionsAndQuotedPaths() {
    Settings settings =
        Settings.resolve(
            CATALOG,
            List.of(file("a.conf", "seed = 12\nwalk.length = ${seed}\n\"name\" = x")),
            Map.of());
    assertThat(settings.get(LENGTH)).isEqualTo(12);
    assertThat(settings.get(NAME)).isEqualTo("x");
  }

  @Test
  void allProblemsAreNamedAtOnceWithTheirPlace() {
    Config file =
        file(
            "mine.conf",
            """
            walk.lenght = 10
            walk.law = Uniform
            train {
              blocks = some
              rate = 0
              stored = yes
            }
            seed = [1, 2]
            walk.length = 1
            """);
    assertThatThrownBy(
            () -> Settings.resolve(CATALOG, List.of(file), Map.of("walk.length", "1e2", "x", "1")))
        .isInstanceOf(InvalidSettingsException.class)
        .satisfies(
            e ->
                assertThat(e.getMessage().lines())
                    .containsExactlyInAnyOrder(
                        "Invalid seed: a list, in mine.conf: 8 (must be a single value)",
                        "Invalid train.blocks: some, in mine.conf: 4"
                            + " (must be auto or a whole number, at least 1)",
                        "Invalid train.rate: 0, in mine.conf: 5 (must be more than 0)",
                        "Invalid train.stored: yes, in mine.conf: 6 (must be true or false)",
                        "Invalid walk.law: Uniform, in mine.conf: 2"
                            + " (must be one of uniform, edge-weighted; did you mean uniform?)",
                        "Unknown key: walk.lenght, in mine.conf: 1; did you mean walk.length?",
                        "Invalid walk.length: 1e2 (must be a whole number, 2 .. 100)",
                        "Unknown key: x"));
  }

  @Test
  void aFileThatCannotBeResolvedIsAProblemLikeOthers() {
    assertThatThrownBy(
            () ->
                Settings.resolve(
                    CATALOG, List.of(file("a.conf", "seed = ${nowhere.at.all}")), Map.of("y", "1")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("Invalid configuration file: a.conf: 1")
        .hasMessageContaining("nowhere.at.all")
        .hasMessageContaining("Unknown key: y");
  }

  @Test
  void notANumberAndInfinityAreNoNumbers() {
    for (String text : List.of("NaN", "Infinity", "-1", "0")) {
      assertThatThrownBy(() -> Settings.resolve(CATALOG, List.of(), Map.of("train.rate", text)))
          .hasMessage("Invalid train.rate: " + text + " (must be more than 0)");
    }
  }

  @Test
  void aKeyOutsideTheCatalogIsRefused() {
    ConfigKey<Integer> other = ConfigKey.ofInt("other", 1, 0, 2, "Another.");
    Settings settings = Settings.resolve(CATALOG, List.of(), Map.of());
    assertThatThrownBy(() -> settings.get(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Key other is not in the catalog");
  }

  @Test
  void twoKeysOfOnePathAreRefused() {
    assertThatThrownBy(() -> Catalog.of(List.of(LENGTH), List.of(LENGTH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Two keys are called walk.length");
  }

  @Test
  void aDefaultOutsideItsRangeIsRefused() {
    assertThatThrownBy(() -> ConfigKey.ofInt("walk.length", 1, 2, 100, "Nodes."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid default of walk.length: 1 (must be 2 .. 100)");
  }

  private static Config file(String name, String text) {
    return ConfigFactory.parseString(
        text, ConfigParseOptions.defaults().setOriginDescription(name));
  }
}
