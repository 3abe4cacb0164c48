package org.graphrestore.spark.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.graphrestore.spark.corpus.CorpusCase.corpusCase;
import static org.graphrestore.spark.corpus.CorpusCase.join;
import static org.graphrestore.spark.corpus.CorpusCase.latin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Text files: encodings, lines, columns and quotes. */
final class TextCases {
  /** What the last words of a message are where one row is bad. */
  static final String ONE = " (the only bad row; --bad-rows drop leaves it out)";

  private static final String UTF16 =
      ": it is UTF-16 (needs UTF-8); convert it, for example with iconv";
  private static final String NUL = ": it has a NUL character; is this a text file in UTF-8?";
  private static final String RETURN =
      ": it has a carriage return inside; lines must end with a line feed";
  private static final String EDGES = "a\tb\nb\tc\n";

  private TextCases() {}

  static List<CorpusCase> encodings() {
    return List.of(
        corpusCase("byte order mark before an edge list")
            .text("e.tsv", "\uFEFF" + EDGES)
            .ids("a", "b", "c"),
        corpusCase("byte order mark before a header")
            .text("e.csv", "\uFEFFsrc,dst\na,b\n")
            .ids("a", "b"),
        corpusCase("byte order mark in one of two files")
            .text("d/1.csv", "src,dst\na,b\n")
            .text("d/2.csv", "\uFEFFsrc,dst\nb,c\n")
            .edges("d")
            .ids("a", "b", "c")
            .graph(3, 2),
        corpusCase("byte order mark inside a file is part of an id")
            .text("e.tsv", "a\tb\n\uFEFFa\tb\n")
            .ids("a", "b", "\uFEFFa"),
        corpusCase("UTF-16 little endian with mark")
            .bytes("e.tsv", ("\uFEFF" + EDGES).getBytes(StandardCharsets.UTF_16LE))
            .fails("Cannot read file:", "e.tsv", UTF16),
        corpusCase("UTF-16 big endian with mark")
            .bytes("e.tsv", ("\uFEFF" + EDGES).getBytes(StandardCharsets.UTF_16BE))
            .fails("Cannot read file:", "e.tsv", UTF16),
        corpusCase("UTF-16 inside gzip")
            .bytes("e.tsv.gz", gzipOf(("\uFEFF" + EDGES).getBytes(StandardCharsets.UTF_16LE)))
            .fails("Cannot read file:", "e.tsv.gz", UTF16),
        corpusCase("UTF-16 little endian without mark")
            .bytes("e.tsv", EDGES.getBytes(StandardCharsets.UTF_16LE))
            .fails("Bad row in file:", "e.tsv, line 1", NUL),
        corpusCase("UTF-16 big endian without mark")
            .bytes("e.tsv", EDGES.getBytes(StandardCharsets.UTF_16BE))
            .fails("Bad row in file:", "e.tsv, line 1", NUL),
        corpusCase("Latin-1 in an id")
            .bytes("e.tsv", latin("a\tb\ncaf\u00e9\tb\n"))
            .fails(
                "e.tsv, line 2: byte 4 of the line is not UTF-8 (0xe9); convert the file to UTF-8",
                ONE),
        corpusCase("Latin-1 in a header")
            .bytes("e.csv", latin("src,dst,caf\u00e9\na,b,c\n"))
            .fails("e.csv, line 1: byte 12 of the line is not UTF-8 (0xe9); convert"),
        corpusCase("Latin-1 in a label")
            .bytes(
                "e.tsv",
                latin("node1\trelation\tnode2\tnode1;label\nx\tr\ty\tok\nx\tr\tz\tcaf\u00e9\n"))
            .fails("e.tsv, line 3: byte 10 of the line is not UTF-8 (0xe9)", ONE),
        corpusCase("Latin-1 behind gzip, in the third file")
            .text("d/1.tsv", EDGES)
            .text("d/2.tsv", EDGES)
            .bytes("d/3.tsv.gz", gzipOf(latin("a\tb\n\u00e9\tb\n")))
            .edges("d")
            .fails("d/3.tsv.gz, line 2: byte 1 of the line is not UTF-8 (0xe9)", ONE),
        corpusCase("UTF-8 that ends inside a character")
            .bytes("e.tsv", latin("a\tb\na\tb\u00c3"))
            .fails("e.tsv, line 2: byte 4 of the line is not UTF-8 (0xc3)", ONE),
        corpusCase("UTF-8 that is longer than need be")
            .bytes("e.tsv", latin("a\tb\na\t\u00c0\u0080\n"))
            .fails("e.tsv, line 2: byte 3 of the line is not UTF-8 (0xc0)", ONE),
        corpusCase("half of a surrogate pair as UTF-8")
            .bytes("e.tsv", latin("a\tb\na\t\u00ed\u00a0\u0080\n"))
            .fails("e.tsv, line 2: byte 3 of the line is not UTF-8 (0xed)", ONE),
        corpusCase("NUL in an id")
            .text("e.tsv", "a\tb\na\u0000\tc\n")
            .fails("e.tsv, line 2" + NUL, ONE),
        corpusCase("carriage returns alone")
            .text("e.tsv", "a\tb\rb\tc\r")
            .fails("e.tsv, line 1" + RETURN),
        corpusCase("carriage return inside a line")
            .text("e.tsv", "a\tb\na\rx\tb\n")
            .fails("e.tsv, line 2" + RETURN, ONE),
        corpusCase("two carriage returns at the end of a line")
            .text("e.tsv", "a\tb\nb\tc\r\r\n")
            .fails("e.tsv, line 2" + RETURN, ONE),
        corpusCase("carriage return and line feed")
            .text("e.tsv", "a\tb\r\nb\tc\r\n")
            .ids("a", "b", "c"),
        corpusCase("mixed ends of lines")
            .text("e.tsv", "a\tb\r\nb\tc\nc\td\r\n")
            .ids("a", "b", "c", "d"),
        corpusCase("no end of the last line")
            .text("e.tsv", "a\tb\nb\tc")
            .ids("a", "b", "c")
            .graph(3, 2),
        corpusCase("a character of four bytes")
            .text("e.tsv", "\uD83D\uDC1F\tb\n")
            .ids("\uD83D\uDC1F", "b"),
        corpusCase("other separators of lines are part of an id")
            .text("e.tsv", "a\u2028x\tb\u0085y\nc\u000bz\tb\u0085y\n")
            .ids("a\u2028x", "b\u0085y", "c\u000bz"),
        corpusCase("blank lines are passed over")
            .text("e.tsv", "\n\na\tb\n   \nb\tc\n\n")
            .ids("a", "b", "c")
            .count("other_lines", 4),
        corpusCase("a picture")
            .bytes("e.tsv", join(latin("\u0089PNG\r\n\u001a\n"), new byte[64]))
            .fails("e.tsv, line 1: byte 1 of the line is not UTF-8 (0x89)"));
  }

