package org.graphrestore.classification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.graphrestore.graph.BadRowException;
import org.junit.jupiter.api.Test;

class LabelLineParserTest {
  private static String parse(char separator, String line, boolean first) throws BadRowException {
    LabelLineParser parser = new LabelLineParser(new LabelFormat(separator));
    byte[] bytes = line.getBytes(UTF_8);
    return parser.parse(bytes, bytes.length, first)
        ? parser.node() + "|" + parser.label()
        : "nothing";
  }

  @Test
  void findsTheSeparator() {
    assertThat(LabelFormat.ofLine("a, b\tc").separator()).isEqualTo('\t');
    assertThat(LabelFormat.ofLine("a b,c").separator()).isEqualTo(',');
    assertThat(LabelFormat.ofLine("a b").separator()).isEqualTo(' ');
  }

  @Test
  void readsANodeAndALabel() throws BadRowException {
    assertThat(parse('\t', "/c/en/x \tlabel one\r", false)).isEqualTo("/c/en/x |label one");
    assertThat(parse(',', " 5 , 7 ", false)).isEqualTo("5|7");
    assertThat(parse(' ', "  5    7 ", false)).isEqualTo("5|7");
    assertThat(parse('\t', "\uFEFFä\tß", true)).isEqualTo("ä|ß");
  }

  @Test
  void linesThatSayNothing() throws BadRowException {
    assertThat(parse('\t', "", false)).isEqualTo("nothing");
    assertThat(parse('\t', "# made by hand", false)).isEqualTo("nothing");
    assertThat(parse('\t', "Node\tLabel", true)).isEqualTo("nothing");
    assertThat(parse(',', "id,class", true)).isEqualTo("nothing");
    assertThat(parse('\t', "node\tlabel", false)).as("not the first line").isEqualTo("node|label");
    assertThat(parse('\t', "5\t7", true)).as("no header").isEqualTo("5|7");
  }

  @Test
  void saysWhyALineIsNoLabel() {
    assertThatThrownBy(() -> parse('\t', "a\tb\tc", false))
        .isInstanceOf(BadRowException.class)
        .hasMessage(
            "it has 3 columns (needs 2, a node and one of its labels, separated by a tab as in the"
                + " first line; several labels of a node are several lines)");
    assertThatThrownBy(() -> parse(',', "a b", false))
        .hasMessageContaining("it has 1 column (needs 2")
        .hasMessageContaining("by a comma");
    assertThatThrownBy(() -> parse('\t', "\tb", false)).hasMessage("its node is empty");
    assertThatThrownBy(() -> parse('\t', "a\t", false)).hasMessage("its label is empty");
    assertThatThrownBy(() -> parse(' ', "a b c", false)).hasMessageContaining("it has 3 columns");
    byte[] latin = {'a', '\t', (byte) 0xe4};
    assertThatThrownBy(
            () -> new LabelLineParser(new LabelFormat('\t')).parse(latin, latin.length, false))
        .hasMessageContaining("byte 3 of the line is not UTF-8");
  }
}
