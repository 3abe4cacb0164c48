package org.graphrestore.graph;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns the bytes of a line into text, or says why they are none. Nothing is replaced silently. Not
 * thread-safe.
 */
public final class StrictText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private CharBuffer chars = CharBuffer.allocate(1024);

  /**
   * Decodes a line.
   *
   * @param bytes the line without its line feed; a carriage return at the end is ignored
   * @param length number of bytes that count
   * @param first whether it is the first line of its file: a byte order mark is ignored there
   * @throws BadRowException if it is not UTF-8, or has characters that no text file has
   */
  public String decode(byte[] bytes, int length, boolean first) throws BadRowException {
    int end = length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
    if (chars.capacity() < end) {
      this.chars = CharBuffer.allocate(Math.max(end, 2 * chars.capacity()));
    }

    ByteBuffer input = ByteBuffer.wrap(bytes, 0, end);
    chars.clear();
    CoderResult result = decoder.reset().decode(input, chars, true);
    if (result.isError()) {
      throw new BadRowException(
          BadRowReason.ENCODING,
          "byte "
              + (input.position() + 1)
              + " of the line is not UTF-8 (0x"
              + Integer.toHexString(bytes[input.position()] & 0xff)
              + "); convert the file to UTF-8");
    }

    decoder.flush(chars);
    String line = chars.flip().toString();
    if (line.indexOf('\0') >= 0) {
      throw new BadRowException(
          BadRowReason.ENCODING, "it has a NUL character; is this a text file in UTF-8?");
    }

    if (line.indexOf('\r') >= 0) {
      throw new BadRowException(
          BadRowReason.ENCODING,
          "it has a carriage return inside; lines must end with a line feed");
    }

    return first && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK ? line.substring(1) : line;
  }
}
