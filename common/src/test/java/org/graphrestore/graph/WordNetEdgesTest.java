package org.graphrestore.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WordNetEdgesTest {
  @Test
  void writesSensesAndSemanticPointersOnce() throws IOException {
    String data =
        """
          1 This software and database is being provided to you, the LICENSEE, by
        00002137 03 n 02 abstraction 0 abstract_entity 0 003 @ 00001740 n 0000 + 00694095 v 0101 ~ 00023280 n 0000 | a concept
        00003131 00 s 01 Adductive(p) 0 001 & 00002843 a 0000 | especially of muscles
        """;

    assertThat(edges(data))
        .isEqualTo(
            """
            lemma:abstraction\tHasSense\tsynset:00002137-n\tabstraction\tabstraction, abstract entity (n)\tHasSense
            lemma:abstract_entity\tHasSense\tsynset:00002137-n\tabstract entity\tabstraction, abstract entity (n)\tHasSense
            synset:00002137-n\tIsA\tsynset:00001740-n\tabstraction, abstract entity (n)\t\tIsA
            lemma:adductive\tHasSense\tsynset:00003131-a\tadductive\tadductive (a)\tHasSense
            synset:00003131-a\tSimilarTo\tsynset:00002843-a\tadductive (a)\t\tSimilarTo
            """);
  }

  @Test
  void truncatedSynsetNamesItsLine() {
    assertThatThrownBy(() -> edges("00002137 03 n 02 abstraction 0\n"))
        .isInstanceOf(IOException.class)
        .hasMessage("Line 1 is no WordNet synset: 00002137 03 n 02 abstraction 0");
  }

  private static String edges(String data) throws IOException {
    StringWriter out = new StringWriter();
    WordNetEdges.write(new BufferedReader(new StringReader(data)), out);
    return out.toString();
  }
}
