package org.graphrestore.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.graphrestore.skipgram.TrainingPlan;
import org.graphrestore.skipgram.TrainingSchedule;

/** An estimate for people: a few lines before a run, a table for the command {@code estimate}. */
public final class EstimateText {
  private static final double GIB = 1 << 30;
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  private EstimateText() {}

  /** Returns the lines that stand before every run. */
  public static List<String> summary(Outlook outlook) {
    List<String> lines = new ArrayList<>();
    lines.add(counts(outlook));
    RunEstimate likely = outlook.likely();
    if (likely.plan().isPresent()) {
      lines.add(plan(likely));
    }

    lines.add(places(outlook));
    lines.add(
        "time: "
            + between(outlook.leastSeconds(), outlook.mostSeconds())
            + " ("
            + likely.stages().stream()
                .map(s -> s.stage().label() + " " + duration(s.seconds()))
                .collect(Collectors.joining(", "))
            + "); "
            + outlook.rates().origin());
    return lines;
  }

  /** Returns the table of the command {@code estimate}. */
  public static List<String> table(Outlook outlook) {
    RunEstimate likely = outlook.likely();
    List<String> lines = new ArrayList<>();
    lines.add("graph      " + counts(outlook));
    lines.add("           " + outlook.origin());
    if (likely.plan().isPresent()) {
      lines.add("training   " + plan(likely));
    }

    likely
        .evaluation()
        .ifPresent(
            plan ->
                lines.add(
                    "ranking    "
                        + (plan.whole()
                            ? "a task sees the whole graph and its vectors"
                            : counted(plan.layout().blocks(), "block") + " of candidates")));
    lines.add("cluster    " + cluster(outlook.resources()));
    lines.add("");
    lines.add(row("stage", "time", "heap", "store", "scratch", "shuffled"));
    for (int i = 0; i < likely.stages().size(); i++) {
      lines.add(stage(outlook, i));
    }

    lines.add(
        row(
            "together",
            between(outlook.leastSeconds(), outlook.mostSeconds()),
            gib(outlook.high().heapNeeded()),
            bytes(likely.storeBytes()),
            "",
            bytes(likely.shuffleBytes())));
    lines.add("");
    lines.add(
        "heap: what an executor must have, shares for Spark included. " + places(outlook) + ".");
    lines.add("time: " + outlook.rates().origin() + ".");
    return lines;
  }

  /** Returns what a run that does not fit is told: the reasons, and what to change. */
  public static String refusal(List<Misfit> misfits, Scenario scenario) {
    StringBuilder text = new StringBuilder("This run does not fit: ");
    text.append(misfits.stream().map(Misfit::message).collect(Collectors.joining(". Also: ")));
    List<Change> together = Remedies.together(scenario);
    if (together.isEmpty()) {
      Resources r = scenario.resources();
      text.append(". No setting would make it fit");
      text.append(
          r.machineBytes() == 0 ? "" : " on this machine of " + gib((double) r.machineBytes()));
    } else {
      text.append(". Smallest change that makes it fit: ");
      text.append(together.stream().map(Change::describe).collect(Collectors.joining(" and ")));
      if (misfits.size() == 1) {
        String others =
            Remedies.of(scenario, misfits.get(0)).stream()
                .filter(change -> change.after().misfits().isEmpty())
                .filter(change -> !change.text().equals(together.get(0).text()))
                .map(Change::describe)
                .collect(Collectors.joining(", or "));
        text.append(others.isEmpty() ? "" : "; or " + others);
      }
    }

    return text.append(". --no-check runs it all the same").toString();
  }

  /** Returns bytes with a decimal unit and two or three digits. */
  public static String bytes(double bytes) {
    if (Double.isInfinite(bytes)) {
      return "unknown";
    }

    int unit = 0;
    double value = bytes;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }

