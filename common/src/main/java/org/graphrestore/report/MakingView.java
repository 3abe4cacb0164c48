package org.graphrestore.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page's sections on the graph, on walks and training, on times and on the run. */
final class MakingView {
  private static final int RELATIONS_SHOWN = 20;
  private static final int INPUTS_SHOWN = 3;

  private final RunReport report;

  MakingView(RunReport report) {
    this.report = report;
  }

  Map<String, Object> graph(GraphFacts graph) {
    View.FactList facts =
        new View.FactList()
            .add(
                "Nodes",
                Figures.count(graph.nodes()),
                count(graph.isolatedNodes(), "without an edge"))
            .add(
                "Edges",
                Figures.count(graph.edges()),
                "%s, %s"
                    .formatted(
                        graph.directed() ? "directed" : "undirected, each counted once",
                        graph.weighted() ? "weighted" : "without weights"))
            .add(
                "Neighbours a node",
                Figures.decimal(graph.meanDegree()),
                "on average; " + Figures.count(graph.maxDegree()) + " at most")
            .add(
                "Rows read",
                Figures.count(graph.rowsRead()),
                "%s from a node to itself dropped, %s repeats merged"
                    .formatted(
                        Figures.count(graph.selfLoopsDropped()),
                        Figures.count(graph.duplicatesMerged())));
    shape(facts, graph.shape(), graph.directed());
    for (InputFacts.Filtered filtered : graph.reading().filtered()) {
      facts.add("Left out by " + filtered.filter(), Figures.count(filtered.rows()), "rows");
    }

    if (graph.reading().nodeRows() > 0) {
      facts.add("Node table", Figures.count(graph.reading().nodeRows()), "rows");
    }

    if (!graph.inputs().isEmpty()) {
      int hidden = graph.inputs().size() - INPUTS_SHOWN;
      facts.add(
          "Input",
          graph.inputs().stream().limit(INPUTS_SHOWN).collect(Collectors.joining(", ")),
          hidden > 0 ? "and " + Figures.count(hidden) + " more" : "");
    }

    return new View()
        .with("facts", facts.facts())
        .with("hasDegrees", !graph.degreeHistogram().isEmpty())
        .with("degreesAlt", degreesAlt(graph.degreeHistogram()))
        .with("hasRelations", !graph.relations().isEmpty())
        .with("relationTable", relations(graph.relations()))
        .with("hasBadRows", !graph.reading().badRows().isEmpty())
        .with("badRowTable", badRows(graph.reading().badRows()))
        .members();
  }

  private static void shape(View.FactList facts, ShapeFacts shape, boolean directed) {
    if (shape.components() > 0) {
      facts.add(
          "Components",
          Figures.count(shape.components()),
          shape.components() == shape.componentsFound()
              ? "%s nodes in the largest".formatted(Figures.count(shape.largestComponent()))
              : "the largest of %s, with %s nodes"
                  .formatted(
                      Figures.count(shape.componentsFound()),
                      Figures.count(shape.largestComponent())));
    }

    if (directed) {
      facts.add("Sinks", Figures.count(shape.sinks()), "nodes that no edge leads from");
    }

    if (shape.loops() > 0) {
      facts.add("Self-loops kept", Figures.count(shape.loops()), "edges from a node to itself");
    }

    removed(
        facts,
        "Degree cut",
        shape.maxDegree(),
        "had more than %s neighbours",
        shape.removedByDegree());
    removed(facts, "Core", shape.core(), "were not in the %s-core", shape.removedByCore());
    if (shape.removedEdges() > 0) {
      facts.add("Edges removed", Figures.count(shape.removedEdges()), "with their nodes");
    }
  }

  private static void removed(
      View.FactList facts, String name, int setting, String why, long nodes) {
    if (setting > 0) {
      facts.add(
          name,
          Integer.toString(setting),
          Figures.count(nodes) + " nodes " + why.formatted(Figures.count(setting)) + ", removed");
    }
  }

