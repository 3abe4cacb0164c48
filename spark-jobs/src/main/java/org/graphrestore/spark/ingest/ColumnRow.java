package org.graphrestore.spark.ingest;

import org.apache.spark.unsafe.types.UTF8String;
import org.graphrestore.graph.BadRowException;
import org.graphrestore.graph.BadRowReason;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.EdgeRow;
import org.graphrestore.graph.IdType;

/** Checks the cells of a row whose columns have types, and makes an edge or a node of them. */
final class ColumnRow {
  static final int SRC = 0;
  static final int DST = 1;
  static final int RELATION = 2;
  static final int WEIGHT = 3;
  static final int SRC_LABEL = 4;
  static final int DST_LABEL = 5;
  static final int SOURCE = 6;
  static final int TYPE = 7;

  private final EdgeLayout layout;
  private final IdType idType;
  private final int mostBytes;

  ColumnRow(EdgeLayout layout, IdType idType, int mostBytes) {
    this.layout = layout;
    this.idType = idType;
    this.mostBytes = mostBytes;
  }

  /** The cells of a row, by the constants of {@link ColumnRow}. */
  interface Cells {
    /** Returns a cell as text, or null. */
    UTF8String text(int cell);

    /** Returns the weight, NaN where it is null. */
    double weight();
  }

  /** Returns the columns of a layout by the constants of this class. */
  static int[] columns(EdgeLayout layout) {
    return new int[] {
      layout.src(),
      layout.dst(),
      layout.relation(),
      layout.weight(),
      layout.srcLabel(),
      layout.dstLabel(),
      layout.source(),
      layout.type()
    };
  }

  void fill(Cells cells, RawRow raw) {
    try {
      if (layout.dst() < 0) {
        raw.edge.setNode(id(cells, SRC, "node"), text(cells, SRC_LABEL), text(cells, TYPE));
      } else {
        edge(cells, raw.edge);
      }

      raw.answer(true);
    } catch (BadRowException e) {
      raw.refuse(e);
    }
  }

  private void edge(Cells cells, EdgeRow edge) throws BadRowException {
    String relation = text(cells, RELATION);
    if (layout.relational() && (relation == null || relation.isEmpty())) {
      throw new BadRowException(
          BadRowReason.RELATION, "its relation is " + (relation == null ? "null" : "empty"));
    }

    double weight = 1;
    if (layout.weighted()) {
      weight = cells.weight();
      EdgeRow.checkWeight(weight);
    }

    edge.set(
        id(cells, SRC, "first node"),
        id(cells, DST, "second node"),
        relation,
        weight,
        text(cells, SRC_LABEL),
        text(cells, DST_LABEL));
    edge.source(text(cells, SOURCE));
  }

  private String id(Cells cells, int cell, String which) throws BadRowException {
    String id = text(cells, cell);
    if (id == null || id.isEmpty()) {
      throw new BadRowException(
          BadRowReason.EMPTY_ID, "its " + which + " is " + (id == null ? "null" : "empty"));
    }

    if (idType == IdType.LONG) {
      EdgeRow.parseLong(id);
    }

    return id;
  }

  private String text(Cells cells, int cell) throws BadRowException {
    UTF8String text = cells.text(cell);
    if (text == null) {
      return null;
    }

    if (text.numBytes() > mostBytes) {
      throw new BadRowException(
          BadRowReason.TOO_LONG,
          "a cell is longer than " + mostBytes + " bytes (ingest.max-row-bytes)");
    }

    if (!text.isValid()) {
      throw new BadRowException(BadRowReason.ENCODING, "a cell is not UTF-8");
    }

    return text.toString();
  }
}