    return String.format(
        Locale.ROOT, value < 9.95 && unit > 0 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  /** Returns a time with one or two digits: more would be pretence. */
  public static String duration(double seconds) {
    if (seconds < 9.5) {
      return String.format(Locale.ROOT, "%.0f s", Math.max(1, seconds));
    }

    if (seconds < 100) {
      return String.format(Locale.ROOT, "%.0f s", 5 * Math.rint(seconds / 5));
    }

    double minutes = seconds / 60;
    if (minutes < 100) {
      return String.format(
          Locale.ROOT, "%.0f min", minutes < 10 ? minutes : 5 * Math.rint(minutes / 5));
    }

    double hours = minutes / 60;
    return hours < 72
        ? String.format(Locale.ROOT, "%.0f h", hours)
        : String.format(Locale.ROOT, "%,.0f days", hours / 24);
  }

  private static String between(double least, double most) {
    String from = duration(least);
    String to = duration(most);
    return from.equals(to) ? "about " + from : from + " to " + to;
  }

  private static String counts(Outlook outlook) {
    GraphSize low = outlook.low().graph();
    GraphSize likely = outlook.likely().graph();
    GraphSize high = outlook.high().graph();
    RunEstimate run = outlook.likely();
    String about = outlook.exact() ? "" : "about ";
    StringBuilder text = new StringBuilder();
    text.append(about).append(rounded(likely.nodes(), outlook.exact())).append(" nodes");
    if (!outlook.exact()) {
      text.append(" (between ")
          .append(rounded(low.nodes(), false))
          .append(" and ")
          .append(rounded(high.nodes(), false))
          .append(')');
    }

    text.append(", ").append(rounded(likely.edges(), outlook.exact())).append(" edges");
    if (run.walks() > 0) {
      text.append(
          String.format(
              Locale.ROOT, "; %s walks, %s nodes in them", big(run.walks()), big(run.tokens())));
    }

    if (run.pairs() > 0) {
      text.append(", ").append(big(run.pairs())).append(" pairs");
    }

    return text.toString();
  }

  private static String plan(RunEstimate run) {
    TrainingPlan plan = run.plan().orElseThrow();
    return String.format(
        Locale.ROOT,
        "model %s; %s, %s, %s, groups of %d, %s",
        bytes(run.modelBytes()),
        counted(plan.blocks(), "block"),
        grouping(plan),
        counted(plan.episodes(), "episode"),
        plan.groupSize(),
        counted(plan.rounds(), "round"));
  }

  private static String grouping(TrainingPlan plan) {
    return plan.schedule() == TrainingSchedule.WINDOWS
        ? "window by window"
        : counted(plan.nodes() == 0 ? 0 : plan.tiles(0).blocks(), "tile") + " a block";
  }

  private static String places(Outlook outlook) {
    RunEstimate run = outlook.likely();
    Resources resources = outlook.resources();
    StageEstimate hungry =
        run.stages().stream()
            .max(java.util.Comparator.comparingDouble(StageEstimate::heapNeeded))
            .orElse(null);
    String memory =
        hungry == null || hungry.heapBytes() == 0
            ? "memory: nothing that grows with the graph"
            : String.format(
                Locale.ROOT,
                "memory: %s of %s heap (%s)",
                gib(hungry.heapNeeded()),
                gib((double) resources.heapBytes()),
                hungry.stage().label());
    String disk =
        "; disk: at most "
            + bytes(
                resources.output().copies()
                    * (resources.oneDisk() ? run.peakBytes() : run.outputPeakBytes()))
            + " of "
            + bytes(resources.output().freeBytes())
            + " free at "
            + resources.output().path();
    String shuffles =
        resources.oneDisk() || run.shufflePeakBytes() == 0
            ? ""
            : ", shuffles "
                + bytes(run.shufflePeakBytes())
                + (Double.isInfinite(resources.shuffle().freeBytes())
                    ? " on the executors' disks"
                    : " of "
                        + bytes(resources.shuffle().freeBytes())
                        + " free at "
                        + resources.shuffle().path());
    return memory + disk + shuffles;
  }

  private static String cluster(Resources r) {
    String size = counted(r.cores(), "core") + ", heap " + gib((double) r.heapBytes());
    if (r.local()) {
      return "this machine: " + size;
    }

    return counted(r.executors(), "executor")
        + " of "
        + size
        + " (container "
        + gib(r.heapBytes() + (double) r.overheadBytes())
        + ")"
        + (r.cpusPerTask() == 1 ? "" : ", " + r.cpusPerTask() + " cores a task");
  }

  private static String stage(Outlook outlook, int i) {
    StageEstimate low = outlook.low().stages().get(i);
    StageEstimate likely = outlook.likely().stages().get(i);
    StageEstimate high = outlook.high().stages().get(i);
    return row(
        likely.stage().label(),
        between(low.seconds() * outlook.rates().least(), high.seconds() * outlook.rates().most()),
        likely.heapBytes() == 0 ? "" : gib(high.heapNeeded()),
        bytes(likely.storeBytes()),
        likely.scratchBytes() == 0 ? "" : bytes(likely.scratchBytes()),
        likely.shuffleBytes() == 0 ? "" : bytes(likely.shuffleBytes()));
  }

  private static String row(
      String stage, String time, String heap, String store, String scratch, String shuffled) {
    return String.format(
            Locale.ROOT,
            "%-12s %-18s %10s %10s %10s %10s",
            stage,
            time,
            heap,
            store,
            scratch,
            shuffled)
        .stripTrailing();
  }

  private static String gib(double bytes) {
    double gib = bytes / GIB;
    return String.format(Locale.ROOT, gib < 99.5 ? "%.1f GiB" : "%,.0f GiB", gib);
  }

  private static String counted(long count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }

  private static String rounded(long count, boolean exact) {
    return exact || count < 10_000 ? String.format(Locale.ROOT, "%,d", count) : big((double) count);
  }

  /** Three digits and a word. */
  private static String big(double count) {
    if (count < 999_500) {
      return String.format(Locale.ROOT, "%,.0f", count);
    }

    String[] words = {" M", " G", " T", " P"};
    double value = count / 1e6;
    int word = 0;
    while (value >= 999.5 && word < words.length - 1) {
      value /= 1000;
      word++;
    }

    return String.format(Locale.ROOT, value < 99.5 ? "%.1f%s" : "%.0f%s", value, words[word]);
  }
}