  private static String degreesAlt(List<GraphFacts.DegreeBucket> histogram) {
    return "Nodes by number of neighbours: "
        + histogram.stream()
            .map(b -> Figures.range(b.from(), b.to()) + ": " + Figures.count(b.nodes()))
            .collect(Collectors.joining("; "));
  }

  private static Map<String, Object> relations(List<GraphFacts.RelationCount> relations) {
    View.BarTable table = new View.BarTable();
    relations.stream()
        .limit(RELATIONS_SHOWN)
        .forEach(
            r -> table.add(r.name(), (double) r.edges(), Figures.count(r.edges()), "full", ""));
    String caption =
        relations.size() > RELATIONS_SHOWN
            ? "The %s largest of %s relations".formatted(RELATIONS_SHOWN, relations.size())
            : "Relations";
    return table.members(caption, "Relation", "Edges", "");
  }

  private static Map<String, Object> badRows(List<InputFacts.BadRows> reasons) {
    View.BarTable table = new View.BarTable();
    for (InputFacts.BadRows bad : reasons) {
      String examples =
          bad.examples().stream()
              .map(e -> "%s, %s: %s".formatted(e.file(), e.place(), e.what()))
              .collect(Collectors.joining("; "));
      table.add(bad.reason(), (double) bad.rows(), Figures.count(bad.rows()), "full", examples);
    }

    return table.members("Bad rows that were left out", "Reason", "Rows", "The first of them");
  }

  /** Returns the section on walks and training, or null where the run has neither. */
  Map<String, Object> made() {
    if (report.walks().isEmpty() && report.training().isEmpty()) {
      return null;
    }

    View.FactList facts = new View.FactList();
    report.walks().ifPresent(walks -> walks(facts, walks));
    report.training().ifPresent(training -> training(facts, training));
    List<TrainingFacts.LossPoint> curve =
        report.training().map(TrainingFacts::lossCurve).orElse(List.of());
    return new View()
        .with("facts", facts.facts())
        .with("hasLoss", curve.size() > 1)
        .with("lossAlt", curve.isEmpty() ? "" : lossAlt(curve))
        .members();
  }

  private static void walks(View.FactList facts, WalkFacts walks) {
    facts
        .add(
            "Walks",
            Figures.count(walks.walks()),
            "%s from every node, %s nodes long, law %s, %s"
                .formatted(
                    walks.walksPerNode(),
                    walks.length(),
                    walks.law(),
                    walks.stored() ? "stored" : "streamed into training"))
        .add(
            "Nodes visited",
            Figures.count(walks.tokens()),
            count(walks.deadEnds(), "ended early at a dead end"));
    walks.made().ifPresent(making -> making(facts, walks, making));
  }

  private static void making(View.FactList facts, WalkFacts walks, WalkFacts.Making making) {
    double mean = walks.tokens() / (double) Math.max(1, walks.walks());
    facts
        .add("Length of a walk", Figures.decimal(mean) + " nodes", lengths(walks, making))
        .add(
            "Steps a second",
            Figures.roundCount(making.stepsPerSecond()),
            Figures.roundCount(making.stepsPerCoreSecond())
                + " of a core while walking, "
                + making.engine()
                + " engine"
                + (making.waves() > 1 ? ", in " + making.waves() + " waves" : ""));
    if (making.rejectionsPerStep() > 0) {
      facts.add(
          "Rejections a step",
          Figures.precision(making.rejectionsPerStep()),
          "candidates drawn and refused by the law");
    }

    if (making.exchangedBytes() > 0) {
      facts.add(
          "Sent between tasks",
          Figures.bytes(making.exchangedBytes()),
          Double.isFinite(making.localShare())
              ? Figures.decimal(100 * making.localShare()) + " % of the steps stayed in their block"
              : "");
    }
  }

