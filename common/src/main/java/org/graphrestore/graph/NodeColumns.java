package org.graphrestore.graph;

import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import org.graphrestore.config.ConfigKey;

/**
 * Where a node table has what.
 *
 * @param id name of the column of ids, or {@code auto}
 * @param label name of the column of labels, {@code auto}, or {@code none}
 * @param type name of the column of types, or {@code none}
 */
public record NodeColumns(String id, String label, String type) implements Serializable {
  /** Key of {@link #id}. */
  public static final ConfigKey<String> ID =
      ConfigKey.ofString(
          "ingest.node-id",
          IngestParams.AUTO,
          "Column of a node table's ids; auto knows id, node, vertex.");

  /** Key of {@link #label}. */
  public static final ConfigKey<String> LABEL =
      ConfigKey.ofString(
          "ingest.node-label",
          IngestParams.AUTO,
          "Column of a node table's labels, or none; auto knows label, name.");

  /** Key of {@link #type}. */
  public static final ConfigKey<String> TYPE =
      ConfigKey.ofString(
          "ingest.node-type",
          IngestParams.NONE,
          "Column of a node table's types, or none; the graph store then has a column type.");

  /** The keys of this record. */
  public static final List<ConfigKey<?>> KEYS = List.of(ID, LABEL, TYPE);

  /** Returns the settings where nothing is said. */
  public static NodeColumns defaults() {
    return new NodeColumns(ID.defaultValue(), LABEL.defaultValue(), TYPE.defaultValue());
  }

  /** Returns whether types are read. */
  public boolean typed() {
    return !type.equals(IngestParams.NONE);
  }

  void texts(SortedMap<String, String> into) {
    into.put(ID.path(), id);
    into.put(LABEL.path(), label);
    into.put(TYPE.path(), type);
  }
}
