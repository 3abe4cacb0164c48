package org.graphrestore.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long now;

  @Test
  void terminalLineIsRewrittenWithTimeToGo() {
    TerminalProgress progress = progress(true);

    progress.stageStarted("train", "265,269 nodes");
    now = 30_000;
    progress.advanced("train", 0.25, "3.1 M pairs/s, loss 0.412");
    now = 121_000;
    progress.stageFinished("train", "37 M pairs");

    assertThat(shown())
        .contains("train        265,269 nodes\n")
        .contains("\rtrain         25 %  3.1 M pairs/s, loss 0.412, 90 s to go")
        .endsWith("\rtrain        done in 2 min: 37 M pairs\n");
  }

  @Test
  void theTimeToGoOfAStageThatGoesOnFollowsFromTheRest() {
    TerminalProgress progress = progress(true);

    progress.stageStarted("walks", "going on");
    progress.resumed("walks", 0.5);
    now = 30_000;
    progress.advanced("walks", 0.75, "1.0 M steps/s");

    assertThat(shown()).contains("\rwalks         75 %  1.0 M steps/s, 30 s to go");
  }

  @Test
  void fileGetsALineEveryTenSecondsAndNoCarriageReturn() {
    TerminalProgress progress = progress(false);

    progress.stageStarted("walks", "5 a node");
    for (now = 1_000; now <= 21_000; now += 1_000) {
      progress.advanced("walks", now / 40_000.0, "1.0 M steps/s");
    }

    assertThat(shown()).doesNotContain("\r");
    assertThat(shown().lines().filter(line -> line.contains(" % "))).hasSize(2);
  }

  @Test
  void firstMomentsMakeNoGuess() {
    TerminalProgress progress = progress(true);

    progress.stageStarted("walks", "");
    now = 500;
    progress.advanced("walks", 0.005, "1.0 M steps/s");

    assertThat(shown()).doesNotContain("to go");
  }

  private TerminalProgress progress(boolean terminal) {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new TerminalProgress(out, terminal, () -> now);
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
