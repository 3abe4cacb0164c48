package org.graphrestore.estimate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrestore.skipgram.TrainingPlan;

/** An estimate as JSON (docs/estimate.md), for schedulers and scripts. */
public final class EstimateJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EstimateJson() {}

  /**
   * Writes an estimate.
   *
   * @param scenario the run on the smallest graph that it may be, for which a change is looked for
   */
  public static String write(Outlook outlook, Scenario scenario) {
    return text(model(outlook, scenario));
  }

  /** Writes the estimates of a run, before ingest and with its graph counted, and what it took. */
  public static String write(List<Map<String, Object>> estimates, Object taken) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("format", "graphrestore/cost");
    all.put("formatVersion", 1);
    all.put("estimates", estimates);
    all.put("taken", taken);
    return text(all);
  }

  /** Returns an estimate as what JSON is made of. */
  public static Map<String, Object> model(Outlook outlook, Scenario scenario) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("format", "graphrestore/estimate");
    all.put("formatVersion", 1);
    all.put("origin", outlook.origin());
    all.put("exact", outlook.exact());
    all.put("low", run(outlook.low(), outlook.rates().least()));
    all.put("likely", run(outlook.likely(), 1));
    all.put("high", run(outlook.high(), outlook.rates().most()));
    all.put("rates", outlook.rates());
    all.put("resources", resources(outlook.resources()));
    List<Misfit> certain = outlook.certain();
    all.put("fits", certain.isEmpty());
    all.put("misfits", certain.stream().map(Misfit::message).toList());
    all.put(
        "changes",
        certain.isEmpty()
            ? List.of()
            : Remedies.together(scenario).stream().map(Change::text).toList());
    all.put("mayNotFit", outlook.possible().stream().map(Misfit::message).toList());
    return all;
  }

  private static String text(Map<String, Object> all) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot write the estimate as JSON", e);
    }
  }

  private static Map<String, Object> run(RunEstimate run, double factor) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("graph", run.graph());
    all.put("walks", run.walks());
    all.put("tokens", run.tokens());
    all.put("pairs", run.pairs());
    all.put("modelBytes", run.modelBytes());
    run.plan().ifPresent(plan -> all.put("plan", plan(plan)));
    run.evaluation()
        .ifPresent(
            plan ->
                all.put(
                    "ranking", Map.of("whole", plan.whole(), "blocks", plan.layout().blocks())));
    List<Map<String, Object>> stages = new ArrayList<>();
    for (StageEstimate stage : run.stages()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("stage", stage.stage().label());
      one.put("seconds", stage.seconds() * factor);
      one.put("coreSeconds", stage.coreSeconds() * factor);
      one.put("heapBytes", stage.heapBytes());
      one.put("heapNeeded", stage.heapNeeded());
      one.put("storeBytes", stage.storeBytes());
      one.put("scratchBytes", stage.scratchBytes());
      one.put("shuffleBytes", stage.shuffleBytes());
      stages.add(one);
    }

    all.put("stages", stages);
    all.put("seconds", run.seconds() * factor);
    all.put("peakDiskBytes", run.peakBytes());
    return all;
  }

  private static Map<String, Object> plan(TrainingPlan plan) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("blocks", plan.blocks());
    all.put("rowsPerBlock", plan.rowsPerBlock());
    all.put("tileRows", plan.tileRows());
    all.put("tiles", plan.nodes() == 0 ? 0 : plan.tiles(0).blocks());
    all.put("episodes", plan.episodes());
    all.put("groupSize", plan.groupSize());
    all.put("rounds", plan.rounds());
    return all;
  }

  /** JSON has no infinity: what is not known is left out. */
  private static Map<String, Object> resources(Resources r) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("local", r.local());
    all.put("executors", r.executors());
    all.put("cores", r.cores());
    all.put("cpusPerTask", r.cpusPerTask());
    all.put("heapBytes", r.heapBytes());
    all.put("overheadBytes", r.overheadBytes());
    disk(all, "output", r.output());
    disk(all, "shuffle", r.shuffle());
    return all;
  }

  private static void disk(Map<String, Object> into, String name, Resources.Disk disk) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("path", disk.path());
    if (!Double.isInfinite(disk.freeBytes())) {
      one.put("freeBytes", disk.freeBytes());
    }

    one.put("copies", disk.copies());
    into.put(name, one);
  }
}
