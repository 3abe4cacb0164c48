package org.graphrestore.spark.reconstruction;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.graphrestore.reconstruction.restored.PairCut;

/**
 * The pairs that a task found, in two scratch files: those that are edges for certain, and those of
 * which the cut decides, with their scores, in the order of the cut.
 *
 * @param sure name of the first file
 * @param open name of the second
 * @param lowest lowest score among the certain ones, infinite without any
 * @param opened number of pairs in the second file
 */
record PairFiles(String sure, String open, double lowest, long opened) implements Serializable {
  /** Writes a pair. */
  static void write(DataOutput out, long u, long v) throws IOException {
    out.writeLong(u);
    out.writeLong(v);
  }

  /** Writes pairs that are not decided. */
  static void write(DataOutput out, List<PairCut> pairs) throws IOException {
    for (PairCut pair : pairs) {
      out.writeDouble(pair.score());
      out.writeLong(pair.u());
      out.writeLong(pair.v());
    }
  }

  /** Reads the first pairs that are not decided, at most so many. */
  List<PairCut> opened(ScratchFiles scratch, long most) {
    List<PairCut> pairs = new ArrayList<>();
    if (open.isEmpty()) {
      return pairs;
    }

    try (DataInputStream in = scratch.open(open)) {
      for (long i = 0; i < Math.min(most, opened); i++) {
        pairs.add(new PairCut(in.readDouble(), in.readLong(), in.readLong()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the scratch file " + open, e);
    }

    return pairs;
  }

  /** Reads the pair at a place among those that are not decided, from 0. */
  PairCut openedAt(ScratchFiles scratch, long place) {
    try (DataInputStream in = scratch.open(open)) {
      in.skipNBytes(place * (Double.BYTES + 2L * Long.BYTES));
      return new PairCut(in.readDouble(), in.readLong(), in.readLong());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the scratch file " + open, e);
    }
  }

  /** Reads the edges as rows (u, v). */
  Iterator<Row> edges(ScratchFiles scratch, PairCut cut) {
    List<Row> taken = new ArrayList<>();
    for (PairCut pair : opened(scratch, opened)) {
      if (cut.takes(pair.score(), pair.u(), pair.v())) {
        taken.add(RowFactory.create(pair.u(), pair.v()));
      }
    }

    Iterator<Row> decided = taken.iterator();
    Iterator<Row> certain = new Pairs(scratch, sure);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return certain.hasNext() || decided.hasNext();
      }

      @Override
      public Row next() {
        return certain.hasNext() ? certain.next() : decided.next();
      }
    };
  }

  /** The pairs of a file, read as they are asked for; closed at its end. */
  private static final class Pairs implements Iterator<Row> {
    private final DataInputStream in;
    private final String name;
    private Row next;

    Pairs(ScratchFiles scratch, String name) {
      this.name = name;
      try {
        this.in = scratch.open(name);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the scratch file " + name, e);
      }

      advance();
    }

    private void advance() {
      try {
        next = RowFactory.create(in.readLong(), in.readLong());
      } catch (EOFException e) {
        next = null;
        close();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the scratch file " + name, e);
      }
    }

    private void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot close the scratch file " + name, e);
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      if (next == null) {
        throw new NoSuchElementException(name + " has no more pairs");
      }

      Row row = next;
      advance();
      return row;
    }
  }
}
