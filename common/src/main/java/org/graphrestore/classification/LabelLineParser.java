package org.graphrestore.classification;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.graph.BadRowException;
import org.graphrestore.graph.BadRowReason;
import org.graphrestore.graph.StrictText;

/**
 * Reads one line of a file of labels. Strict, as edges are read: bytes that are not UTF-8 or a line
 * that is not a node and one label end in a {@link BadRowException}; cells parted by tabs are taken
 * as they are, others are trimmed. Not thread-safe; one parser a task.
 */
public final class LabelLineParser {
  private final LabelFormat format;
  private final StrictText text = new StrictText();
  private String node;
  private String label;

  /** Makes a parser. */
  public LabelLineParser(LabelFormat format) {
    this.format = format;
  }

  /**
   * Reads a line.
   *
   * @param bytes the line without its line feed; a carriage return at the end is ignored
   * @param length number of bytes that count
   * @param first whether it is the first line of its file, which may name the columns
   * @return whether there is a label; false for a header, a comment and a blank line
   * @throws BadRowException saying why this is no label of a node
   */
  public boolean parse(byte[] bytes, int length, boolean first) throws BadRowException {
    String line = text.decode(bytes, length, first);
    if (LabelFormat.silent(line)) {
      return false;
    }

    List<String> cells = cells(line);
    if (cells.size() != 2) {
      throw new BadRowException(
          BadRowReason.COLUMNS,
          "it has "
              + cells.size()
              + (cells.size() == 1 ? " column" : " columns")
              + " (needs 2, a node and one of its labels, separated by "
              + separatorName()
              + "; several labels of a node are several lines)");
    }

    this.node = cells.get(0);
    this.label = cells.get(1);
    if (first && LabelFormat.header(node, label)) {
      return false;
    }

    if (node.isEmpty()) {
      throw new BadRowException(BadRowReason.EMPTY_ID, "its node is empty");
    }

    if (label.isEmpty()) {
      throw new BadRowException(BadRowReason.EMPTY_ID, "its label is empty");
    }

    return true;
  }

  /** Returns the node of the line that was parsed last. */
  public String node() {
    return node;
  }

  /** Returns the label of the line that was parsed last. */
  public String label() {
    return label;
  }

  private List<String> cells(String line) {
    String rest = format.separator() == '\t' ? line : line.trim();
    List<String> cells = new ArrayList<>();
    int at = rest.indexOf(format.separator());
    while (at >= 0) {
      add(cells, rest.substring(0, at));
      rest = rest.substring(at + 1);
      rest = format.separator() == ' ' ? rest.stripLeading() : rest;
      at = rest.indexOf(format.separator());
    }

    add(cells, rest);
    return cells;
  }

  private void add(List<String> cells, String cell) {
    cells.add(format.separator() == ',' ? cell.trim() : cell);
  }

  private String separatorName() {
    return switch (format.separator()) {
      case '\t' -> "a tab as in the first line";
      case ',' -> "a comma as in the first line";
      default -> "blanks as in the first line";
    };
  }
}
