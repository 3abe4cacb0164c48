package org.graphrestore.skipgram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training has the same bits on JVMs whose vectors are narrower, or absent. */
class VectorWidthTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"-XX:MaxVectorSize=32", "-XX:MaxVectorSize=16"})
  void narrowerVectorsGiveTheSameBits(String option) throws IOException, InterruptedException {
    String said = run(List.of("--add-modules=jdk.incubator.vector", option));
    assertThat(said).endsWith(": " + TrainingChecksum.compute());
    assertThat(said).contains("-bit SIMD");
  }

  @Test
  void withoutTheModuleScalarKernelsGiveTheSameBits() throws IOException, InterruptedException {
    assertThat(run(List.of())).isEqualTo("scalar: " + TrainingChecksum.compute());
  }

  private String run(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(TrainingChecksum.class.getName());
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int code =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    assertThat(code).as("%s", Files.readString(err, StandardCharsets.UTF_8)).isZero();
    return Files.readString(out, StandardCharsets.UTF_8).trim();
  }
}
