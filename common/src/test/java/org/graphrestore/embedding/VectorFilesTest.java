package org.graphrestore.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every format gives back what it was given, and says what is wrong with a file that lies. */
class VectorFilesTest {
  private static final String[] IDS = {"cat", "/c/en/é", "7", "a,b"};
  private static final float[] VALUES = {
    1, -2.5f, Float.MIN_VALUE, 3e38f, 0.1f, -0.0f, 1e-7f, 12345.678f, 0, 1, 2, 3
  };

  private interface Opening {
    VectorWriter open(ByteArrayOutputStream first, ByteArrayOutputStream second) throws IOException;
  }

  private static byte[][] write(Opening opening, String[] ids, float[] values) throws IOException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    ByteArrayOutputStream second = new ByteArrayOutputStream();
    int dim = values.length / ids.length;
    try (VectorWriter writer = opening.open(first, second)) {
      for (int i = 0; i < ids.length; i++) {
        writer.write(ids[i], values, i * dim);
      }
    }

    return new byte[][] {first.toByteArray(), second.toByteArray()};
  }

  private static void assertHolds(VectorReader reader, String[] ids, float[] values)
      throws IOException {
    List<String> found = new ArrayList<>();
    int dim = values.length / ids.length;
    try (reader) {
      while (reader.next()) {
        int row = found.size();
        assertThat(reader.vector())
            .containsExactly(Arrays.copyOfRange(values, row * dim, (row + 1) * dim));
        found.add(reader.id());
      }
    }

    assertThat(found).containsExactly(ids);
  }

  private static InputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static InputStream in(String text) {
    return in(text.getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<float[]> vectors() {
    return Arbitraries.floats().array(float[].class).ofSize(IDS.length * 3);
  }

  @Property(tries = 200)
  void formatsGiveBackWhatTheyWereGiven(@ForAll("vectors") float[] values) throws IOException {
    byte[] text = write((a, b) -> new Word2VecTextWriter(a, 4, 3), IDS, values)[0];
    assertHolds(new Word2VecTextReader(in(text), "v.txt"), IDS, values);
    byte[] binary = write((a, b) -> new Word2VecBinaryWriter(a, 4, 3), IDS, values)[0];
    assertHolds(new Word2VecBinaryReader(in(binary), "v.bin"), IDS, values);
    byte[][] numpy = write((a, b) -> new NumpyWriter(a, b, 4, 3), IDS, values);
    assertHolds(new NumpyReader(in(numpy[0]), "v.npy", in(numpy[1]), "v.ids.txt"), IDS, values);
  }

  /** Version 1 of our files, byte by byte: they must load for ever. */
  @Example
  void theBytesAreKept() throws IOException {
    String[] ids = {"cat", "dog"};
    float[] values = {1, -0.5f, 3e-4f, 2};
    assertThat(
            new String(
                write((a, b) -> new Word2VecTextWriter(a, 2, 2), ids, values)[0],
                StandardCharsets.UTF_8))
        .isEqualTo("2 2\ncat 1.0 -0.5\ndog 3.0E-4 2.0\n");
    byte[] binary = write((a, b) -> new Word2VecBinaryWriter(a, 2, 2), ids, values)[0];
    assertThat(java.util.HexFormat.of().formatHex(binary))
        .isEqualTo(
            "3220320a"
                + "63617420"
                + "0000803f000000bf"
                + "0a"
                + "646f6720"
                + "52499d3900000040"
                + "0a");
    byte[][] numpy = write((a, b) -> new NumpyWriter(a, b, 2, 2), ids, values);
    assertThat(new String(numpy[0], 10, 118, StandardCharsets.US_ASCII))
        .isEqualTo(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }" + " ".repeat(58) + "\n");
    assertThat(java.util.HexFormat.of().formatHex(Arrays.copyOf(numpy[0], 10)))
        .isEqualTo("934e554d50590100" + "7600");
    assertThat(numpy[0]).hasSize(128 + 16);
    assertThat(new String(numpy[1], StandardCharsets.UTF_8)).isEqualTo("cat\ndog\n");
    byte[][] projector = write((a, b) -> new TensorboardWriter(a, b, 2), ids, values);
    assertThat(new String(projector[0], StandardCharsets.UTF_8))
        .isEqualTo("1.0\t-0.5\n3.0E-4\t2.0\n");
    assertThat(new String(projector[1], StandardCharsets.UTF_8)).isEqualTo("cat\ndog\n");
  }

  @Example
  void filesOfOtherProgramsAreRead() throws IOException {
    String[] ids = {"cat", "dog"};
    float[] values = {1, -0.5f, 3e-4f, 2};
    assertHolds(
        new Word2VecTextReader(in("cat\t1\t-0.5 \r\n\r\ndog 0.0003 2\r\n"), "glove.txt"),
        ids,
        values);
    // gensim writes no line feed after a vector.
    ByteBuffer gensim = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
    gensim.put("2 2\ncat ".getBytes(StandardCharsets.UTF_8)).putFloat(1).putFloat(-0.5f);
    gensim.put("dog ".getBytes(StandardCharsets.UTF_8)).putFloat(3e-4f).putFloat(2);
    assertHolds(new Word2VecBinaryReader(in(gensim.array()), "gensim.bin"), ids, values);
    // numpy.save of float64, big-endian, version 2 of the header.
    String header = "{'descr': '>f8', 'fortran_order': False, 'shape': (2, 2), }\n";
    ByteBuffer doubles = ByteBuffer.allocate(12 + header.length() + 32);
    doubles.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0});
    doubles.order(ByteOrder.LITTLE_ENDIAN).putInt(header.length());
    doubles.put(header.getBytes(StandardCharsets.US_ASCII)).order(ByteOrder.BIG_ENDIAN);
    doubles.putDouble(1).putDouble(-0.5).putDouble(3e-4).putDouble(2);
    assertHolds(
        new NumpyReader(in(doubles.array()), "d.npy", in("cat\ndog"), "d.ids.txt"), ids, values);
  }

  private static void assertRefused(VectorReader reader, String message) {
    assertThatThrownBy(
            () -> {
              while (reader.next()) {
                assertThat(reader.vector()).isNotEmpty();
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static Word2VecTextReader text(String content) {
    return new Word2VecTextReader(in(content), "v.txt");
  }

  @Example
  void badTextIsNamedByLine() {
    assertRefused(
        text("a 1 2\nb 1\n"), "Line 2 of v.txt has 1 values after the id \"b\" (must be 2)");
    assertRefused(
        text("new york 1 2\n"), "Line 1 of v.txt has \"york\" as value 1 of the vector of \"new\"");
    assertRefused(
        text("2 2\na 1 2\nb 1 Infinity\n"),
        "Line 3 of v.txt has Infinity as value 2 of the vector of \"b\" (values must be finite)");
    assertRefused(
        text("3 2\na 1 2\nb 1 2\n"),
        "Line 1 of v.txt says 3 vectors, but the file has 2; it may have been cut short");
    assertRefused(
        text("a 1 2\nlonely\n"), "Line 2 of v.txt is not an id and its values: \"lonely\"");
    assertRefused(
        text("5 999999999\n"),
        "Line 1 of v.txt says that vectors have dimension 999999999 (must be 1 .. 65536)");
  }

  @Example
  void badBinaryIsNamedByByte() throws IOException {
    byte[] good = write((a, b) -> new Word2VecBinaryWriter(a, 4, 3), IDS, VALUES)[0];
    assertRefused(
        new Word2VecBinaryReader(in(Arrays.copyOf(good, good.length - 3)), "v.bin"),
        "v.bin ends at byte "
            + (good.length - 3)
            + ", inside the vector of \"a,b\" (10 of 12 bytes): the header says 4 vectors");
    assertRefused(
        new Word2VecBinaryReader(in(Arrays.copyOf(good, 4)), "v.bin"),
        "v.bin ends at byte 4, after 0 of 4 vectors");
    byte[] fewer = good.clone();
    fewer[0] = '3';
    assertRefused(
        new Word2VecBinaryReader(in(fewer), "v.bin"),
        "The header of v.bin says 3 vectors of dimension 3, but the file goes on after byte");
    assertThatThrownBy(() -> new Word2VecBinaryReader(in("PK\u0003\u0004 zip"), "v.bin"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The header of v.bin is \"PK?? zip\", not a number of vectors");
    assertThatThrownBy(() -> new Word2VecBinaryReader(in("10 2000000000\n"), "v.bin"))
        .hasMessageContaining("says that vectors have dimension 2000000000 (must be 1 .. 65536)");
    byte[] noSpace = new byte[70_000];
    Arrays.fill(noSpace, (byte) 'x');
    System.arraycopy("1 2\n".getBytes(StandardCharsets.US_ASCII), 0, noSpace, 0, 4);
    assertRefused(
        new Word2VecBinaryReader(in(noSpace), "v.bin"),
        "Byte 4 of v.bin starts an id of more than 65536 bytes");
    byte[] notANumber =
        write(
            (a, b) -> new Word2VecBinaryWriter(a, 1, 2),
            new String[] {"q"},
            new float[] {1, Float.NaN})[0];
    assertRefused(
        new Word2VecBinaryReader(in(notANumber), "v.bin"),
        "Byte 4 of v.bin has NaN as value 2 of the vector of \"q\"");
  }

  private static NumpyReader numpy(byte[] array, String ids) throws IOException {
    return new NumpyReader(in(array), "v.npy", in(ids), "v.ids.txt");
  }

  private static byte[] numpy(String dictionary) {
    ByteBuffer file = ByteBuffer.allocate(10 + dictionary.length()).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    file.putShort((short) dictionary.length());
    file.put(dictionary.getBytes(StandardCharsets.US_ASCII));
    return file.array();
  }

  @Example
  void badArraysAreNamed() throws IOException {
    byte[] good = write((a, b) -> new NumpyWriter(a, b, 4, 3), IDS, VALUES)[0];
    assertRefused(numpy(good, "cat\ndog\n"), "v.ids.txt has 2 lines, but v.npy has 4 vectors");
    assertRefused(
        numpy(good, "a\nb\nc\nd\ne\n"),
        "v.ids.txt has more lines than v.npy has vectors (4); line 5 is \"e\"");
    assertRefused(
        numpy(Arrays.copyOf(good, good.length - 1), "a\nb\nc\nd\n"),
        "v.npy ends at byte " + (good.length - 1) + ", inside vector 3 of 4");
    assertRefused(
        numpy(Arrays.copyOf(good, good.length + 1), "a\nb\nc\nd\n"),
        "The header of v.npy says 4 vectors of dimension 3, but the file goes on after byte");
    assertThatThrownBy(() -> numpy(Arrays.copyOf(good, 50), ""))
        .hasMessageContaining("v.npy ends at byte 50, inside its header");
    assertThatThrownBy(
            () -> numpy(numpy("{'descr': '<i8', 'fortran_order': False, 'shape': (2, 2), }"), ""))
        .hasMessageContaining("says values of type \"<i8\" (must be 32 or 64 bit floats)");
    assertThatThrownBy(
            () -> numpy(numpy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }"), ""))
        .hasMessageContaining("stored by columns; save numpy.ascontiguousarray(array)");
    assertThatThrownBy(
            () -> numpy(numpy("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }"), ""))
        .hasMessageContaining("says no shape of two axes");
    // A header that claims a petabyte: nothing is allocated for it.
    assertRefused(
        numpy(
            numpy("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999, 4), }"),
            "a\n"),
        "inside vector 0 of 99999999999999");
  }

  @Example
  void idsThatAFormatCannotHoldAreRefused() {
    float[] one = {1};
    for (String id : new String[] {"new york", "", "a\tb", "a\u2003b"}) {
      assertThatThrownBy(
              () -> write((a, b) -> new Word2VecTextWriter(a, 1, 1), new String[] {id}, one))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(
              "as word2vec text, where ids must not be empty or hold white space");
    }

    assertThatThrownBy(
            () -> write((a, b) -> new NumpyWriter(a, b, 1, 1), new String[] {"a\nb"}, one))
        .hasMessage(
            "Cannot write id \"a?b\" as an id file of NumPy, where ids must not hold line breaks or"
                + " tabs");
  }

  @Example
  void formatsHaveNames() {
    assertThat(VectorFormat.of("word2vec-binary")).isEqualTo(VectorFormat.WORD2VEC_BINARY);
    assertThatThrownBy(() -> VectorFormat.of("word2vec-bin"))
        .hasMessage(
            "Unknown format of vectors: word2vec-bin (must be one of word2vec, word2vec-binary,"
                + " numpy, tensorboard); did you mean word2vec-binary?");
    assertThat(VectorFormat.ofName("x.NPY")).isEqualTo(VectorFormat.NUMPY);
    assertThat(VectorFormat.ofName("x.bin")).isEqualTo(VectorFormat.WORD2VEC_BINARY);
    assertThat(VectorFormat.ofName("x.vec.gz")).isEqualTo(VectorFormat.WORD2VEC);
    assertThat(VectorFormat.NUMPY.companion("x.npy")).isEqualTo("x.ids.txt");
    assertThat(VectorFormat.TENSORBOARD.companion("x.tsv")).isEqualTo("x.metadata.tsv");
  }
}
