package org.graphrestore.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphrestore.classification.ClassificationSummary;
import org.graphrestore.reconstruction.ReconstructionSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.DegreeBucket;
import org.graphrestore.reconstruction.ReconstructionSummary.HopSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.Interval;
import org.graphrestore.reconstruction.ReconstructionSummary.PrecisionAt;
import org.graphrestore.reconstruction.ReconstructionSummary.ScoreSummary;
import org.graphrestore.reconstruction.ReconstructionSummary.TruthSummary;
import org.graphrestore.reconstruction.ScoreKind;

/** Reports with invented numbers of a likely size. */
final class SampleReports {
  /** Labels that break pages which do not escape. */
  static final List<String> HOSTILE =
      List.of(
          "</script><script>document.title='owned'</script>",
          "\"quoted\" and 'quoted', with a comma",
          "<img src=x onerror=\"document.title='owned'\">",
          "line\u2028and paragraph\u2029separators",
          "<!-- {{mustache}} {{{mustache}}} & &amp;",
          "\u05e9\u05dc\u05d5\u05dd \u202eright to left",
          "averyveryveryveryveryveryveryveryveryveryveryveryveryverylonglabelwithoutanyspaceatall");

  private SampleReports() {}

  static RunReport full() {
    return RunReport.of(run("quickstart"))
        .graph(graph())
        .walks(walks())
        .training(training())
        .reconstruction(reconstruction(true))
        .classification(classification())
        .stage(new StageTime("ingest", 8.4, false, "117,791 nodes, 204,812 edges"))
        .stage(new StageTime("walks", 11.25, true, "588,955 walks"))
        .stage(new StageTime("train", 71.9, false, "210.4 million pairs, 2.9 million a second"))
        .stage(new StageTime("reconstruct", 23.7, false, "300 queries, 3 scores, 3 hops"))
        .warning("12 nodes have no edge: their vectors are as they were drawn.")
        .build();
  }

  static RunReport embedOnly() {
    return RunReport.of(run("embed"))
        .graph(graph())
        .walks(walks())
        .training(training())
        .stage(new StageTime("ingest", 8.4, false, "117,791 nodes, 204,812 edges"))
        .build();
  }

  static RunReport reconstructOnly() {
    return RunReport.of(run("reconstruct")).reconstruction(reconstruction(false)).build();
  }

  static RunReport classifyOnly() {
    return RunReport.of(run("classify")).classification(classification()).build();
  }

  static RunReport hostile() {
    List<ReconstructionFacts.Neighbour> neighbours =
        HOSTILE.stream().map(l -> new ReconstructionFacts.Neighbour("id", l, true)).toList();
    List<ReconstructionFacts.RestoredNode> nodes =
        HOSTILE.stream()
            .map(
                l ->
                    new ReconstructionFacts.RestoredNode(
                        l, l + " ", 7, 0.5, 9, neighbours, neighbours))
            .toList();
    ReconstructionFacts sample = reconstruction(true);
    TreeMap<String, String> config = new TreeMap<>();
    HOSTILE.forEach(l -> config.put("key " + l, l));
    RunFacts run = run("run");
    GraphFacts graph = graph();
    RunReport.Builder report =
        RunReport.of(
                new RunFacts(
                    HOSTILE.get(0),
                    run.command(),
                    HOSTILE.get(4),
                    run.version(),
                    run.gitSha(),
                    run.startedAt(),
                    run.seconds(),
                    run.seed(),
                    config,
                    run.machine()))
            .graph(
                new GraphFacts(
                    HOSTILE,
                    graph.nodes(),
                    graph.edges(),
                    true,
                    true,
                    graph.rowsRead(),
                    0,
                    0,
                    0,
                    graph.meanDegree(),
                    graph.maxDegree(),
                    graph.degreeHistogram(),
                    HOSTILE.stream().map(l -> new GraphFacts.RelationCount(l, 5)).toList(),
                    new InputFacts(
                        0,
                        HOSTILE.stream().map(l -> new InputFacts.Filtered(l, 4)).toList(),
                        HOSTILE.stream()
                            .map(
                                l ->
                                    new InputFacts.BadRows(
                                        l, 3, List.of(new InputFacts.Example(l, l, l))))
                            .toList()),
                    ShapeFacts.UNKNOWN))
            .reconstruction(
                new ReconstructionFacts(
                    HOSTILE.get(2),
                    128,
                    sample.summary(),
                    List.of(new ReconstructionFacts.Examples(ScoreKind.COSINE, nodes, nodes))));
    HOSTILE.forEach(l -> report.stage(new StageTime(l, 1, true, l)));
    HOSTILE.forEach(report::warning);
    return report.build();
  }

