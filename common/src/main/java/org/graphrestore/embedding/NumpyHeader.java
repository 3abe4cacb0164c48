package org.graphrestore.embedding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a NumPy array file (NEP 1): magic, version, length, and a Python dictionary that is
 * padded with spaces so that the data starts at a multiple of 64 bytes.
 *
 * @param rows number of vectors
 * @param dim their dimension
 * @param order byte order of a value
 * @param valueBytes bytes of a value: 4 or 8
 */
record NumpyHeader(long rows, int dim, ByteOrder order, int valueBytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;
  private static final int MAX_TEXT = 1 << 16;
  private static final Pattern DESCR =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
  private static final Pattern FORTRAN =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile(
          "['\"]shape['\"]\\s*:\\s*\\(\\s*(\\d{1,18})\\s*,\\s*(\\d{1,18})\\s*,?\\s*\\)");

  /** Returns version 1.0 of the header of little-endian floats in C order. */
  static byte[] bytes(long rows, int dim) {
    String text =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + dim + "), }";
    int used = MAGIC.length + 4 + text.length() + 1;
    int padding = Math.floorMod(-used, ALIGNMENT);
    byte[] line = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer header =
        ByteBuffer.allocate(MAGIC.length + 4 + line.length).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) line.length).put(line);
    return header.array();
  }

  /** Reads versions 1, 2 and 3. */
  static NumpyHeader read(CountedInput in, String name) throws IOException {
    byte[] start = new byte[MAGIC.length + 2];
    if (in.read(start) < start.length
        || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IllegalArgumentException(
          name + " does not start as a NumPy array file does; write it with numpy.save");
    }

    int lengthBytes = start[MAGIC.length] == 1 ? 2 : 4;
    long length = 0;
    for (int i = 0; i < lengthBytes; i++) {
      length |= (long) Math.max(0, in.read()) << (8 * i);
    }

    if (length > MAX_TEXT) {
      throw new IllegalArgumentException(
          "The header of "
              + name
              + " says that it is "
              + length
              + " bytes long (at most "
              + MAX_TEXT
              + "); the file is damaged: write it again with numpy.save");
    }

    return parse(text(in, (int) length, name), name);
  }

  private static String text(CountedInput in, int length, String name) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int i = 0; i < length; i++) {
      int next = in.read();
      if (next < 0) {
        throw new IllegalArgumentException(
            name + " ends at byte " + in.position() + ", inside its header; fetch it again");
      }

      text.write(next);
    }

    return text.toString(StandardCharsets.UTF_8);
  }

  private static NumpyHeader parse(String text, String name) {
    Matcher descr = DESCR.matcher(text);
    Matcher fortran = FORTRAN.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    String where = "The header of " + name;
    if (!descr.find() || !fortran.find()) {
      throw new IllegalArgumentException(
          where
              + " is "
              + VectorChecks.quote(text)
              + ", without descr or fortran_order of a plain array;"
              + " save array.astype('<f4') with numpy.save");
    }

    String type = descr.group(1);
    if (!type.matches("[<>][f][48]")) {
      throw new IllegalArgumentException(
          where
              + " says values of type "
              + VectorChecks.quote(type)
              + " (must be 32 or 64 bit floats); save array.astype('<f4')");
    }

    if (fortran.group(1).equals("True")) {
      throw new IllegalArgumentException(
          where + " says that the array is stored by columns; save numpy.ascontiguousarray(array)");
    }

    if (!shape.find()) {
      throw new IllegalArgumentException(
          where
              + " says no shape of two axes (must be vectors x dimension): "
              + VectorChecks.quote(text.substring(Math.max(0, text.indexOf("shape") - 1)))
              + "; save array.reshape(vectors, -1)");
    }

    long dim = Long.parseLong(shape.group(2));
    VectorChecks.dim(dim, where);
    return new NumpyHeader(
        Long.parseLong(shape.group(1)),
        (int) dim,
        type.charAt(0) == '<' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
        type.charAt(2) - '0');
  }
}
