package org.graphrestore.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Looks at the page as a person would; skipped where there is no Chromium. */
class ReportInBrowserTest {
  private static final int DESK = 1280;
  private static final int PHONE = 500;
  private static final String DARK = "--blink-settings=preferredColorScheme=0";
  private static final String LIGHT = "--blink-settings=preferredColorScheme=1";

  private static Chromium chromium;

  @BeforeAll
  static void findChromium() {
    chromium = Chromium.find().orElse(null);
    assumeTrue(chromium != null, "Chromium is not installed");
  }

  @Test
  void inTheLight() throws Exception {
    JsonNode seen = look("light", SampleReports.full(), DESK, LIGHT);
    assertThat(seen.get("dark").asBoolean()).isFalse();
    assertThat(drawn(seen))
        .containsExactly(
            "chart-shell",
            "chart-ball",
            "chart-precision",
            "chart-degree",
            "chart-labels",
            "chart-degrees",
            "chart-loss");
    assertThat(brightness(seen, "paper")).isGreaterThan(230);
    assertThat(brightness(seen, "ink")).isLessThan(50);
  }

  @Test
  void inTheDark() throws Exception {
    JsonNode seen = look("dark", SampleReports.full(), DESK, DARK);
    assertThat(seen.get("dark").asBoolean()).isTrue();
    assertThat(drawn(seen)).hasSize(7);
    assertThat(brightness(seen, "paper")).isLessThan(50);
    assertThat(brightness(seen, "ink")).isGreaterThan(200);
  }

  @Test
  void onAPhone() throws Exception {
    JsonNode seen = look("phone", SampleReports.full(), PHONE, LIGHT);
    assertThat(drawn(seen)).hasSize(7);
  }

  @Test
  void hostileTextsDoNothing() throws Exception {
    JsonNode seen = look("hostile", SampleReports.hostile(), PHONE, LIGHT);
    assertThat(seen.get("title").asText()).startsWith("</script><script>document.title");
    assertThat(drawn(seen))
        .containsExactly(
            "chart-shell", "chart-ball", "chart-precision", "chart-degree", "chart-degrees");
  }

  @Test
  void absentSectionsHaveNoChart() throws Exception {
    assertThat(drawn(look("embed", SampleReports.embedOnly(), DESK, LIGHT)))
        .containsExactly("chart-degrees", "chart-loss");
    assertThat(drawn(look("reconstruct", SampleReports.reconstructOnly(), DESK, LIGHT)))
        .containsExactly("chart-shell", "chart-ball", "chart-precision", "chart-degree");
    assertThat(drawn(look("classify", SampleReports.classifyOnly(), PHONE, LIGHT)))
        .containsExactly("chart-labels");
  }

  @Test
  void twoRunsSideBySide() throws Exception {
    RunReport report =
        ComparisonReportTest.report(SampleReports.HOSTILE.get(0), SampleReports.HOSTILE.get(2));
    assertThat(drawn(look("compared", report, PHONE, DARK)))
        .containsExactly("chart-sides", "chart-differences");
  }

  /** Opens the page and checks what holds for every page. */
  private static JsonNode look(String name, RunReport report, int width, String flag)
      throws Exception {
    Path folder =
        Files.createTempDirectory(Files.createDirectories(Path.of("target/browser")), name);
    JsonNode seen = chromium.look(ReportPage.write(report), folder, width, flag);
    assertThat(seen.get("problems")).isEmpty();
    assertThat(seen.get("loaded")).as("loaded from elsewhere").isEmpty();
    assertThat(seen.get("tooWide").asInt()).as("pixels that stick out").isZero();
    return seen;
  }

  /** Returns the ids of the canvases; each must show something and say what it shows. */
  private static List<String> drawn(JsonNode seen) {
    List<String> ids = new ArrayList<>();
    for (JsonNode canvas : seen.get("canvases")) {
      assertThat(canvas.get("colours").asInt()).as(canvas.toString()).isGreaterThan(5);
      assertThat(canvas.get("label").asText()).hasSizeGreaterThan(20);
      ids.add(canvas.get("id").asText());
    }

    return ids;
  }

  /** Mean of red, green and blue of a colour as browsers write it: {@code rgb(1, 2, 3)}. */
  private static double brightness(JsonNode seen, String name) {
    String[] parts = seen.get(name).asText().replaceAll("[^0-9,]", "").split(",");
    return (Integer.parseInt(parts[0]) + Integer.parseInt(parts[1]) + Integer.parseInt(parts[2]))
        / 3.0;
  }
}
