package org.graphrestore.spark.reconstruction;

import static org.apache.spark.sql.functions.col;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.graphrestore.reconstruction.GroupList.Member;
import org.graphrestore.reconstruction.Grouping;
import org.graphrestore.spark.store.GraphStore;

/**
 * What people call a group: a relation or label by its name, others by a node that stands for it.
 */
final class GroupNames {
  private final GraphStore graph;
  private final Grouping by;

  GroupNames(GraphStore graph, Grouping by) {
    this.graph = graph;
    this.by = by;
  }

  /**
   * Names groups.
   *
   * @param groups rows (name in {@link NodeGroups}, nodes), a bounded number
   */
  List<Member> members(List<Row> groups) {
    List<String> keys = groups.stream().map(row -> row.getString(0)).toList();
    Map<String, Row> rows =
        switch (by) {
          case COMPONENT -> nodes("index", keys);
          case COMMUNITY -> nodes("hash", keys);
          default -> Map.of();
        };
    Map<String, String> relations = by == Grouping.RELATION ? relations(keys) : Map.of();
    return groups.stream()
        .map(
            group -> {
              String key = group.getString(0);
              Row node = rows.get(key);
              return node == null
                  ? new Member(relations.getOrDefault(key, key), null, false, group.getLong(1))
                  : new Member(
                      String.valueOf(node.get(1)), node.getString(2), false, group.getLong(1));
            })
        .toList();
  }

  private Map<String, Row> nodes(String column, List<String> keys) {
    List<Long> numbers = keys.stream().map(Long::valueOf).collect(Collectors.toList());
    Map<String, Row> rows = new HashMap<>();
    graph
        .nodeTable()
        .filter(col(column).isInCollection(numbers))
        .orderBy("index")
        .select(column, "id", "label")
        .collectAsList()
        .forEach(row -> rows.putIfAbsent(Long.toString(row.getLong(0)), row));
    return rows;
  }

  private Map<String, String> relations(List<String> keys) {
    List<Integer> numbers = keys.stream().map(Integer::valueOf).collect(Collectors.toList());
    Map<String, String> names = new HashMap<>();
    graph
        .relationTable()
        .filter(col("relation").isInCollection(numbers))
        .collectAsList()
        .forEach(row -> names.put(Integer.toString(row.getInt(0)), row.getString(1)));
    return names;
  }
}
