package org.graphrestore.spark.walks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.graphrestore.spark.faults.FaultFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written for a target is what it reads, and what is wrong with a file is told. */
class ExchangeFilesTest {
  @TempDir private Path folder;

  private ExchangeFiles files(Map<String, String> settings) {
    Configuration conf = new Configuration(false);
    conf.set("fs.file.impl", "org.apache.hadoop.fs.LocalFileSystem");
    conf.setBoolean("fs.file.impl.disable.cache", true);
    settings.forEach(conf::set);
    return new ExchangeFiles(
        new org.apache.hadoop.fs.Path(folder.toUri().toString(), "scratch"), conf);
  }

  private static void segment(ExchangeWriter writer, int... values) throws IOException {
    writer.segment(
        target -> values[target] == 0 ? 0 : Integer.BYTES * values[target],
        (target, buffer) -> {
          for (int i = 0; i < values[target]; i++) {
            buffer.putInt(100 * target + i);
          }
        });
  }

  private static List<Integer> read(ExchangeFiles files, int target) throws IOException {
    List<Integer> found = new ArrayList<>();
    files.read(
        "r/part",
        target,
        ByteBuffer.allocate(0),
        section -> {
          while (section.hasRemaining()) {
            found.add(section.getInt());
          }
        });
    return found;
  }

  @Test
  void sectionsOfAllSegmentsAreRead() throws IOException {
    ExchangeFiles files = files(Map.of());
    try (ExchangeWriter writer = files.create("r/part", 3)) {
      segment(writer, 2, 0, 1);
      segment(writer, 0, 0, 0);
      segment(writer, 1, 3, 0);
      // Two headers of 16 bytes, seven values, and the end.
      assertThat(writer.finish()).isEqualTo(2 * 16 + 7 * 4 + 4);
    }

    assertThat(read(files, 0)).containsExactly(0, 1, 0);
    assertThat(read(files, 1)).containsExactly(100, 101, 102);
    assertThat(read(files, 2)).containsExactly(200);
    try (var names = Files.list(folder.resolve("scratch/r"))) {
      assertThat(names.map(name -> name.getFileName().toString())).containsExactly("part");
    }

    byte[] bytes = Files.readAllBytes(folder.resolve("scratch/r/part"));
    assertThat(Arrays.copyOf(bytes, 8)).as("little-endian").containsExactly(3, 0, 0, 0, 8, 0, 0, 0);
    files.deleteAll();
    assertThat(folder.resolve("scratch")).doesNotExist();
  }

  @Test
  void nothingIsNoFile() throws IOException {
    ExchangeFiles files = files(Map.of());
    try (ExchangeWriter writer = files.create("r/part", 2)) {
      segment(writer, 0, 0);
      assertThat(writer.finish()).isZero();
    }

    assertThat(folder.resolve("scratch")).doesNotExist();
  }

  @Test
  void aFileThatIsNotFinishedIsDeleted() throws IOException {
    ExchangeFiles files = files(Map.of());
    try (ExchangeWriter writer = files.create("r/part", 1)) {
      segment(writer, 5);
    }

    assertThat(folder.resolve("scratch/r/part")).doesNotExist();
  }

  @Test
  void aFileThatIsTooShortIsTold() throws IOException {
    ExchangeFiles files = files(Map.of());
    try (ExchangeWriter writer = files.create("r/part", 1)) {
      segment(writer, 5);
      writer.finish();
    }

    Path file = folder.resolve("scratch/r/part");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 6));
    assertThatThrownBy(() -> read(files, 0))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The exchange file ")
        .hasMessageEndingWith("scratch/r/part is too short");
  }

  @Test
  void aFullDiskIsTold() {
    ExchangeFiles files =
        files(
            Map.of(
                "fs.file.impl", FaultFileSystem.class.getName(),
                "graphrestore.fault", "NO_SPACE",
                "graphrestore.fault.paths", ".*/scratch/.*",
                "graphrestore.fault.bytes", "20",
                "graphrestore.fault.marks", folder.toString()));
    assertThatThrownBy(
            () -> {
              try (ExchangeWriter writer = files.create("r/part", 1)) {
                segment(writer, 100);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("No space left on device: ")
        .hasMessageContaining("scratch/r/part (0.0 MB of it to write, ")
        .hasMessageContaining("MB free there)");
  }
}
