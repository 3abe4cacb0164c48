package org.graphrestore.spark.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphrestore.spark.corpus.CorpusCase.corpusCase;
import static org.graphrestore.spark.corpus.TextCases.ONE;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** Cells of text files: weights and ids. */
final class ValueCases {
  private static final int LONG_ID = 10 << 20;

  private ValueCases() {}

  static List<CorpusCase> weights() {
    List<CorpusCase> cases = new ArrayList<>();
    for (String bad :
        List.of(
            "NaN",
            "inf",
            "-Infinity",
            "0x1p3",
            "1.5f",
            "1_000",
            "\u0663",
            "abc",
            "1e",
            "--1",
            "1.2.3",
            "")) {
      cases.add(
          weight(bad)
              .fails(
                  "e.tsv, line 2: weight \"" + bad + "\" is no number (must be > 0 and finite)",
                  ONE));
    }

    for (String bad : List.of("0", "-0.0", "-1", "1e39", "1e400", "-1e400", "1e-46")) {
      cases.add(
          weight(bad)
              .fails(
                  "e.tsv, line 2: weight ",
                  " is out of range (must be > 0 and at most 3.4028235E38)",
                  ONE));
    }

    cases.add(
        corpusCase("weight 1,5 between tabs")
            .text("e.tsv", "a\tb\t1\nb\tc\t1,5\n")
            .fails("e.tsv, line 2: weight \"1,5\" is no number", ONE));
    for (String good : List.of("1e-45", "3.4028235e38", "+1.5", "1.", ".5", "1E3", " 2 ")) {
      float expected = Float.parseFloat(good.trim());
      cases.add(
          weight(good)
              .graph(3, 2)
              .check(
                  graph ->
                      assertThat(graph.arcTable().collectAsList())
                          .extracting(row -> row.getFloat(2))
                          .containsExactlyInAnyOrder(1f, 1f, expected, expected)));
    }

    cases.add(
        corpusCase("weights whose sum is too large")
            .text("e.tsv", "a\tb\t3e38\na\tb\t3e38\n")
            .fails("sum to more than 3.4028235E38", "scale the weights down"));
    return cases;
  }

  private static CorpusCase weight(String weight) {
    return corpusCase("weight \"" + weight + "\"").text("e.tsv", "a\tb\t1\nb\tc\t" + weight + "\n");
  }

  static List<CorpusCase> ids() {
    String composed = Normalizer.normalize("caf\u00e9", Normalizer.Form.NFC);
    String decomposed = Normalizer.normalize("caf\u00e9", Normalizer.Form.NFD);
    String huge = "x".repeat(LONG_ID);
    List<CorpusCase> cases = new ArrayList<>();
    cases.add(
        corpusCase("ids differ by case")
            .text("e.tsv", "A\ta\na\tB\nB\tb\n")
            .ids("A", "a", "B", "b"));
    cases.add(
        corpusCase("ids differ by a blank").text("e.tsv", "a\ta \na \t a\n").ids("a", "a ", " a"));
    cases.add(corpusCase("ids with blanks inside").text("e.tsv", "a b\ta  b\n").ids("a b", "a  b"));
    cases.add(
        corpusCase("a non-breaking space is no blank")
            .text("e.txt", "a\u00a0b c\na\u00a0b a\n")
            .ids("a\u00a0b", "c", "a"));
    cases.add(
        corpusCase("Unicode forms are different ids")
            .text("e.tsv", composed + "\t" + decomposed + "\n")
            .ids(composed, decomposed));
    cases.add(
        corpusCase("ids that look like comments").text("e.tsv", "a\t#b\n#c\td\n").ids("a", "#b"));
    cases.add(
        corpusCase("ids of punctuation")
            .text("e.tsv", "\\N\tNULL\n-\tNULL\n")
            .ids("\\N", "NULL", "-"));
    cases.add(
        corpusCase("an id of 10 MB")
            .text("e.tsv", "a\tb\n" + huge + "\tb\n")
            .fails("e.tsv, line 2: it is longer than 1048576 bytes (ingest.max-row-bytes)", ONE));
    cases.add(
        corpusCase("an id of 10 MB in the first row")
            .text("e.tsv", huge + "\tb\n")
            .fails("e.tsv, line 1: it is longer than 1048576 bytes (ingest.max-row-bytes)"));
    cases.add(
        corpusCase("an id of 10 MB that is allowed")
            .text("e.tsv", "a\tb\n" + huge + "\tb\n")
            .set("ingest.max-row-bytes=20000000")
            .ids("a", "b", huge));
    cases.add(
        corpusCase("numbers in text are text")
            .text("e.tsv", "5\t05\n+5\t5.0\n9007199254740993\t9007199254740992\n")
            .ids("5", "05", "+5", "5.0", "9007199254740993", "9007199254740992"));
    cases.add(
        corpusCase("numbers of 64 bits")
            .text(
                "e.tsv",
                """
                9007199254740993\t9007199254740992
                9223372036854775807\t-9223372036854775808
                -1\t0
                """)
            .args("--id-type", "long")
            .ids(
                "9007199254740993",
                "9007199254740992",
                "9223372036854775807",
                "-9223372036854775808",
                "-1",
                "0"));
    for (String bad :
        List.of(
            "9223372036854775808",
            "-9223372036854775809",
            "+5",
            "05",
            "-0",
            "5.0",
            "1e3",
            " 5",
            "0x5",
            "\uff15",
            "x")) {
      cases.add(
          corpusCase("number \"" + bad + "\"")
              .text("e.tsv", "1\t2\n2\t" + bad + "\n")
              .args("--id-type", "long")
              .fails(
                  "e.tsv, line 2: id \"" + bad + "\" is no plain decimal number of 64 bits",
                  "leave ingest.id-type as string",
                  ONE));
    }

    return cases;
  }
}