  private static RunFacts run(String command) {
    TreeMap<String, String> config = new TreeMap<>();
    config.put("walk.law", "uniform");
    config.put("walk.walks-per-node", "5");
    config.put("walk.length", "40");
    config.put("train.method", "deepwalk");
    config.put("train.dim", "96");
    config.put("train.window", "5");
    config.put("train.negatives", "5");
    config.put("train.learning-rate", "0.025");
    config.put("reconstruct.hops", "3");
    config.put("reconstruct.scores", "cosine,dot,l2");
    config.put("reconstruct.queries", "300");
    return new RunFacts(
        "WordNet 3.1",
        command,
        "scripts/graphrestore run --edges wordnet.tsv --output out --seed 1"
            + " --config conf/quickstart.conf",
        "0.1.0",
        "31f8797",
        "2026-11-24T16:00:00Z",
        118.3,
        1,
        config,
        new RunFacts.Machine("17.0.13", "4.2.0", "Linux amd64", "local[*]", 2, 4L << 30));
  }

  private static GraphFacts graph() {
    long[] histogram = {12, 40210, 41877, 24402, 8120, 2377, 612, 138, 34, 7, 2};
    List<GraphFacts.DegreeBucket> buckets = new ArrayList<>();
    for (int i = 0; i < histogram.length; i++) {
      buckets.add(GraphFacts.DegreeBucket.ofLog2(i, histogram[i]));
    }

    return new GraphFacts(
        List.of("wordnet/data.noun", "wordnet/data.verb", "wordnet/data.adj", "wordnet/data.adv"),
        117_791,
        204_812,
        false,
        false,
        285_348,
        3,
        80_533,
        12,
        3.478,
        671,
        buckets,
        List.of(
            new GraphFacts.RelationCount("hypernym", 89_089),
            new GraphFacts.RelationCount("derivation", 37_402),
            new GraphFacts.RelationCount("similar", 21_386),
            new GraphFacts.RelationCount("member meronym", 12_293),
            new GraphFacts.RelationCount("instance hypernym", 8_577),
            new GraphFacts.RelationCount("part meronym", 9_097),
            new GraphFacts.RelationCount("antonym", 3_988),
            new GraphFacts.RelationCount("entailment", 408)),
        new InputFacts(
            20,
            List.of(new InputFacts.Filtered("relation", 31)),
            List.of(
                new InputFacts.BadRows(
                    "columns",
                    2,
                    List.of(
                        new InputFacts.Example("data.verb", "line 12", "it has 1 column"),
                        new InputFacts.Example("data.verb", "line 99", "it has 4 columns"))))),
        new ShapeFacts(
            1,
            117_791,
            902,
            List.of(
                new ShapeFacts.SizeBucket(1, 12),
                new ShapeFacts.SizeBucket(2, 889),
                new ShapeFacts.SizeBucket(65_536, 1)),
            0,
            7,
            2,
            5_000,
            1,
            31_022,
            4_107,
            40_310));
  }

  private static WalkFacts walks() {
    return new WalkFacts(
        "uniform",
        5,
        40,
        588_955,
        23_557_720,
        12,
        true,
        new WalkFacts.Making(
            "partitioned",
            2,
            2_481_332.4,
            5_312_004.5,
            0.4127,
            0.3061,
            1_803_422_104,
            List.of(
                new WalkFacts.LengthBucket(1, 1, 5),
                new WalkFacts.LengthBucket(3, 3, 7),
                new WalkFacts.LengthBucket(40, 40, 588_943))));
  }

  private static TrainingFacts training() {
    List<TrainingFacts.LossPoint> curve = new ArrayList<>();
    for (int i = 1; i <= 24; i++) {
      double progress = i / 24.0;
      // Falls fast, then flattens: the shape of a real curve.
      double loss = Math.round((0.31 + 0.38 / (1 + 9 * progress)) * 1e6) / 1e6;
      curve.add(
          new TrainingFacts.LossPoint(
              Math.round(210_400_000 * progress),
              loss,
              Math.round((0.025 - 0.0249 * progress) * 1e6) / 1e6));
    }

    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("window", "5");
    settings.put("negatives", "5");
    settings.put("epochs", "1");
    settings.put("blocks", "1");
    settings.put("tiles", "29");
    settings.put("episodes", "1");
    return new TrainingFacts("deepwalk", 96, settings, 210_400_000, 71.9, curve);
  }

  private static ReconstructionFacts reconstruction(boolean sampled) {
    List<ScoreSummary> scores = new ArrayList<>();
    scores.add(score(ScoreKind.COSINE, sampled, 0.6204, 0.1873, 0.0912));
    scores.add(score(ScoreKind.DOT, sampled, 0.4417, 0.1125, 0.0634));
    scores.add(score(ScoreKind.L2, sampled, 0.5321, 0.1702, 0.0811));
    ReconstructionSummary summary =
        new ReconstructionSummary(117_791, false, sampled ? 300 : 117_791, sampled, scores);
    return new ReconstructionFacts(
        sampled ? "deepwalk" : "vectors.txt",
        96,
        summary,
        sampled ? List.of(examples()) : List.of());
  }

