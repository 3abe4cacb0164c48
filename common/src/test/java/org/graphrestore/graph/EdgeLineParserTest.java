package org.graphrestore.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.graphrestore.graph.IngestParams.Format;
import org.graphrestore.graph.IngestParams.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeLineParserTest {
  private static final EdgeLayout KGTK =
      layout("node1\trelation\tnode2\tnode1;label\tnode2;label", Ids.AUTO);

  private final EdgeRow row = new EdgeRow();

  @Test
  void readsIdsRelationAndFirstLabels() throws BadRowException {
    assertThat(parse(KGTK, "/c/en/'d\t/r/IsA\tQ5\t\"a\\|b|c\t|x")).isTrue();
    assertThat(row.src()).isEqualTo("/c/en/'d");
    assertThat(row.relation()).isEqualTo("/r/IsA");
    assertThat(row.dst()).isEqualTo("Q5");
    assertThat(row.weight()).isEqualTo(1);
    assertThat(row.srcLabel()).isEqualTo("\"a\\");
    assertThat(row.dstLabel()).isEqualTo("|x");
    assertThat(row.loop()).isFalse();
  }

  @Test
  void emptyLabelIsNone() throws BadRowException {
    parse(KGTK, "a\tr\ta\t\t");
    assertThat(row.srcLabel()).isNull();
    assertThat(row.loop()).isTrue();
  }

  @Test
  void headerBlankAndCommentAreNoEdges() throws BadRowException {
    assertThat(
            new EdgeLineParser(KGTK).parse(utf8(KGTK.header()), KGTK.header().length(), true, row))
        .isFalse();
    assertThat(parse(KGTK, "")).isFalse();
    assertThat(parse(KGTK, "  \r")).isFalse();
    assertThat(parse(layout("a b", Ids.AUTO), "#x y")).isFalse();
    assertThat(parse(KGTK, "#a\tr\tb\t\t")).as("a KGTK id may begin so").isTrue();
  }

  @Test
  void byteOrderMarkIsIgnoredInTheFirstLineOnly() throws BadRowException {
    byte[] line = utf8("\uFEFF" + KGTK.header());
    assertThat(new EdgeLineParser(KGTK).parse(line, line.length, true, row)).isFalse();
    EdgeLayout spaces = layout("a b", Ids.AUTO);
    byte[] edge = utf8("\uFEFFa b");
    new EdgeLineParser(spaces).parse(edge, edge.length, false, row);
    assertThat(row.src()).isEqualTo("\uFEFFa");
  }

  @Test
  void anotherFilesOtherHeaderIsBad() {
    byte[] line = utf8("node1\tnode2");
    assertThatThrownBy(() -> new EdgeLineParser(KGTK).parse(line, line.length, true, row))
        .isInstanceOf(BadRowException.class)
        .hasMessage(
            "the header differs from the first file's (\"node1\tnode2\" instead of "
                + "\"node1\trelation\tnode2\tnode1;label\tnode2;label\")");
  }

  @Test
  void carriageReturnAtTheEndIsIgnored() throws BadRowException {
    parse(layout("a b", Ids.AUTO), "x y\r");
    assertThat(row.dst()).isEqualTo("y");
  }

  @Test
  void tabsKeepBlanksAndCommasDoNot() throws BadRowException {
    parse(layout("a\tb", Ids.AUTO), " x \ty y");
    assertThat(row.src()).isEqualTo(" x ");
    assertThat(row.dst()).isEqualTo("y y");
    parse(layout("a,b", Ids.AUTO), " x , y");
    assertThat(row.src()).isEqualTo("x");
    assertThat(row.dst()).isEqualTo("y");
    parse(layout("a b", Ids.AUTO), "  x    y ");
    assertThat(row.src()).isEqualTo("x");
    assertThat(row.dst()).isEqualTo("y");
  }

  @Test
  void quotesHoldCommasAndQuotes() throws BadRowException {
    EdgeLayout csv = layout("src,dst,note", Ids.AUTO);
    parse(csv, "\"Doe, J.\" , \"say \"\"hi\"\"\",\"\"");
    assertThat(row.src()).isEqualTo("Doe, J.");
    assertThat(row.dst()).isEqualTo("say \"hi\"");
    assertBad(csv, "\"a,b,c", "a quote is not closed (a cell cannot hold a line break)");
    assertBad(csv, "\"a\"x,b,c", "there is text after a closing quote");
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.5", "1e3, 1000", "+2, 2", ".25, 0.25"})
  void weights(String text, double expected) throws BadRowException {
    parse(layout("a b 1", Ids.AUTO), "x y " + text);
    assertThat(row.weight()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "1f", "0x1p3", "heavy", "1.2.3", "--1"})
  void weightsThatAreNoNumbers(String text) {
    assertBad(
        layout("a b 1", Ids.AUTO),
        "x y " + text,
        "weight \"" + text + "\" is no number (must be > 0 and finite)");
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0", "-1, -1.0", "1e39, 1.0E39", "1e-60, 1.0E-60", "1e999, Infinity"})
  void weightsOutOfRange(String text, String shown) {
    assertBad(
        layout("a b 1", Ids.AUTO),
        "x y " + text,
        "weight " + shown + " is out of range (must be > 0 and at most 3.4028235E38)");
  }

  @Test
  void raggedRows() {
    assertBad(KGTK, "a\tr\tb\tA", "it has 4 columns (needs 5, as in the header)");
    assertBad(KGTK, "a\tr\tb\tA\tB\tC", "it has 6 columns (needs 5, as in the header)");
    assertBad(layout("a b", Ids.AUTO), "x", "it has 1 column (needs 2, as in the first row)");
    assertBad(layout("a b", Ids.AUTO), "x y 1", "it has 3 columns (needs 2, as in the first row)");
  }

  @Test
  void emptyCells() {
    assertBad(KGTK, "\tr\tb\t\t", "its first node is empty");
    assertBad(KGTK, "a\tr\t\t\t", "its second node is empty");
    assertBad(KGTK, "a\t\tb\t\t", "its relation is empty");
  }

  @Test
  void bytesThatAreNoText() {
    byte[] latin1 = "caf\u00e9 x".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(
            () ->
                new EdgeLineParser(layout("a b", Ids.AUTO))
                    .parse(latin1, latin1.length, false, row))
        .hasMessage("byte 4 of the line is not UTF-8 (0xe9); convert the file to UTF-8");
    assertBad(
        layout("a b", Ids.AUTO), "x y\0", "it has a NUL character; is this a text file in UTF-8?");
    assertBad(
        layout("a b", Ids.AUTO),
        "x y\rz w",
        "it has a carriage return inside; lines must end with a line feed");
  }

  @Test
  void surrogatesAndLongIdsPass() throws BadRowException {
    String id = "\uD83D\uDE00".repeat(5_000);
    parse(layout("a b", Ids.AUTO), id + " y");
    assertThat(row.src()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9007199254740993", "-9223372036854775808", "0"})
  void numbersAsIds(String id) throws BadRowException {
    parse(layout("1 2", Ids.LONG), id + " 7");
    assertThat(row.src()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"05", "+5", "-0", "5.0", "9223372036854775808", "x"})
  void idsThatAreNoPlainNumbers(String id) {
    assertBad(
        layout("1 2", Ids.LONG),
        "7 " + id,
        "id \"" + id + "\" is no plain decimal number of 64 bits; leave ingest.id-type as string");
  }

  private boolean parse(EdgeLayout layout, String line) throws BadRowException {
    byte[] bytes = utf8(line);
    return new EdgeLineParser(layout).parse(bytes, bytes.length, false, row);
  }

  private void assertBad(EdgeLayout layout, String line, String reason) {
    assertThatThrownBy(() -> parse(layout, line))
        .isInstanceOf(BadRowException.class)
        .hasMessage(reason);
  }

  private static EdgeLayout layout(String firstLine, Ids ids) {
    return EdgeLayout.ofText(
        List.of(firstLine),
        new IngestParams(Format.AUTO, false, ids, "auto", "auto", "auto", "auto"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
