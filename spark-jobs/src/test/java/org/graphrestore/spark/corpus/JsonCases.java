package org.graphrestore.spark.corpus;

import static org.graphrestore.spark.corpus.CorpusCase.corpusCase;
import static org.graphrestore.spark.corpus.TextCases.ONE;

import java.util.List;

/** JSON, one object a line. */
final class JsonCases {
  private static final String GOOD = "{\"src\":\"a\",\"dst\":\"b\"}\n";
  private static final String MIX = "; take all for one with ingest.id-type=string or long";

  private JsonCases() {}

  static List<CorpusCase> cases() {
    return List.of(
        corpusCase("objects")
            .text("e.json", GOOD + "{\"dst\":\"c\",\"x\":{\"y\":[1]},\"src\":\"b\"}\n")
            .ids("a", "b", "c"),
        corpusCase("objects behind a byte order mark")
            .text("e.json", "\uFEFF" + GOOD)
            .ids("a", "b"),
        second("a list", "[\"a\",\"b\"]", "it is no JSON object"),
        second("a text", "\"a\"", "it is no JSON object"),
        second("no JSON", "a b", "it is no JSON: "),
        second("single quotes", "{'src':'a','dst':'b'}", "it is no JSON: "),
        second("a comma too many", "{\"src\":\"a\",\"dst\":\"b\",}", "it is no JSON: "),
        second("an object that is not closed", "{\"src\":\"a\",\"dst\":\"b\"", "it is no JSON: "),
        second("two objects in a line", GOOD.trim() + GOOD.trim(), "there is more after its JSON"),
        second("a field is missing", "{\"src\":\"a\"}", "its second node (field dst) is missing"),
        second("a field is null", "{\"src\":null,\"dst\":\"b\"}", "(field src) is missing"),
        second("a field is empty", "{\"src\":\"\",\"dst\":\"b\"}", "(field src) is empty"),
        second(
            "a field is a list",
            "{\"src\":[\"a\"],\"dst\":\"b\"}",
            "its field src is neither text nor a number"),
        second(
            "a field is true",
            "{\"src\":true,\"dst\":\"b\"}",
            "its field src is neither text nor a number"),
        second(
            "a field is there twice",
            "{\"src\":\"a\",\"src\":\"c\",\"dst\":\"b\"}",
            "it is no JSON: Duplicate"),
        second(
            "a field that is not read is there twice",
            "{\"src\":\"a\",\"dst\":\"b\",\"x\":1,\"x\":2}",
            "it is no JSON: Duplicate"),
        second(
            "a number among texts",
            "{\"src\":5,\"dst\":\"b\"}",
            "its first node \"5\" is a number, but the first row's is text" + MIX),
        second(
            "a weight in a later row only",
            "{\"src\":\"a\",\"dst\":\"c\",\"weight\":2}",
            "it has a field weight, which the first row has not; say what it is with --weight"),
        second("an escaped NUL", "{\"src\":\"a\\u0000\",\"dst\":\"b\"}", "has a NUL character"),
        second(
            "half of an escaped surrogate pair",
            "{\"src\":\"a\\ud800\",\"dst\":\"b\"}",
            "its field src has half of a surrogate pair, which UTF-8 cannot hold"),
        second(
            "ten thousand lists in lists",
            "{\"src\":\"a\",\"dst\":\"b\",\"x\":" + "[".repeat(10_000) + "}",
            "it is no JSON: "),
        corpusCase("a list as the first row")
            .text("e.json", "[{\"src\":\"a\",\"dst\":\"b\"}]\n")
            .set("ingest.format=json")
            .fails("e.json: In the first row it is no JSON object"),
        corpusCase("the first row lacks a field")
            .text("e.json", "{\"src\":\"a\"}\n")
            .fails("e.json: No column is called one of dst, target", "name it with --dst"),
        corpusCase("the first row is not closed")
            .text("e.json", "{\"src\":\"a\"\n")
            .fails("e.json: In the first row it is no JSON: "),
        corpusCase("numbers as ids, and beyond 2^53")
            .text(
                "e.json",
                "{\"src\":1,\"dst\":9007199254740993}\n{\"src\":1,\"dst\":-9223372036854775808}\n")
            .ids("1", "9007199254740993", "-9223372036854775808"),
        corpusCase("a number that is not whole")
            .text("e.json", "{\"src\":1,\"dst\":2}\n{\"src\":1.5,\"dst\":2}\n")
            .fails("e.json, line 2: its first node \"1.5\" is no whole number", ONE),
        corpusCase("a whole number with an exponent")
            .text("e.json", "{\"src\":1,\"dst\":2}\n{\"src\":1e3,\"dst\":2}\n")
            .fails("e.json, line 2: its first node \"1e3\" is no whole number", ONE),
        corpusCase("a text among numbers")
            .text("e.json", "{\"src\":1,\"dst\":2}\n{\"src\":\"1\",\"dst\":2}\n")
            .fails(
                "e.json, line 2: its first node \"1\" is text, but the first row's is a number"
                    + MIX),
        corpusCase("text and numbers that are taken for text")
            .text("e.json", "{\"src\":1,\"dst\":2}\n{\"src\":\"1\",\"dst\":\"x\"}\n")
            .args("--id-type", "string")
            .ids("1", "2", "x"),
        corpusCase("NaN as a weight in JSON")
            .text(
                "e.json",
                "{\"src\":\"a\",\"dst\":\"b\",\"weight\":1}\n{\"src\":\"a\",\"dst\":\"b\",\"weight\":NaN}\n")
            .fails("e.json, line 2: it is no JSON: ", ONE),
        corpusCase("a null weight in JSON")
            .text(
                "e.json",
                "{\"src\":\"a\",\"dst\":\"b\",\"weight\":1}\n{\"src\":\"a\",\"dst\":\"b\",\"weight\":null}\n")
            .fails("e.json, line 2: its weight (field weight) is missing", ONE));
  }

  private static CorpusCase second(String name, String row, String expected) {
    return corpusCase("JSON: " + name)
        .text("e.json", GOOD + row + "\n")
        .fails("e.json, line 2: ", expected, ONE);
  }
}
