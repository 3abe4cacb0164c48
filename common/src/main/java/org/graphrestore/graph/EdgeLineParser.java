package org.graphrestore.graph;

/**
 * Reads one line of a text file as an edge or a node. Strict: bytes that are not UTF-8, a missing
 * cell or a weight that is no positive number end in a {@link BadRowException}; nothing is
 * replaced, and only comma- and space-separated cells are trimmed. Quotes mean something in
 * comma-separated files with a header only.
 *
 * <p>Not thread-safe; one parser a task.
 */
public final class EdgeLineParser implements LineParser {
  private final EdgeLayout layout;
  private final StrictText text = new StrictText();
  private final String[] cells;

  /** Makes a parser for a layout. */
  public EdgeLineParser(EdgeLayout layout) {
    this.layout = layout;
    this.cells = new String[layout.columns()];
  }

  @Override
  public boolean parse(byte[] bytes, int length, boolean first, EdgeRow row)
      throws BadRowException {
    String line = text.decode(bytes, length, first);
    if (first && layout.header() != null) {
      if (!line.equals(layout.header())) {
        throw new BadRowException(
            BadRowReason.HEADER,
            "the header differs from the first file's ("
                + EdgeRow.shown(line)
                + " instead of "
                + EdgeRow.shown(layout.header())
                + ")");
      }

      return false;
    }

    if (line.isBlank() || (layout.header() == null && comment(line))) {
      return false;
    }

    split(line);
    if (layout.dst() < 0) {
      row.setNode(id(cells[layout.src()], "node"), cell(layout.srcLabel()), cell(layout.type()));
      return true;
    }

    row.set(
        id(cells[layout.src()], "first node"),
        id(cells[layout.dst()], "second node"),
        layout.relation() < 0
            ? null
            : required(cells[layout.relation()], "relation", BadRowReason.RELATION),
        layout.weight() < 0 ? 1 : EdgeRow.parseWeight(cells[layout.weight()]),
        cell(layout.srcLabel()),
        cell(layout.dstLabel()));
    row.source(cell(layout.source()));
    return true;
  }

  /** Returns whether a line of an edge list is a comment. */
  static boolean comment(String line) {
    return line.startsWith("#");
  }

  private void split(String line) throws BadRowException {
    int found =
        switch (layout.separator()) {
          case ' ' -> splitBlanks(line.trim());
          case ',' -> layout.header() == null ? splitPlain(line, ',') : splitQuoted(line);
          default -> splitPlain(line, layout.separator());
        };
    if (found != cells.length) {
      throw new BadRowException(
          BadRowReason.COLUMNS,
          "it has "
              + found
              + (found == 1 ? " column" : " columns")
              + " (needs "
              + cells.length
              + ", as in the "
              + (layout.header() == null ? "first row" : "header")
              + ")");
    }
  }

  private int splitPlain(String line, char separator) {
    int found = 0;
    int start = 0;
    while (true) {
      int end = line.indexOf(separator, start);
      String cell = end < 0 ? line.substring(start) : line.substring(start, end);
      put(found, separator == ',' ? cell.trim() : cell);
      found++;
      if (end < 0) {
        return found;
      }

      start = end + 1;
    }
  }

  private int splitBlanks(String line) {
    int found = 0;
    int start = 0;
    while (start < line.length()) {
      int end = line.indexOf(' ', start);
      end = end < 0 ? line.length() : end;
      put(found, line.substring(start, end));
      found++;
      start = end;
      while (start < line.length() && line.charAt(start) == ' ') {
        start++;
      }
    }

    return found;
  }

  /** Splits as RFC 4180 says, inside one line. */
  private int splitQuoted(String line) throws BadRowException {
    int found = 0;
    int at = 0;
    while (true) {
      int start = at;
      while (start < line.length() && line.charAt(start) == ' ') {
        start++;
      }

      if (start < line.length() && line.charAt(start) == '"') {
        StringBuilder cell = new StringBuilder();
        at = quoted(line, start + 1, cell);
        put(found, cell.toString());
      } else {
        int end = line.indexOf(',', at);
        end = end < 0 ? line.length() : end;
        put(found, line.substring(at, end).trim());
        at = end;
      }

      found++;
      if (at == line.length()) {
        return found;
      }

      at++;
    }
  }

  /** Reads up to the closing quote and the comma after it; returns the comma's place. */
  private static int quoted(String line, int start, StringBuilder cell) throws BadRowException {
    int at = start;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c != '"') {
        cell.append(c);
        at++;
      } else if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
        cell.append('"');
        at += 2;
      } else {
        at++;
        while (at < line.length() && line.charAt(at) == ' ') {
          at++;
        }

        if (at < line.length() && line.charAt(at) != ',') {
          throw new BadRowException(BadRowReason.QUOTES, "there is text after a closing quote");
        }

        return at;
      }
    }

    throw new BadRowException(
        BadRowReason.QUOTES, "a quote is not closed (a cell cannot hold a line break)");
  }

  private void put(int column, String cell) {
    if (column < cells.length) {
      cells[column] = cell;
    }
  }

  private String id(String cell, String which) throws BadRowException {
    String id = required(cell, which, BadRowReason.EMPTY_ID);
    if (layout.idType() == IdType.LONG) {
      EdgeRow.parseLong(id);
    }

    return id;
  }

  private String cell(int column) {
    return column < 0 ? null : cells[column];
  }

  private static String required(String cell, String what, BadRowReason reason)
      throws BadRowException {
    if (cell.isEmpty()) {
      throw new BadRowException(reason, "its " + what + " is empty");
    }

    return cell;
  }
}