  private static ClassificationFacts classification() {
    List<ClassificationSummary.Fraction> fractions = new ArrayList<>();
    for (int percent = 10; percent <= 90; percent += 10) {
      double micro = 0.36 + 0.0006 * percent;
      fractions.add(
          new ClassificationSummary.Fraction(
              percent,
              10_312L * percent / 100,
              10_312 - 10_312L * percent / 100,
              figure(micro, 0.004),
              figure(micro - 0.15, 0.009),
              figure(micro - 0.1, 0.004),
              figure(0.166, 0.002),
              figure(0.0256, 0.001),
              0));
    }

    return new ClassificationFacts(
        "deepwalk",
        128,
        "labels.tsv.gz",
        new ClassificationSummary(10_312, 10_312, 39, 1.4038, 0, 2, fractions));
  }

  private static ClassificationSummary.Figure figure(double mean, double deviation) {
    return new ClassificationSummary.Figure(
        mean, deviation, List.of(mean - deviation, mean + deviation));
  }

  private static ScoreSummary score(ScoreKind kind, boolean sampled, double... maps) {
    double[] random = {0.000141, 0.000388, 0.00159};
    double[] sizes = {3.5, 17.4, 101.2};
    List<HopSummary> hops = new ArrayList<>();
    for (int k = 0; k < maps.length; k++) {
      hops.add(
          new HopSummary(
              k + 1,
              truth(sampled, maps[k], random[k], sizes[k]),
              truth(
                  sampled, Math.min(1, maps[k] * (1 + 0.4 * k)), random[k] * 1.1, sizes[k] * 1.2)));
    }

    return new ScoreSummary(kind, hops);
  }

  private static TruthSummary truth(boolean sampled, double map, double random, double size) {
    long queries = sampled ? 300 : 117_779;
    List<DegreeBucket> byDegree = new ArrayList<>();
    double[] factors = {1.18, 1.05, 0.9, 0.71, 0.52, 0.4};
    for (int i = 0; i < factors.length; i++) {
      byDegree.add(
          new DegreeBucket(
              1L << i,
              (2L << i) - 1,
              queries >> (i + 1),
              Math.round(map * factors[i] * 1e6) / 1e6,
              random));
    }

    return new TruthSummary(
        queries,
        size,
        map,
        random,
        sampled ? new Interval(map * 0.95, map * 1.05, 0.95) : null,
        List.of(
            new PrecisionAt(1, map * 1.1), new PrecisionAt(5, map * 0.6),
            new PrecisionAt(10, map * 0.4), new PrecisionAt(50, map * 0.1)),
        map * 0.86,
        byDegree);
  }

  private static ReconstructionFacts.Examples examples() {
    return new ReconstructionFacts.Examples(
        ScoreKind.COSINE,
        List.of(
            node(
                "02084071-n",
                "dog, domestic dog",
                0.981,
                23,
                "canine*, wolf*, puppy*, poodle*, corgi*, hunting dog*, pooch*, flag",
                "puppy*, poodle*, corgi*, canine*, pooch*, hunting dog*, wolf*, hound, terrier"),
            node(
                "07739125-n",
                "apple",
                0.944,
                8,
                "edible fruit*, crab apple*, eating apple*, cooking apple*, false fruit",
                "eating apple*, cooking apple*, crab apple*, edible fruit*, pear, quince"),
            node(
                "02958343-n",
                "car, auto, automobile, machine, motorcar",
                0.93,
                71,
                "motor vehicle*, cab*, hatchback*, limousine*, sedan*, convertible*, minivan*,"
                    + " ambulance*",
                "hatchback*, sedan*, limousine*, convertible*, minivan*, cab*, roadster*, truck")),
        List.of(
            node(
                "05808619-n",
                "state of matter",
                0.004,
                5,
                "chemical phenomenon, gas, liquid, solid, plasma",
                "phase space, fugacity, latent heat, enthalpy"),
            node(
                "00024720-n",
                "state",
                0.011,
                97,
                "attribute, feeling, skillfulness, cleavage, medium, condition*, office",
                "condition*, nationhood, tribalism, temporary state")));
  }

  private static ReconstructionFacts.RestoredNode node(
      String id, String label, double ap, long degree, String truth, String restored) {
    return new ReconstructionFacts.RestoredNode(
        id, label, degree, ap, degree, neighbours(truth), neighbours(restored));
  }

  /** Labels separated by commas; a star marks a hit. */
  private static List<ReconstructionFacts.Neighbour> neighbours(String labels) {
    List<ReconstructionFacts.Neighbour> neighbours = new ArrayList<>();
    for (String label : labels.split(", ")) {
      boolean hit = label.endsWith("*");
      String name = hit ? label.substring(0, label.length() - 1) : label;
      neighbours.add(new ReconstructionFacts.Neighbour("id of " + name, name, hit));
    }

    return neighbours;
  }
}
