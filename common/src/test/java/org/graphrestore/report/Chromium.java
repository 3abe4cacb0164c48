package org.graphrestore.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Opens a page in a headless Chromium and tells what became of it. */
final class Chromium {
  /** Stands before everything else in the page, so that no error is missed. */
  private static final String LISTEN =
      """
      <script>
      window.problems = [];
      addEventListener("error", (e) => problems.push("error: " + e.message), true);
      addEventListener("unhandledrejection", (e) => problems.push("rejection: " + e.reason));
      addEventListener("securitypolicyviolation", (e) => problems.push("blocked: " + e.blockedURI));
      for (const level of ["error", "warn"]) {
        console[level] = (...words) => problems.push(level + ": " + words.join(" "));
      }
      </script>
      """;

  /** Looks at the page when it is done and leaves what it saw in the document. */
  private static final String LOOK =
      """
      <script>
      addEventListener("load", () => setTimeout(() => {
        const canvases = [...document.querySelectorAll("canvas")].map((canvas) => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const colours = new Set();
          for (let i = 0; i < data.length; i += 4) {
            if (data[i + 3] > 0) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
          }
          return { id: canvas.id, colours: colours.size, label: canvas.getAttribute("aria-label") };
        });
        const seen = document.createElement("pre");
        seen.id = "seen";
        seen.textContent = JSON.stringify({
          problems,
          canvases,
          title: document.title,
          dark: matchMedia("(prefers-color-scheme: dark)").matches,
          paper: getComputedStyle(document.body).backgroundColor,
          ink: getComputedStyle(document.body).color,
          tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          loaded: performance.getEntriesByType("resource").map((entry) => entry.name),
        });
        document.body.append(seen);
      }, 100));
      </script>
      """;

  private static final Pattern SEEN = Pattern.compile("<pre id=\"seen\">(.*?)</pre>");
  private static final int GUARD_SECONDS = 90;

  private final Path program;

  private Chromium(Path program) {
    this.program = program;
  }

  /** Finds a Chromium or Chrome on the path. */
  static Optional<Chromium> find() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Chromium::new);
  }

  /**
   * Opens a page of ours.
   *
   * @param page the page
   * @param folder an empty folder for the page and the browser's profile
   * @param width width of the window in pixels, at least 500
   * @param more further flags
   * @return what was seen: problems, canvases, colours, what was loaded
   */
  JsonNode look(String page, Path folder, int width, String... more)
      throws IOException, InterruptedException {
    Path file = folder.resolve("report.html");
    Files.writeString(
        file, page.replace("<head>", "<head>" + LISTEN).replace("</body>", LOOK + "</body>"));
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile").toAbsolutePath(),
                "--window-size=" + width + ",2000",
                "--virtual-time-budget=5000",
                "--enable-logging=stderr",
                "--dump-dom"));
    command.addAll(List.of(more));
    command.add(file.toUri().toString());
    Path out = folder.resolve("dom.html");
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    if (!process.waitFor(GUARD_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("Chromium did not end within " + GUARD_SECONDS + " s, see " + log);
    }

    assertThat(Files.readAllLines(log)).noneMatch(line -> line.contains("CONSOLE"));
    Matcher seen = SEEN.matcher(Files.readString(out));
    assertThat(seen.find()).as("the page was opened, see %s", log).isTrue();
    String text = seen.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    return new ObjectMapper().readTree(text);
  }
}
