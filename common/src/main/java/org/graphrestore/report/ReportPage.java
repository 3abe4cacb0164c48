package org.graphrestore.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a report as one HTML page that needs nothing else: style, script, charting library and
 * data are in it, and its content security policy forbids it to load anything. Texts are in the
 * page without any script; the script draws the charts and nothing more.
 *
 * <p>The same report gives the same bytes. About 250 KB, of which Chart.js is 200.
 */
public final class ReportPage {
  private static final String CHART_VERSION = "4.4.9";
  private static final String CHART_FOLDER =
      "/META-INF/resources/webjars/chart.js/" + CHART_VERSION + "/";
  private static final String OWN_FOLDER = "/org/graphrestore/report/";

  private ReportPage() {}

  /**
   * Returns the page, to be written as UTF-8.
   *
   * @throws UncheckedIOException if a resource is missing from the class path
   */
  public static String write(RunReport report) {
    Template template =
        Mustache.compiler()
            .strictSections(true)
            .emptyStringIsFalse(true)
            .withLoader(name -> new StringReader(resource(OWN_FOLDER + name + ".mustache")))
            .compile(resource(OWN_FOLDER + "report.html.mustache"));
    return template.execute(members(report));
  }

  private static Map<String, Object> members(RunReport report) {
    MakingView making = new MakingView(report);
    ReconstructionView reconstruction =
        report.reconstruction().map(ReconstructionView::new).orElse(null);
    ClassificationView classification =
        report.classification().map(ClassificationView::new).orElse(null);
    String headline = headline(report);
    return new View()
        .with("title", report.run().graphName() + ": " + headline)
        .with("headline", headline)
        .with("lead", reconstruction == null ? lead(report) : reconstruction.lead())
        .with("hasWarnings", !report.warnings().isEmpty())
        .with("warnings", report.warnings())
        .with("tiles", reconstruction == null ? tiles(report) : reconstruction.tiles())
        .with(
            "comparison",
            report.comparison().map(v -> new ComparisonView(v).members()).orElse(null))
        .with("reconstruction", reconstruction == null ? null : reconstruction.members())
        .with(
            "linkPrediction",
            report.linkPrediction().map(v -> new LinkPredictionView(v).members()).orElse(null))
        .with("globalPairs", report.global().map(v -> new GlobalView(v).members()).orElse(null))
        .with(
            "restoredGraph", report.restored().map(v -> new RestoredView(v).members()).orElse(null))
        .with("classification", classification == null ? null : classification.members())
        .with("graph", report.graph().map(making::graph).orElse(null))
        .with("made", making.made())
        .with("hasStages", !report.stages().isEmpty())
        .with("stageTable", making.stages())
        .with("run", making.run())
        .with("css", resource(OWN_FOLDER + "report.css"))
        .with("js", resource(OWN_FOLDER + "report.js"))
        .with("data", ReportJson.writeForScript(report))
        .with("chart", chart())
        .with("chartVersion", CHART_VERSION)
        .with("chartLicence", resource(CHART_FOLDER + "LICENSE.md").strip())
        .members();
  }

  private static String headline(RunReport report) {
    String name = report.run().graphName();
    if (report.reconstruction().isPresent()) {
      return "What the embedding still remembers of " + name;
    }

    if (report.comparison().isPresent()) {
      return new ComparisonView(report.comparison().get()).headline(name);
    }

    if (report.classification().isPresent()) {
      return "What the vectors of " + name + " tell about its labels";
    }

    if (report.linkPrediction().isPresent()) {
      return "How well hidden edges of " + name + " are predicted";
    }

    return report.training().isPresent() ? "An embedding of " + name : "The graph " + name;
  }

  private static String lead(RunReport report) {
    if (report.comparison().isPresent()) {
      return new ComparisonView(report.comparison().get()).lead();
    }

    if (report.classification().isPresent()) {
      return new ClassificationView(report.classification().get()).lead();
    }

    if (report.linkPrediction().isPresent()) {
      return new LinkPredictionView(report.linkPrediction().get()).lead();
    }

    List<String> parts = new ArrayList<>();
    report
        .graph()
        .ifPresent(
            graph ->
                parts.add(
                    "%s nodes and %s edges."
                        .formatted(Figures.count(graph.nodes()), Figures.count(graph.edges()))));
    report
        .training()
        .ifPresent(
            training ->
                parts.add(
                    ("Every node is now %s numbers, trained by %s in %s. How much of the graph they"
                            + " hold is not measured yet: that is what reconstruct does.")
                        .formatted(
                            training.dim(),
                            training.method(),
                            Figures.duration(training.seconds()))));
    return String.join(" ", parts);
  }

  /** Tiles of a run that measured no reconstruction. */
  private static List<Map<String, Object>> tiles(RunReport report) {
    if (report.comparison().isPresent()) {
      return new ComparisonView(report.comparison().get()).tiles();
    }

    if (report.classification().isPresent()) {
      return new ClassificationView(report.classification().get()).tiles();
    }

    if (report.linkPrediction().isPresent()) {
      return new LinkPredictionView(report.linkPrediction().get()).tiles();
    }

    List<Map<String, Object>> tiles = new ArrayList<>();
    report
        .graph()
        .ifPresent(
            graph -> {
              tiles.add(tile("Nodes", Figures.count(graph.nodes()), "", "in the graph"));
              tiles.add(
                  tile(
                      "Edges",
                      Figures.count(graph.edges()),
                      "",
                      Figures.decimal(graph.meanDegree()) + " neighbours a node on average"));
            });
    report
        .training()
        .filter(training -> !training.lossCurve().isEmpty())
        .ifPresent(
            training -> {
              List<TrainingFacts.LossPoint> curve = training.lossCurve();
              tiles.add(
                  tile(
                      "Loss",
                      MakingView.loss(curve.get(curve.size() - 1)),
                      "from " + MakingView.loss(curve.get(0)),
                      "mean of a pair at the end; lower is better"));
            });
    return tiles;
  }

  private static Map<String, Object> tile(String title, String figure, String beside, String what) {
    return new View()
        .with("title", title)
        .with("figure", figure)
        .with("beside", beside)
        .with("what", what)
        .with("interval", "")
        .members();
  }

  /** The library without the pointer to its source map, which a browser would try to load. */
  private static String chart() {
    return resource(CHART_FOLDER + "dist/chart.umd.js")
        .replaceAll("(?m)^//# sourceMappingURL=.*$", "")
        .strip();
  }

  private static String resource(String path) {
    try (InputStream in = ReportPage.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new FileNotFoundException("No resource " + path + " on the class path");
      }

      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The report page cannot be put together", e);
    }
  }
}
