package org.graphrestore.spark.corpus;

import static org.graphrestore.spark.corpus.CorpusCase.corpusCase;
import static org.graphrestore.spark.corpus.CorpusCase.latin;
import static org.graphrestore.spark.corpus.TextCases.ONE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Parquet and ORC. */
final class ColumnarCases {
  private static final String TEXTS = "src STRING, dst STRING";
  private static final String MIX = "; take all for one with ingest.id-type=string or long";

  private final SparkSession spark;

  ColumnarCases(SparkSession spark) {
    this.spark = spark;
  }

  List<CorpusCase> cases() {
    return Stream.of(both("parquet", "Parquet"), both("orc", "ORC"), parquet())
        .flatMap(List::stream)
        .toList();
  }

  private List<CorpusCase> both(String format, String name) {
    String file = "e." + format;
    return List.of(
        corpusCase(name + " with text")
            .make(table(format, file, TEXTS, row("a", "b")))
            .edges(file)
            .ids("a", "b"),
        corpusCase(name + " with numbers")
            .make(table(format, file, "src BIGINT, dst INT", row(Long.MIN_VALUE, 7)))
            .edges(file)
            .ids("-9223372036854775808", "7"),
        corpusCase(name + " with a null id")
            .make(table(format, file, TEXTS, row("a", "b"), row("a", null)))
            .edges(file)
            .fails(file, "row 2: its second node is null", ONE),
        corpusCase(name + " with an empty id")
            .make(table(format, file, TEXTS, row("a", "b"), row("", "b")))
            .edges(file)
            .fails(file, "row 2: its first node is empty", ONE),
        corpusCase(name + " with a null weight")
            .make(table(format, file, TEXTS + ", weight DOUBLE", row("a", "b", null)))
            .edges(file)
            .fails(file, "row 1: weight NaN is out of range (must be > 0", ONE),
        corpusCase(name + " with a negative weight")
            .make(table(format, file, TEXTS + ", weight FLOAT", row("a", "b", -1f)))
            .edges(file)
            .fails(file, "row 1: weight -1.0 is out of range (must be > 0", ONE),
        corpusCase(name + " with a weight of text")
            .make(table(format, file, TEXTS + ", weight STRING", row("a", "b", "1")))
            .edges(file)
            .fails(file, "Column weight is STRING (a weight must be a number); name another"),
        corpusCase(name + " with fractions as ids")
            .make(table(format, file, "src DOUBLE, dst DOUBLE", row(1.0, 2.0)))
            .edges(file)
            .fails(file, "Column src is DOUBLE (an id must be text or a whole number of at most"),
        corpusCase(name + " with lists as ids")
            .make(table(format, file, "src ARRAY<STRING>, dst STRING", row(List.of("a"), "b")))
            .edges(file)
            .fails(file, "Column src is ", "(an id must be text or a whole number"),
        corpusCase(name + " with text and numbers")
            .make(table(format, file, "src STRING, dst INT", row("a", 1)))
            .edges(file)
            .fails(file, "Column src is STRING and column dst is INT", MIX),
        corpusCase(name + " with text in one file and numbers in another")
            .make(table(format, "d/1." + format, TEXTS, row("a", "b")))
            .make(table(format, "d/2." + format, "src INT, dst INT", row(1, 2)))
            .edges("d")
            .fails("d/2." + format, "Column src is INT, but STRING in ", "d/1." + format, MIX),
        corpusCase(name + " with another width in another file")
            .make(table(format, "d/1." + format, "src INT, dst INT", row(1, 2)))
            .make(table(format, "d/2." + format, "src BIGINT, dst BIGINT", row(2L, 3L)))
            .edges("d")
            .ids("1", "2", "3"),
        corpusCase(name + " whose second file lacks a column")
            .make(table(format, "d/1." + format, TEXTS, row("a", "b")))
            .make(table(format, "d/2." + format, "src STRING", row("a")))
            .edges("d")
            .fails("d/2." + format, "it has no column dst, which ", "d/1." + format, " has"),
        corpusCase(name + " without the columns")
            .make(table(format, file, "x STRING, y STRING", row("a", "b")))
            .edges(file)
            .fails(file, "No column is called one of src", "(found x, y); name it with --src"),
        corpusCase(name + " that is cut off")
            .make(table(format, file, TEXTS, row("a", "b"), row("b", "c")))
            .make(in -> cut(in.resolve(file)))
            .edges(file)
            .fails("Cannot read ", file, "it is no whole " + name + " file", "fetch it again"),
        corpusCase(name + " with text as its second file")
            .make(table(format, "d/1." + format, TEXTS, row("a", "b")))
            .text("d/2." + format, "a\tb\n")
            .edges("d")
            .fails("Cannot read ", "d/2." + format + ": it is no whole " + name, "fetch it again"),
        corpusCase(name + " without rows")
            .make(table(format, file, TEXTS))
            .edges(file)
            .fails("Found no edges in ", file));
  }

  private List<CorpusCase> parquet() {
    return List.of(
        corpusCase("Parquet whose values are damaged")
            .make(table("parquet", "e.parquet", TEXTS, row("a", "b"), row("b", "c")))
            .make(in -> flip(in.resolve("e.parquet")))
            .edges("e.parquet")
            .fails(
                "Cannot read ", "e.parquet: ", "; it is damaged: fetch it again, or leave it out"),
        corpusCase("text that is called Parquet").text("e.parquet", "a\tb\n").ids("a", "b"),
        corpusCase("the magic of Parquet and nothing more")
            .bytes("e.parquet", latin("PAR1PAR1"))
            .fails("Cannot read ", "e.parquet: it is no whole Parquet file", "fetch it again"),
        corpusCase("a footer of Parquet that claims two billion bytes")
            .bytes("e.parquet", latin("PAR1abcdefgh\u0000\u0000\u0000wPAR1"))
            .fails("Cannot read ", "e.parquet: it is no whole Parquet file", "fetch it again"),
        corpusCase("the magic of ORC and nothing more")
            .bytes("e.orc", latin("ORC and so on"))
            .fails("Cannot read ", "e.orc: it is no whole ORC file", "fetch it again"),
        corpusCase("Parquet among text")
            .text("d/1.tsv", "a\tb\n")
            .make(table("parquet", "d/2.parquet", TEXTS, row("a", "b")))
            .edges("d")
            .fails("d/2.parquet, line 1: "));
  }

  static Row row(Object... values) {
    return RowFactory.create(values);
  }

  CorpusCase.Making table(String format, String file, String ddl, Row... rows) {
    return in -> {
      Path folder = in.resolve("made-" + file.replace('/', '-'));
      spark
          .createDataFrame(Arrays.asList(rows), StructType.fromDDL(ddl))
          .coalesce(1)
          .write()
          .format(format)
          .save(folder.toString());
      Path part;
      try (Stream<Path> files = Files.list(folder)) {
        part =
            files
                .filter(path -> path.getFileName().toString().startsWith("part-"))
                .findFirst()
                .orElseThrow();
      }

      Files.createDirectories(in.resolve(file).getParent());
      Files.move(part, in.resolve(file));
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(ColumnarCases::delete);
      }
    };
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static void cut(Path file) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
  }

  /** Destroys what stands behind the magic; the end of the file, which says where all is, stays. */
  static void flip(Path file) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int i = 4; i < 40; i++) {
      whole[i] ^= 0x55;
    }

    Files.write(file, whole);
  }
}