  /** Says how many walks have their full length, and how the others spread, by powers of two. */
  private static String lengths(WalkFacts walks, WalkFacts.Making making) {
    long full = 0;
    TreeMap<Integer, Long> shorter = new TreeMap<>();
    for (WalkFacts.LengthBucket bucket : making.lengths()) {
      if (bucket.to() >= walks.length()) {
        full += bucket.walks();
      } else {
        shorter.merge(Integer.highestOneBit(bucket.from()), bucket.walks(), Long::sum);
      }
    }

    if (shorter.isEmpty()) {
      return "every walk has its full length";
    }

    String rest =
        shorter.entrySet().stream()
            .map(
                e ->
                    Figures.range(e.getKey(), Math.min(2L * e.getKey() - 1, walks.length() - 1L))
                        + ": "
                        + Figures.count(e.getValue()))
            .collect(Collectors.joining("; "));
    return Figures.count(full) + " walks have their full length; shorter ones by nodes: " + rest;
  }

  private static void training(View.FactList facts, TrainingFacts training) {
    facts
        .add("Method", training.method(), "")
        .add("Numbers a node", Integer.toString(training.dim()), "the embedding's dimension");
    if (training.pairs() > 0) {
      facts.add(
          "Pairs trained",
          Figures.count(training.pairs()),
          training.seconds() > 0
              ? Figures.roundCount(training.pairs() / training.seconds()) + " a second"
              : "");
    }

    List<TrainingFacts.LossPoint> curve = training.lossCurve();
    if (!curve.isEmpty()) {
      facts.add("Loss at the end", loss(curve.get(curve.size() - 1)), "from " + loss(curve.get(0)));
    }

    if (!training.settings().isEmpty()) {
      String settings =
          training.settings().entrySet().stream()
              .map(e -> e.getKey() + " " + e.getValue())
              .collect(Collectors.joining(", "));
      facts.add("Settings", settings, "");
    }
  }

  private static String lossAlt(List<TrainingFacts.LossPoint> curve) {
    TrainingFacts.LossPoint last = curve.get(curve.size() - 1);
    return "Loss falls from %s to %s over %s pairs"
        .replace("falls", last.loss() <= curve.get(0).loss() ? "falls" : "rises")
        .formatted(loss(curve.get(0)), loss(last), Figures.count(last.pairs()));
  }

  static String loss(TrainingFacts.LossPoint point) {
    return Figures.precision(point.loss());
  }

  Map<String, Object> stages() {
    View.BarTable table = new View.BarTable();
    for (StageTime stage : report.stages()) {
      table.add(
          stage.stage(),
          stage.seconds(),
          Figures.duration(stage.seconds()),
          stage.reused() ? "reused" : "full",
          stage.reused() ? reused(stage.summary()) : stage.summary());
    }

    return table.members(
        "Wall time of the stages; the run took " + Figures.duration(report.run().seconds()),
        "Stage",
        "Time",
        "What it did");
  }

  Map<String, Object> run() {
    RunFacts run = report.run();
    RunFacts.Machine machine = run.machine();
    List<Map<String, Object>> config =
        run.config().entrySet().stream()
            .map(e -> new View().with("key", e.getKey()).with("value", e.getValue()).members())
            .toList();
    return new View()
        .with("command", run.command())
        .with("commandLine", run.commandLine())
        .with("date", Figures.moment(run.startedAt()))
        .with("version", run.version())
        .with("gitSha", shortSha(run.gitSha()))
        .with("config", config)
        .with("settingCount", config.size())
        .with(
            "facts",
            new View.FactList()
                .add(
                    "Started",
                    Figures.moment(run.startedAt()),
                    "took " + Figures.duration(run.seconds()))
                .add("Seed", Long.toString(run.seed()), "every random draw follows from it")
                .add("GraphRestore", run.version(), shortSha(run.gitSha()))
                .add("Spark", machine.spark(), "master " + machine.master())
                .add("Java", machine.java(), machine.operatingSystem())
                .add(
                    "Cores",
                    Integer.toString(machine.cores()),
                    Figures.bytes(machine.heapBytes()) + " of heap a JVM")
                .facts())
        .members();
  }

  private static String shortSha(String sha) {
    return sha.substring(0, Math.min(sha.length(), 10));
  }

  /** Says once that a stage was reused, whether its summary says so as well or not. */
  private static String reused(String summary) {
    return "reused, with the time of the run that made it; " + summary.replaceFirst("^reused ", "");
  }

  private static String count(long value, String what) {
    return Figures.count(value) + " " + what;
  }
}