  static List<CorpusCase> columns() {
    String found = " (found src, weight); name it with --dst";
    return List.of(
        corpusCase("a column is missing")
            .text("e.csv", "src,weight\na,1\n")
            .args("--src", "src")
            .fails("e.csv: No column is called one of dst, target, to, node2" + found),
        corpusCase("a column that was named is missing")
            .text("e.csv", "src,dst\na,b\n")
            .args("--src", "who")
            .fails("e.csv: No column is called who (found src, dst); name it with --src"),
        corpusCase("a relation that was named is missing")
            .text("e.csv", "src,dst\na,b\n")
            .args("--relation", "kind")
            .fails("e.csv: No column is called kind (found src, dst); name it with --relation"),
        corpusCase("a column is there twice")
            .text("e.csv", "src,dst,dst\na,b,c\n")
            .fails("e.csv: Two columns are called dst; rename one"),
        corpusCase("columns differ by case").text("e.csv", "src,DST,SRC\na,b,c\n").ids("a", "b"),
        corpusCase("columns are swapped")
            .text("e.csv", "dst,src\nb,a\n")
            .args("--directed")
            .ids("a", "b")
            .check(
                graph ->
                    assertThat(graph.nodeTable().filter("out_degree = 1").first().getString(2))
                        .isEqualTo("a")),
        corpusCase("one column for both ends")
            .text("e.csv", "src,dst\na,b\n")
            .args("--src", "dst")
            .fails("e.csv: Column dst is both ends of an edge; name two with --src and --dst"),
        corpusCase("a row is short")
            .text("e.tsv", "a\tb\nc\n")
            .fails("e.tsv, line 2: it has 1 column (needs 2, as in the first row)", ONE),
        corpusCase("a row is long")
            .text("e.tsv", "a\tb\nc\td\te\n")
            .fails("e.tsv, line 2: it has 3 columns (needs 2, as in the first row)", ONE),
        corpusCase("a row is shorter than the header")
            .text("e.csv", "src,dst,weight\na,b\n")
            .fails("e.csv, line 2: it has 2 columns (needs 3, as in the header)", ONE),
        corpusCase("several ragged rows: the first is named")
            .text("e.tsv", "a\tb\n\nc\nd\te\tf\tg\n")
            .fails("e.tsv, line 3: it has 1 column", "the first of 2 bad rows; --bad-rows drop"),
        corpusCase("one column")
            .text("e.txt", "a\nb\n")
            .fails("e.txt: The first row has 1 column", "name its columns with --src and --dst"),
        corpusCase("four columns without a header")
            .text("e.txt", "a b c d\n")
            .fails("e.txt: The first row has 4 columns (an edge list has two nodes and at most a"),
        corpusCase("a header of unknown names")
            .text("e.tsv", "head\ttail\tscore\na\tb\t1\n")
            .fails("e.tsv: The third column", "\"score\" is no number", "name its columns with"),
        corpusCase("a trailing separator")
            .text("e.tsv", "a\tb\t\n")
            .fails("e.tsv: The third column", "weight \"\" is no number", "--src and --dst"),
        corpusCase("tabs first, spaces later")
            .text("e.tsv", "a\tb\nc d\n")
            .fails("e.tsv, line 2: it has 1 column (needs 2", ONE),
        corpusCase("runs of spaces").text("e.txt", "a   b\n  b c  \n").ids("a", "b", "c"),
        corpusCase("the header of another file differs")
            .text("d/1.csv", "src,dst\na,b\n")
            .text("d/2.csv", "dst,src\nb,a\n")
            .edges("d")
            .fails("d/2.csv, line 1: the header differs", "\"dst,src\" instead of \"src,dst\""),
        corpusCase("another file has no header")
            .text("d/1.csv", "src,dst\na,b\n")
            .text("d/2.csv", "b,c\n")
            .edges("d")
            .fails("d/2.csv, line 1: the header differs", "\"b,c\" instead of"),
        corpusCase("KGTK without node2")
            .text("e.tsv", "node1\trelation\tnodeX\na\tr\tb\n")
            .fails("e.tsv: The third column", "if this is a header, name its columns"),
        corpusCase("KGTK with an empty relation")
            .text("e.tsv", "node1\trelation\tnode2\na\tr\tb\na\t\tc\n")
            .fails("e.tsv, line 3: its relation is empty", ONE),
        corpusCase("a name where there is no header")
            .text("e.tsv", "a\tb\n")
            .set("ingest.format=edge-list")
            .args("--weight", "w")
            .fails("e.tsv: An edge list has no column called w", "leave --weight out, or set"),
        corpusCase("a name that is no column of an edge list")
            .text("e.tsv", "a\tb\n")
            .args("--src", "who")
            .fails("e.tsv: No column is called who (found a, b); name it with --src"),
        corpusCase("an empty first id")
            .text("e.tsv", "a\tb\n\tb\n")
            .fails("line 2: its first node is", ONE),
        corpusCase("an empty second id")
            .text("e.tsv", "a\tb\na\t\n")
            .fails("e.tsv, line 2: its second node is empty", ONE),
        corpusCase("an id of blanks in commas")
            .text("e.csv", "src,dst\na,b\n  ,b\n")
            .fails("e.csv, line 3: its first node is empty", ONE));
  }

