package org.graphrestore.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A node of the tree that the page's template reads: names with texts, truth values, lists and
 * further views. Every name that the template asks for must be there, so that a typing mistake
 * fails; what is absent is null or false.
 */
final class View {
  private final Map<String, Object> members = new LinkedHashMap<>();

  /** Sets a member and returns this view. */
  View with(String name, Object value) {
    members.put(name, value);
    return this;
  }

  /** Returns the members, as the template engine wants them. */
  Map<String, Object> members() {
    return Collections.unmodifiableMap(members);
  }

  /** A list of facts: name, figure and a note in small print, which may be empty. */
  static final class FactList {
    private final List<Map<String, Object>> facts = new ArrayList<>();

    FactList add(String name, String figure, String note) {
      facts.add(new View().with("name", name).with("figure", figure).with("note", note).members());
      return this;
    }

    List<Map<String, Object>> facts() {
      return Collections.unmodifiableList(facts);
    }
  }

  /** A table with a bar in each row, whose length is the row's share of the largest. */
  static final class BarTable {
    private final List<View> rows = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    BarTable add(String name, double value, String figure, String kind, String note) {
      values.add(value);
      rows.add(
          new View()
              .with("name", name)
              .with("figure", figure)
              .with("kind", kind)
              .with("note", note));
      return this;
    }

    Map<String, Object> members(
        String caption, String headName, String headFigure, String headNote) {
      double largest = values.stream().mapToDouble(v -> v).max().orElse(0);
      List<Map<String, Object>> bars = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        double share = largest > 0 ? 100 * values.get(i) / largest : 0;
        // A bar that is there can be seen.
        bars.add(rows.get(i).with("share", Math.max(0.5, Math.round(share * 10) / 10.0)).members());
      }

      return new View()
          .with("caption", caption)
          .with("headName", headName)
          .with("headFigure", headFigure)
          .with("headNote", headNote)
          .with("noted", !headNote.isEmpty())
          .with("bars", bars)
          .members();
    }
  }
}
