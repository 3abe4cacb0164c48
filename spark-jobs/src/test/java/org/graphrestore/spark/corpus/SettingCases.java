package org.graphrestore.spark.corpus;

import static org.graphrestore.spark.corpus.CorpusCase.corpusCase;

import java.nio.file.Files;
import java.util.List;

/** Options and settings that cannot be. Most fail before Spark is asked. */
final class SettingCases {
  private SettingCases() {}

  static List<CorpusCase> cases() {
    return List.of(
        set("an unknown key", "ingest.formt=csv")
            .fails("Unknown key: ingest.formt; did you mean ingest.format?"),
        set("an unknown format", "ingest.format=xml").fails("Invalid ingest.format: xml (must be"),
        set("an unknown type of ids", "ingest.id-type=uuid").fails("Invalid ingest.id-type: uuid"),
        set("a bound below its range", "ingest.max-row-bytes=1")
            .fails("Invalid ingest.max-row-bytes: 1 (must be 64 .. 67108864"),
        set("a negative bound", "ingest.max-bad-rows=-1").fails("Invalid ingest.max-bad-rows: -1"),
        set("a sample of more than all", "ingest.sample=2").fails("Invalid ingest.sample: 2"),
        set("a sample of nothing", "ingest.sample=0").fails("Invalid ingest.sample: 0"),
        set("a least weight that is no number", "ingest.min-weight=NaN")
            .fails("Invalid ingest.min-weight: NaN"),
        set("a pattern with a star inside", "ingest.keep-relations=a*b")
            .fails("Invalid ingest.keep-relations: a*b", "at the end of a name only"),
        set("a seed that is no number", "run.seed=lucky").fails("Invalid run.seed: lucky"),
        corpusCase("a setting that another law reads")
            .text("e.tsv", "a\tb\n")
            .args("--set", "walk.p=0.5")
            .fails(
                "walk.p and walk.q are read by walk.law=node2vec and node2vec-plus only, but"
                    + " walk.law is uniform"),
        set("a bias of nothing", "walk.p=0").fails("Invalid walk.p: 0 (must be 0.001 .. 1000"),
        set("a walk of one node", "walk.length=1").fails("Invalid walk.length: 1 (must be 2 .. "),
        set("a walk that always restarts", "walk.restart=1.0")
            .fails("Invalid walk.restart: 1.0 (must be 0 .. 0.99"),
        corpusCase("an option without a value")
            .text("e.tsv", "a\tb\n")
            .args("--set")
            .usage("--set"),
        corpusCase("a setting without a value")
            .text("e.tsv", "a\tb\n")
            .args("--set", "ingest.format")
            .usage("--set", "ingest.format"),
        corpusCase("an unknown option")
            .text("e.tsv", "a\tb\n")
            .args("--wieght", "w")
            .usage("--wieght"),
        corpusCase("edges and a store")
            .text("e.tsv", "a\tb\n")
            .args("--graph", "{in}")
            .fails("Both --edges and --graph given: use one of them"),
        corpusCase("edges and a table")
            .text("e.tsv", "a\tb\n")
            .args("--table", "t")
            .fails("Both --edges and --table given: use one of them"),
        corpusCase("no graph at all").fails("No graph given: use --edges PATH or --table NAME"),
        corpusCase("a table that nobody knows").args("--table", "nowhere").fails("nowhere"),
        corpusCase("a configuration that is not there")
            .text("e.tsv", "a\tb\n")
            .args("--config", "{in}/no.conf")
            .fails("Cannot read --config ", "no.conf"),
        corpusCase("a configuration that is none")
            .text("e.tsv", "a\tb\n")
            .text("bad.conf", "ingest { format = ")
            .args("--config", "{in}/bad.conf")
            .fails("Cannot parse --config ", "bad.conf"),
        corpusCase("an output that is a file")
            .text("e.tsv", "a\tb\n")
            .args("--output", "{in}/e.tsv")
            .fails("Output ", "e.tsv is a file; choose a folder"),
        corpusCase("an output inside a file")
            .text("e.tsv", "a\tb\n")
            .args("--output", "{in}/e.tsv/run")
            .fails("Cannot use output ", "e.tsv/run"),
        corpusCase("an output with files of others")
            .text("e.tsv", "a\tb\n")
            .text("mine/thesis.tex", "mine")
            .args("--output", "{in}/mine")
            .fails("Output ", "holds files that are not a run of GraphRestore", "--force"),
        corpusCase("an output of an unknown scheme")
            .text("e.tsv", "a\tb\n")
            .args("--output", "wasted://bucket/run")
            .fails("Cannot use output wasted://bucket/run", "wasted"),
        corpusCase("an output of no letters")
            .text("e.tsv", "a\tb\n")
            .args("--output", "")
            .fails("--output", "empty"),
        corpusCase("a format that the file is not")
            .text("e.tsv", "a\tb\n")
            .set("ingest.format=parquet")
            .fails("e.tsv: it is not Parquet, but ingest.format is parquet"),
        corpusCase("KGTK that is not")
            .text("e.tsv", "a\tb\n")
            .set("ingest.format=kgtk")
            .fails("e.tsv: No column is called one of ", "(found a, b); name it with --src"),
        corpusCase("a run folder whose manifest is damaged")
            .text("e.tsv", "a\tb\n")
            .make(
                in -> {
                  Files.createDirectories(in.resolve("old/graph"));
                  Files.writeString(in.resolve("old/graph/manifest.json"), "{ \"format\" : ");
                })
            .args("--output", "{in}/old")
            .fails("old"));
  }

  private static CorpusCase set(String name, String assignment) {
    return corpusCase(name).text("e.tsv", "a\tb\n").set(assignment);
  }
}