  static List<CorpusCase> quotes() {
    return List.of(
        corpusCase("a quote is not closed")
            .text("e.csv", "src,dst\n\"a,b\n")
            .fails("e.csv, line 2: a quote is not closed (a cell cannot hold a line break)", ONE),
        corpusCase("text after a quote")
            .text("e.csv", "src,dst\n\"a\"x,b\n")
            .fails("e.csv, line 2: there is text after a closing quote", ONE),
        corpusCase("a quote inside is doubled")
            .text("e.csv", "src,dst\n\"a\"\"b\",c\n")
            .ids("a\"b", "c"),
        corpusCase("a separator inside quotes")
            .text("e.csv", "src,dst\n\"a,b\",c\n")
            .ids("a,b", "c"),
        corpusCase("blanks around quotes").text("e.csv", "src,dst\n \"a\" , b \n").ids("a", "b"),
        corpusCase("blanks inside quotes stay")
            .text("e.csv", "src,dst\n\" a \",b\n")
            .ids(" a ", "b"),
        corpusCase("a line break inside quotes")
            .text("e.csv", "src,dst\n\"a\nx\",b\n")
            .fails("e.csv, line 2: a quote is not closed", ONE),
        corpusCase("nothing inside quotes")
            .text("e.csv", "src,dst\n\"\",b\n")
            .fails("e.csv, line 2: its first node is empty", ONE),
        corpusCase("a quote in the middle is text")
            .text("e.csv", "src,dst\na\"b,c\n")
            .ids("a\"b", "c"),
        corpusCase("quotes between tabs are text")
            .text("e.tsv", "\"a\"\t\"b\n'c'\t\"b\n")
            .ids("\"a\"", "\"b", "'c'"));
  }

  static byte[] gzipOf(byte[] content) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(all)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return all.toByteArray();
  }
}
