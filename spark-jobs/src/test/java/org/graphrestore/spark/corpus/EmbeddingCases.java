package org.graphrestore.spark.corpus;

import static org.graphrestore.spark.corpus.ColumnarCases.row;
import static org.graphrestore.spark.corpus.CorpusCase.corpusCase;
import static org.graphrestore.spark.corpus.CorpusCase.gzip;
import static org.graphrestore.spark.corpus.CorpusCase.join;
import static org.graphrestore.spark.corpus.CorpusCase.latin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Vectors of other origin for the graph a - b - c, read by reconstruct. */
final class EmbeddingCases {
  private static final String GOOD = "a 1 2\nb 3 4\nc 5 6\n";
  private static final String IDS = "a\nb\nc\n";
  private static final float[] VALUES = {1, 2, 3, 4, 5, 6};

  private final ColumnarCases tables;

  EmbeddingCases(SparkSession spark) {
    this.tables = new ColumnarCases(spark);
  }

  List<CorpusCase> cases() {
    List<CorpusCase> all = new ArrayList<>();
    all.addAll(texts());
    all.addAll(binaries());
    all.addAll(arrays());
    all.addAll(parquet());
    return all;
  }

  private static List<CorpusCase> texts() {
    return List.of(
        text("vectors as text", GOOD),
        text("vectors behind a byte order mark", "\uFEFF3 2\n" + GOOD),
        text("vectors of 1e38", "a 1e38 2\nb -1e38 4\nc 5 1e38\n"),
        text("vectors of zeros", "a 0 0\nb 0 0\nc 0 0\n").set("reconstruct.scores=dot"),
        text("vectors of zeros, ranked by cosine", "a 0 0\nb 3 4\nc 5 6\n")
            .fails("Found 1 zero vector, for which the cosine is undefined: a; leave cosine out")
            .keeps("embeddings"),
        text("vectors whose lines end with carriage returns", "3 2\ra 1 2\rb 3 4\rc 5 6\r"),
        text("zeros for nodes without a vector", "a 1 2\n")
            .set("reconstruct.missing-vectors=zero")
            .set("reconstruct.scores=dot"),
        text("a node without a vector", "a 1 2\nb 3 4\n")
            .fails("1 of 3 nodes have no vector in ", "v.txt, for example [c]; add them, or give"),
        text("an id twice among vectors", GOOD + "b 3 4\n")
            .fails("Found 1 vectors in ", "v.txt whose id came before, for example [b]; keep one"),
        text("vectors of another graph", "x 1 2\ny 3 4\n")
            .fails(
                "No id of ", "v.txt is a node of the graph; nodes are called [", "vectors [x, y]"),
        text("a ragged vector", "a 1 2\nb 3 4 5\nc 5 6\n")
            .fails(
                "The line at byte 6 of v.txt has 3 values after the id \"b\" (must be 2)", "one"),
        text("an id without values", "a 1 2\nb\n")
            .fails("The line at byte 6 of v.txt is not an id and its values: \"b\"; each line"),
        text("NaN in a vector", "a 1 2\nb NaN 4\nc 5 6\n")
            .fails(
                "The line at byte 6 of v.txt has NaN as value 1 of the vector of \"b\"", "finite"),
        text("infinity in a vector", "a 1 2\nb 3 -Infinity\nc 5 6\n")
            .fails("byte 6 of v.txt has -Infinity as value 2 of the vector of \"b\"", "finite"),
        text("a value that overflows", "a 1 1e39\nb 3 4\nc 5 6\n")
            .fails("byte 0 of v.txt has Infinity as value 2 of the vector of \"a\"", "finite"),
        text("a word in a vector", "a 1 2\nb 3 x\nc 5 6\n")
            .fails("byte 6 of v.txt has \"x\" as value 2 of the vector of \"b\" (must be a finite"),
        text("decimal commas in vectors", "a 1,5 2\nb 3 4\nc 5 6\n")
            .fails("byte 0 of v.txt has \"1,5\" as value 1 of the vector of \"a\" (must be"),
        text("a header that claims two billion rows", "2000000000 2\n" + GOOD)
            .fails(
                "The header of v.txt says 2000000000 vectors, but the file has 3", "correct the"),
        text("a header that claims two billion values", "3 2000000000\n" + GOOD)
            .fails(
                "line at byte 0 of v.txt says that vectors have dimension 2000000000 (must be 1"),
        text("a header of too few rows", "2 2\n" + GOOD)
            .fails("The header of v.txt says 2 vectors, but the file has 3"),
        text("a header of another dimension", "3 4\n" + GOOD)
            .fails("The line at byte 4 of v.txt has 2 values after the id \"a\" (must be 4)"),
        text("a negative header", "-3 2\n" + GOOD)
            .fails("The line at byte 0 of v.txt says that there are -3 vectors", "(must be 0 .. "),
        text("a header beyond 64 bits", "99999999999999999999 2\n" + GOOD)
            .fails("byte 0 of v.txt says that there are 99999999999999999999 vectors", "(must be"),
        text("no vectors, and a header that says so", "0 2\n").fails("v.txt has no vectors"),
        text("a file of vectors without bytes", "")
            .fails("v.txt is empty or starts with an empty line; the first line must be"),
        text("a blank first line", "\n" + GOOD)
            .fails("v.txt is empty or starts with an empty line; the first line must be"),
        vectors("v.txt", "Latin-1 in an id of a vector", latin("a 1 2\nb\u00e9 3 4\nc 5 6\n"))
            .fails(
                "The line at byte 6 of v.txt is no text: byte 2 of the line is not UTF-8 (0xe9)"),
        vectors("v.txt", "UTF-16 vectors", ("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_16LE))
            .fails("v.txt: it is UTF-16 (needs UTF-8); convert it"),
        vectors("v.txt", "gzip of vectors under another name", gzip(GOOD))
            .fails("v.txt: it is gzip, but its name does not end in .gz; rename it"),
        vectors("v.txt.gz", "gzip of vectors that is cut off", cut(gzip(GOOD.repeat(3_000)), 0))
            .fails("Cannot import ", "v.txt.gz: its compressed data is damaged", "fetch it again"),
        vectors("v.txt", "a NumPy array under another name", npy("<f4", "False", "(3, 2)", VALUES))
            .fails("The line at byte 0 of v.txt is no text: ", ".npy as NumPy"),
        corpusCase("vectors that are not there")
            .command("reconstruct", "--graph", "{run}", "--embeddings", "{in}/nowhere.txt")
            .fails("Found no embeddings: ", "nowhere.txt does not exist"),
        corpusCase("vectors of an unknown scheme")
            .command("reconstruct", "--graph", "{run}", "--embeddings", "wasted://b/v.txt")
            .fails("wasted://b/v.txt: No FileSystem for scheme \"wasted\""),
        corpusCase("a folder without vectors")
            .command("reconstruct", "--graph", "{run}", "--embeddings", "{in}/d")
            .text("d/readme.txt", "none")
            .fails("Found no Parquet files and no store in the folder ", "/d"));
  }

  private static List<CorpusCase> binaries() {
    byte[] whole = word2vec("3 2", VALUES);
    return List.of(
        vectors("v.bin", "word2vec binary", whole),
        vectors(
                "v.bin",
                "word2vec binary that claims two billion rows",
                word2vec("2000000000 2", VALUES))
            .fails("v.bin ends at byte ", "after 3 of 2000000000 vectors", "correct the header"),
        vectors(
                "v.bin",
                "word2vec binary that claims two billion values",
                word2vec("3 2000000000", VALUES))
            .fails("The header of v.bin says that vectors have dimension 2000000000 (must be 1 .."),
        vectors("v.bin", "word2vec binary that claims less", word2vec("2 2", VALUES))
            .fails(
                "The header of v.bin says 2 vectors of dimension 2, but the file goes on",
                "correct"),
        vectors("v.bin", "word2vec binary with a negative header", word2vec("-3 2", VALUES))
            .fails("The header of v.bin says that there are -3 vectors", "(must be 0 .."),
        vectors("v.bin", "word2vec binary without header", latin("hello\n"))
            .fails("The header of v.bin is \"hello\"", "starts with a line such as"),
        vectors("v.bin", "word2vec binary without bytes", new byte[0])
            .fails("The header of v.bin is"),
        vectors("v.bin", "word2vec binary that is cut off", cut(whole, whole.length - 3))
            .fails("v.bin ends at byte ", "inside the vector of \"c\"", "fetch it again"),
        vectors(
                "v.bin",
                "NaN in word2vec binary",
                word2vec("3 2", new float[] {1, 2, 3, Float.NaN, 5, 6}))
            .fails("Byte ", "of v.bin has NaN as value 2 of the vector of \"b\"", "must be finite"),
        vectors("v.bin", "word2vec binary of no vectors", latin("0 2\n"))
            .fails("v.bin has no vectors"));
  }

  private static List<CorpusCase> arrays() {
    byte[] good = npy("<f4", "False", "(3, 2)", VALUES);
    byte[] lying = good.clone();
    lying[8] = (byte) 0xff;
    lying[9] = (byte) 0xff;
    byte[] big =
        join(
            Arrays.copyOf(npy(">f4", "False", "(3, 2)", VALUES), 128),
            floats(ByteOrder.BIG_ENDIAN));
    return List.of(
        array("a NumPy array", good, IDS),
        array("a NumPy array of the other byte order", big, IDS),
        array("a NumPy array whose ids begin with a mark", good, "\uFEFF" + IDS),
        array("a NumPy array of pickled objects", npy("|O", "False", "(3, 2)", VALUES), IDS)
            .fails(
                "The header of v.npy says values of type \"|O\" (must be 32 or 64 bit floats)",
                "save"),
        array("a NumPy array of integers", npy("<i8", "False", "(3, 2)", VALUES), IDS)
            .fails("The header of v.npy says values of type \"<i8\" (must be", "save array.astype"),
        array("a NumPy array by columns", npy("<f4", "True", "(3, 2)", VALUES), IDS)
            .fails("v.npy says that the array is stored by columns; save numpy.ascontiguousarray"),
        array("a NumPy array of one axis", npy("<f4", "False", "(6,)", VALUES), IDS)
            .fails(
                "v.npy says no shape of two axes (must be vectors x dimension)",
                "save array.reshape"),
        array("a NumPy array of three axes", npy("<f4", "False", "(3, 2, 1)", VALUES), IDS)
            .fails(
                "v.npy says no shape of two axes (must be vectors x dimension)",
                "save array.reshape"),
        array(
                "a NumPy array that claims two billion rows",
                npy("<f4", "False", "(2000000000, 2)", VALUES),
                IDS)
            .fails("v.ids.txt has 3 lines, but v.npy has 2000000000 vectors; it must have one id"),
        array(
                "a NumPy array that claims two billion values",
                npy("<f4", "False", "(3, 2000000000)", VALUES),
                IDS)
            .fails("The header of v.npy says that vectors have dimension 2000000000 (must be 1 .."),
        array("a NumPy array of no values", npy("<f4", "False", "(3, 0)", VALUES), IDS)
            .fails("The header of v.npy says that vectors have dimension 0 (must be 1 .."),
        array("a NumPy array that is cut off", cut(good, good.length - 3), IDS)
            .fails("v.npy ends at byte ", "inside vector 2 of 3", "fetch it again"),
        array("a NumPy array with more than it says", join(good, new byte[4]), IDS)
            .fails(
                "The header of v.npy says 3 vectors of dimension 2, but the file goes on",
                "numpy.save"),
        array("a NumPy header that is longer than the file", lying, IDS)
            .fails("v.npy ends at byte ", "inside its header; fetch it again"),
        array("a NumPy file that is none", latin("no array"), IDS)
            .fails("v.npy does not start as a NumPy array file does; write it with numpy.save"),
        array(
                "a NumPy array with infinity",
                npy("<f4", "False", "(3, 2)", new float[] {1, 2, 3, 4, 1f / 0, 6}),
                IDS)
            .fails("Byte ", " of v.npy has Infinity as value 1 of the vector of \"c\"", "finite"),
        array("too few ids", good, "a\nb\n")
            .fails("v.ids.txt has 2 lines, but v.npy has 3 vectors"),
        array("too many ids", good, IDS + "d\n")
            .fails("v.ids.txt has more lines than v.npy has vectors (3); line 4 is \"d\"; it must"),
        array("an id twice in a file of ids", good, "a\nb\nb\n")
            .fails("whose id came before, for example [b]"),
        vectors("v.npy", "a NumPy array without ids", good)
            .fails("Found no v.ids.txt beside ", "v.npy; it must hold the ids", "one a line"),
        vectors("v.npy", "ids of a NumPy array in Latin-1", good)
            .make(in -> Files.write(in.resolve("v.ids.txt"), latin("a\n\u00e9\nc\n")))
            .fails("v.ids.txt is not UTF-8", "convert it to UTF-8"));
  }

  private List<CorpusCase> parquet() {
    String ddl = "id STRING, vector ARRAY<FLOAT>";
    return List.of(
        parquet("vectors in Parquet", ddl, List.of(1f, 2f), List.of(3f, 4f), List.of(5f, 6f)),
        parquet("a null vector", ddl, List.of(1f, 2f), null, List.of(5f, 6f))
            .fails("Row 2 of ", "v.parquet has no vector for the id b; fill it in or leave"),
        parquet("a null value", ddl, List.of(1f, 2f), Arrays.asList(3f, null), List.of(5f, 6f))
            .fails("Row 2 of ", "v.parquet has null as value 2 of the vector of b (values must be"),
        parquet("a ragged vector in Parquet", ddl, List.of(1f, 2f), List.of(3f), List.of(5f, 6f))
            .fails("Row 2 of ", "v.parquet has a vector of 1 values for the id b (must be 2"),
        parquet("an empty vector in Parquet", ddl, List.of(), List.of(), List.of())
            .fails("Row 1 of ", "v.parquet has a vector of dimension 0 (must be 1 .. 65536)"),
        parquet("NaN in Parquet", ddl, List.of(1f, 2f), List.of(3f, Float.NaN), List.of(5f, 6f))
            .fails("Row 2 of ", "v.parquet has NaN as value 2 of the vector of b (values must be"),
        parquet(
                "doubles that overflow in Parquet",
                "id STRING, vector ARRAY<DOUBLE>",
                List.of(1d, 2d),
                List.of(3d, 1e300),
                List.of(5d, 6d))
            .fails("Row 2 of ", "v.parquet has Infinity as value 2 of the vector of b"),
        parquet(
                "vectors of text in Parquet",
                "id STRING, vector ARRAY<STRING>",
                List.of("1"),
                List.of("2"),
                List.of("3"))
            .fails("v.parquet has a column vector that is no list of float or double; cast it"),
        corpusCase("a null id of a vector")
            .command("reconstruct", "--graph", "{run}", "--embeddings", "{in}/v.parquet")
            .make(
                tables.table(
                    "parquet", "v.parquet", ddl, row("a", List.of(1f)), row(null, List.of(1f))))
            .fails("Row 2 of ", "v.parquet has no id; fill it in or leave the row out"),
        corpusCase("vectors in Parquet under other names")
            .command("reconstruct", "--graph", "{run}", "--embeddings", "{in}/v.parquet")
            .make(tables.table("parquet", "v.parquet", "node STRING", row("a")))
            .fails("v.parquet has the columns [node] (must have id and vector); rename them"),
        corpusCase("vectors in Parquet without rows")
            .command("reconstruct", "--graph", "{run}", "--embeddings", "{in}/v.parquet")
            .make(tables.table("parquet", "v.parquet", ddl))
            .fails("v.parquet has no vectors; it must have one a row"),
        corpusCase("files of vectors that disagree")
            .command("reconstruct", "--graph", "{run}", "--embeddings", "{in}/d")
            .make(tables.table("parquet", "d/1.parquet", ddl, row("a", List.of(1f, 2f))))
            .make(tables.table("parquet", "d/2.parquet", "id STRING, vector STRING", row("b", "x")))
            .fails("Cannot import ", "/d: ", "all of its files must be whole and alike"),
        vectors("v.parquet", "text that is called Parquet, as vectors", latin(GOOD))
            .fails("v.parquet is no whole Parquet file: ", "fetch it again, or write it anew"),
        vectors("v.parquet", "Parquet vectors without bytes", new byte[0])
            .fails("v.parquet is no whole Parquet file: ", "fetch it again, or write it anew"));
  }

  private static CorpusCase text(String name, String content) {
    return vectors("v.txt", name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static CorpusCase vectors(String file, String name, byte[] content) {
    return corpusCase(name)
        .command("reconstruct", "--graph", "{run}", "--embeddings", "{in}/" + file)
        .bytes(file, content);
  }

  private static CorpusCase array(String name, byte[] content, String ids) {
    return vectors("v.npy", name, content).text("v.ids.txt", ids);
  }

  private CorpusCase parquet(String name, String ddl, List<?> a, List<?> b, List<?> c) {
    return corpusCase(name)
        .command("reconstruct", "--graph", "{run}", "--embeddings", "{in}/v.parquet")
        .make(tables.table("parquet", "v.parquet", ddl, row("a", a), row("b", b), row("c", c)));
  }

  private static byte[] cut(byte[] whole, int length) {
    return Arrays.copyOf(whole, length == 0 ? whole.length / 2 : length);
  }

  private static byte[] word2vec(String header, float[] values) {
    ByteBuffer all = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    all.put(latin(header + "\n"));
    for (int i = 0; i < 3; i++) {
      all.put((byte) "abc".charAt(i)).put((byte) ' ');
      all.putFloat(values[2 * i]).putFloat(values[2 * i + 1]).put((byte) '\n');
    }

    return Arrays.copyOf(all.array(), all.position());
  }

  private static byte[] npy(String type, String fortran, String shape, float[] values) {
    String text =
        "{'descr': '" + type + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }";
    String header = text + " ".repeat(117 - text.length()) + "\n";
    ByteBuffer all = ByteBuffer.allocate(128 + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    all.put((byte) 0x93).put(latin("NUMPY")).put((byte) 1).put((byte) 0);
    all.putShort((short) header.length()).put(latin(header));
    for (float value : values) {
      all.putFloat(value);
    }

    return all.array();
  }

  private static byte[] floats(ByteOrder order) {
    ByteBuffer all = ByteBuffer.allocate(4 * VALUES.length).order(order);
    for (float value : VALUES) {
      all.putFloat(value);
    }

    return all.array();
  }
}
