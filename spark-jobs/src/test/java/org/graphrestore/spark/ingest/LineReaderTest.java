package org.graphrestore.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  @Test
  void linesAndOffsets() throws IOException {
    assertThat(read("a\n\nbc\r\nd", 100)).containsExactly("0:a", "2:", "3:bc\r", "7:d");
    assertThat(read("a\n", 100)).containsExactly("0:a");
    assertThat(read("", 100)).isEmpty();
    assertThat(read("\n", 100)).containsExactly("0:");
  }

  @Test
  void ofALongLineTheBeginningIsKept() throws IOException {
    String longest = "x".repeat(200_000);
    assertThat(read("ok\n" + longest + "\nend", 70))
        .containsExactly("0:ok", "3:" + "x".repeat(70) + "!", "200004:end");
    assertThat(read("x".repeat(70) + "\n", 70)).containsExactly("0:" + "x".repeat(70));
  }

  @Test
  void memoryFollowsWhatWasKept() throws IOException {
    InputStream endless =
        new InputStream() {
          private long left = 50_000_000;

          @Override
          public int read() {
            return left-- > 0 ? 'y' : -1;
          }

          @Override
          public int read(byte[] into, int offset, int most) {
            int given = (int) Math.min(left, most);
            left -= given;
            java.util.Arrays.fill(into, offset, offset + given, (byte) 'y');
            return given == 0 ? -1 : given;
          }
        };
    try (LineReader lines = new LineReader(endless, 0, 1000)) {
      assertThat(lines.next()).isTrue();
      assertThat(lines.tooLong()).isTrue();
      assertThat(lines.length()).isEqualTo(1000);
      assertThat(lines.bytes()).hasSizeLessThanOrEqualTo(1000);
      assertThat(lines.next()).isFalse();
    }
  }

  private static List<String> read(String text, int most) throws IOException {
    List<String> found = new ArrayList<>();
    InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    try (LineReader lines = new LineReader(in, 0, most)) {
      while (lines.next()) {
        String line = new String(lines.bytes(), 0, lines.length(), StandardCharsets.UTF_8);
        found.add(lines.start() + ":" + line + (lines.tooLong() ? "!" : ""));
      }
    }

    return found;
  }
}
