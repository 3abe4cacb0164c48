package org.graphrestore.spark.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.graphrestore.graph.IdType;

/**
 * Original ids in flat arrays: numbers, or texts in UTF-8 one after the other. 8 bytes a number; 4
 * bytes and its length a text. Immutable and thread-safe.
 */
public final class IdWords {
  private final long[] numbers;
  private final byte[] text;
  private final int[] ends;

  /** As {@link #unfitForText} returns it; -2 while nobody has asked. */
  private volatile int unfit = -2;

  private IdWords(long[] numbers, byte[] text, int[] ends) {
    this.numbers = numbers;
    this.text = text;
    this.ends = ends;
  }

  /**
   * Reads the ids of a range of nodes.
   *
   * @throws IllegalArgumentException if the texts have more than 2<sup>31</sup> - 9 bytes
   */
  static IdWords read(DenseTable nodes, IdType type, long first, int rows) {
    Filling filling = new Filling(type, rows);
    nodes.read(
        "id",
        1,
        first,
        rows,
        (row, column) -> {
          if (type == IdType.LONG) {
            filling.put(row, column.nextLong());
          } else {
            filling.put(row, column.nextBytes());
          }
        });
    return filling.words();
  }

  /** Returns the number of ids. */
  public int size() {
    return numbers == null ? ends.length : numbers.length;
  }

  /** Returns whether the ids are numbers. */
  public boolean areNumbers() {
    return numbers != null;
  }

  /** Returns an id that is a number. */
  public long number(int row) {
    return numbers[row];
  }

  /** Returns an id as text in UTF-8. */
  public byte[] utf8(int row) {
    return numbers == null
        ? Arrays.copyOfRange(text, start(row), ends[row])
        : Long.toString(numbers[row]).getBytes(StandardCharsets.US_ASCII);
  }

  /** Writes an id as text in UTF-8. */
  public void writeTo(OutputStream out, int row) throws IOException {
    if (numbers == null) {
      out.write(text, start(row), ends[row] - start(row));
    } else {
      out.write(utf8(row));
    }
  }

  /**
   * Returns the first row whose id cannot stand among others that are parted by spaces, since it is
   * empty or holds white space; -1 if there is none. Looks at all ids when it is asked first.
   */
  public int unfitForText() {
    if (unfit == -2) {
      int row = numbers == null ? 0 : size();
      while (row < size() && isFit(row)) {
        row++;
      }

      unfit = row < size() ? row : -1;
    }

    return unfit;
  }

  private boolean isFit(int row) {
    String id = new String(text, start(row), ends[row] - start(row), StandardCharsets.UTF_8);
    return !id.isEmpty() && id.chars().noneMatch(Character::isWhitespace);
  }

  private int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  /** Packs some of the ids for the way to another task. */
  byte[] pack(int[] rows) {
    int bytes = 0;
    for (int row : rows) {
      bytes =
          Math.addExact(
              bytes, numbers == null ? Integer.BYTES + ends[row] - start(row) : Long.BYTES);
    }

    ByteBuffer packed = ByteBuffer.allocate(bytes);
    for (int row : rows) {
      if (numbers == null) {
        int length = ends[row] - start(row);
        packed.putInt(length).put(text, start(row), length);
      } else {
        packed.putLong(numbers[row]);
      }
    }

    return packed.array();
  }

  /** Joins what was packed: the ids of the first part, then of the next. */
  static IdWords unpack(IdType type, int rows, byte[][] parts) {
    Filling filling = new Filling(type, rows);
    int row = 0;
    for (byte[] part : parts) {
      ByteBuffer packed = ByteBuffer.wrap(part);
      while (packed.hasRemaining()) {
        if (type == IdType.LONG) {
          filling.put(row++, packed.getLong());
        } else {
          byte[] id = new byte[packed.getInt()];
          packed.get(id);
          filling.put(row++, id);
        }
      }
    }

    return filling.words();
  }

  /** Ids while they are put, row after row. */
  private static final class Filling {
    private final long[] numbers;
    private final int[] ends;
    private byte[] text = new byte[1 << 10];
    private int used;

    Filling(IdType type, int rows) {
      this.numbers = type == IdType.LONG ? new long[rows] : null;
      this.ends = type == IdType.LONG ? null : new int[rows];
    }

    void put(int row, long number) {
      numbers[row] = number;
    }

    void put(int row, byte[] utf8) {
      long needed = (long) used + utf8.length;
      if (needed > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "The ids of " + ends.length + " nodes have more than 2^31 - 9 bytes");
      }

      if (needed > text.length) {
        text = Arrays.copyOf(text, (int) Math.min(Integer.MAX_VALUE - 8, needed * 3 / 2));
      }

      System.arraycopy(utf8, 0, text, used, utf8.length);
      used += utf8.length;
      ends[row] = used;
    }

    IdWords words() {
      return new IdWords(numbers, text, ends);
    }
  }
}
