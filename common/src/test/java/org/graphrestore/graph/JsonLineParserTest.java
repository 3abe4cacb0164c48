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

class JsonLineParserTest {
  private static final String FIRST =
      "{\"src\":\"a\",\"dst\":\"b\",\"weight\":2,\"src;label\":\"A|x\"}";

  private final EdgeRow row = new EdgeRow();

  @Test
  void readsFieldsWhateverTheirOrder() throws BadRowException {
    EdgeLayout layout = layout(FIRST, Ids.AUTO);
    assertThat(layout.format()).isEqualTo(Format.JSON);
    String line =
        "{ \"weight\": \"0.5\", \"other\": {\"src\": [1]}, \"dst\": \"\u00fc\\t\", \"src\": \"c\" }";
    assertThat(parse(layout, line)).isTrue();
    assertThat(row.src()).isEqualTo("c");
    assertThat(row.dst()).isEqualTo("\u00fc\t");
    assertThat(row.weight()).isEqualTo(0.5);
    assertThat(row.srcLabel()).isNull();
    parse(layout, FIRST);
    assertThat(row.srcLabel()).isEqualTo("A");
    assertThat(parse(layout, "  \r")).isFalse();
  }

  @Test
  void numbersAreKeptAsTheyAreWritten() throws BadRowException {
    EdgeLayout layout = layout("{\"src\":1,\"dst\":2}", Ids.AUTO);
    assertThat(layout.idType()).isEqualTo(IdType.STRING);
    parse(layout, "{\"src\":9007199254740993,\"dst\":-123456789012345678901234567890}");
    assertThat(row.src()).isEqualTo("9007199254740993");
    assertThat(row.dst()).isEqualTo("-123456789012345678901234567890");
    assertThat(layout("{\"src\":1,\"dst\":2}", Ids.LONG).idType()).isEqualTo(IdType.LONG);
    parse(layout("{\"src\":1,\"dst\":2}", Ids.STRING), "{\"src\":1,\"dst\":\"x\"}");
    assertThat(row.dst()).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "[1]#JSON#it is no JSON object",
        "{'src':'c','dst':'d','weight':1} x#JSON#it is no JSON: Unrecognized token 'x': was expecting*",
        "{'src':'c','dst':'d','weight':1}{}#JSON#there is more after its JSON object",
        "{'src':'c','src':'d'}#JSON#it is no JSON: Duplicate field 'src'*",
        "{'src':'c','dst':'d'#JSON#it is no JSON: Unexpected end-of-input*",
        "{'src':'c','weight':1}#EMPTY_ID#its second node (field dst) is missing",
        "{'src':null,'dst':'d','weight':1}#EMPTY_ID#its first node (field src) is missing",
        "{'src':'','dst':'d','weight':1}#EMPTY_ID#its first node (field src) is empty",
        "{'src':{},'dst':'d','weight':1}#JSON#its field src is neither text nor a number",
        "{'src':true,'dst':'d','weight':1}#JSON#its field src is neither text nor a number",
        "{'src':5,'dst':'d','weight':1}#ID#its first node 'z5z' is a number, but the first row's is text; take all for one with ingest.id-type=string or long",
        "{'src':'c','dst':'d'}#WEIGHT#its weight (field weight) is missing",
        "{'src':'c','dst':'d','weight':NaN}#JSON#it is no JSON: Non-standard token 'NaN'*",
        "{'src':'c','dst':'d','weight':-1}#WEIGHT#weight -1.0 is out of range*",
        "{'src':'c','dst':'d','weight':1,'relation':'r'}#JSON#it has a field relation, which the first row has not; say what it is with --relation (or none)",
      })
  void saysWhatIsWrong(String line, BadRowReason reason, String message) {
    EdgeLayout layout = layout(FIRST, Ids.AUTO);
    String wanted = message.replace("'z5z'", "\"5\"");
    assertThatThrownBy(() -> parse(layout, line.replace('\'', '"')))
        .isInstanceOf(BadRowException.class)
        .satisfies(e -> assertThat(((BadRowException) e).reason()).isEqualTo(reason))
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .startsWith(
                        wanted.endsWith("*") ? wanted.substring(0, wanted.length() - 1) : wanted));
  }

  @Test
  void numbersThatAreNotWholeAreNoIds() {
    EdgeLayout layout = layout("{\"src\":1,\"dst\":2}", Ids.AUTO);
    assertThatThrownBy(() -> parse(layout, "{\"src\":1.0,\"dst\":2}"))
        .hasMessage("its first node \"1.0\" is no whole number");
    assertThatThrownBy(() -> parse(layout, "{\"src\":1,\"dst\":-0}"))
        .hasMessage("its second node \"-0\" is no whole number");
    assertThatThrownBy(() -> parse(layout, "{\"src\":\"1\",\"dst\":2}"))
        .hasMessage(
            "its first node \"1\" is text, but the first row's is a number; take all for one with"
                + " ingest.id-type=string or long");
  }

  @Test
  void firstRowThatIsNoObject() {
    assertThatThrownBy(() -> layout("{\"src\":", Ids.AUTO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("In the first row it is no JSON: Unexpected end-of-input");
    assertThatThrownBy(() -> layout("{\"a\":1}", Ids.AUTO))
        .hasMessage(
            "No column is called one of src, source, from, node1 (found a); name it with --src");
  }

  private boolean parse(EdgeLayout layout, String line) throws BadRowException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return LineParser.of(layout).parse(bytes, bytes.length, false, row);
  }

  private static EdgeLayout layout(String line, Ids ids) {
    return EdgeLayout.ofText(
        List.of("", line),
        new IngestParams(Format.AUTO, false, ids, "auto", "auto", "auto", "auto"));
  }
}
