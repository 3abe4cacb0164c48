package org.graphrestore.graph;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graphrestore.graph.EdgeLayout.JsonIds;

/**
 * Reads one line as a JSON object: an edge or a node. Strict as RFC 8259, and a field may be there
 * once only. Fields that are not read may hold anything; those that are read hold text or numbers.
 * Numbers as ids are whole, and kept as they are written. Not thread-safe.
 */
final class JsonLineParser implements LineParser {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // The length of a line is bounded before it comes here.
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final EdgeLayout layout;
  private final StrictText text = new StrictText();
  private final Map<String, Integer> columns = new HashMap<>();
  private final Set<String> unexpected = new HashSet<>();
  private final String[] cells;
  private final boolean[] numbers;

  JsonLineParser(EdgeLayout layout) {
    this.layout = layout;
    this.cells = new String[layout.names().size()];
    this.numbers = new boolean[cells.length];
    for (int column :
        new int[] {
          layout.src(),
          layout.dst(),
          layout.relation(),
          layout.weight(),
          layout.srcLabel(),
          layout.dstLabel(),
          layout.source(),
          layout.type()
        }) {
      if (column >= 0) {
        columns.put(layout.names().get(column), column);
      }
    }

    layout.absent().stream()
        .filter(name -> !layout.names().contains(name))
        .forEach(unexpected::add);
  }

  /**
   * Reads the names of an object's fields, in order.
   *
   * @param kinds filled with whether each is a number
   * @throws BadRowException if it is no object
   */
  static List<String> names(String line, List<Boolean> kinds) throws BadRowException {
    List<String> names = new ArrayList<>();
    read(
        line,
        (name, parser) -> {
          names.add(name);
          kinds.add(parser.currentToken().isNumeric());
          parser.skipChildren();
        });
    return names;
  }

  @Override
  public boolean parse(byte[] bytes, int length, boolean first, EdgeRow row)
      throws BadRowException {
    String line = text.decode(bytes, length, first);
    if (line.isBlank()) {
      return false;
    }

    Arrays.fill(cells, null);
    read(line, this::field);
    String src = id(layout.src(), layout.dst() < 0 ? "node" : "first node");
    if (layout.dst() < 0) {
      row.setNode(src, cell(layout.srcLabel()), cell(layout.type()));
      return true;
    }

    row.set(
        src,
        id(layout.dst(), "second node"),
        layout.relation() < 0
            ? null
            : required(layout.relation(), "relation", BadRowReason.RELATION),
        layout.weight() < 0
            ? 1
            : EdgeRow.parseWeight(required(layout.weight(), "weight", BadRowReason.WEIGHT)),
        cell(layout.srcLabel()),
        cell(layout.dstLabel()));
    row.source(cell(layout.source()));
    return true;
  }

  private void field(String name, JsonParser parser) throws IOException, BadRowException {
    Integer column = columns.get(name);
    if (column == null) {
      if (unexpected.contains(name)) {
        throw new BadRowException(
            BadRowReason.JSON,
            "it has a field "
                + name
                + ", which the first row has not; say what it is with --"
                + name
                + " (or none)");
      }

      parser.skipChildren();
      return;
    }

    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return;
    }

    if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
      throw new BadRowException(
          BadRowReason.JSON, "its field " + name + " is neither text nor a number");
    }

    cells[column] = parser.getText();
    numbers[column] = token.isNumeric();
    if (cells[column].indexOf('\0') >= 0) {
      throw new BadRowException(
          BadRowReason.ENCODING, "its field " + name + " has a NUL character");
    }

    if (halved(cells[column])) {
      throw new BadRowException(
          BadRowReason.ENCODING,
          "its field " + name + " has half of a surrogate pair, which UTF-8 cannot hold");
    }
  }

  /** Escapes can name halves of pairs, which would be written as question marks. */
  private static boolean halved(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isHighSurrogate(text.charAt(i))
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }

    return false;
  }

  private String id(int column, String which) throws BadRowException {
    String id = required(column, which, BadRowReason.EMPTY_ID);
    JsonIds wanted = layout.jsonIds();
    if (wanted != JsonIds.ANY && numbers[column] != (wanted == JsonIds.NUMBERS)) {
      throw new BadRowException(
          BadRowReason.ID,
          "its "
              + which
              + " "
              + EdgeRow.shown(id)
              + (numbers[column] ? " is a number, but the first row's is" : " is")
              + " text"
              + (numbers[column] ? "" : ", but the first row's is a number")
              + "; take all for one with ingest.id-type=string or long");
    }

    boolean whole = id.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    if (numbers[column] && (!whole || id.equals("-0"))) {
      throw new BadRowException(
          BadRowReason.ID, "its " + which + " " + EdgeRow.shown(id) + " is no whole number");
    }

    if (layout.idType() == IdType.LONG) {
      EdgeRow.parseLong(id);
    }

    return id;
  }

  private String required(int column, String what, BadRowReason reason) throws BadRowException {
    String cell = cells[column];
    if (cell == null || cell.isEmpty()) {
      throw new BadRowException(
          reason,
          "its "
              + what
              + " (field "
              + layout.names().get(column)
              + ") is "
              + (cell == null ? "missing" : "empty"));
    }

    return cell;
  }

  private String cell(int column) {
    return column < 0 ? null : cells[column];
  }

  private static void read(String line, Fields fields) throws BadRowException {
    try (JsonParser parser = FACTORY.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadRowException(BadRowReason.JSON, "it is no JSON object");
      }

      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        fields.field(name, parser);
      }

      if (parser.nextToken() != null) {
        throw new BadRowException(BadRowReason.JSON, "there is more after its JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new BadRowException(BadRowReason.JSON, "it is no JSON: " + firstLine(e));
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory does not fail", e);
    }
  }

  /** Returns what Jackson says, without the places in its own source and the text it read. */
  private static String firstLine(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("");
    return EdgeRow.cut(message);
  }

  /** Takes the fields of an object; the parser stands at the value. */
  @FunctionalInterface
  private interface Fields {
    void field(String name, JsonParser parser) throws IOException, BadRowException;
  }
}
