package org.graphrestore.spark.reconstruction;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.reconstruction.GroupList;
import org.graphrestore.reconstruction.GroupList.Member;
import org.graphrestore.reconstruction.Grouping;
import org.graphrestore.reconstruction.TruthParams;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * The groups that queries are in. The nodes of all groups are counted where they lie; the driver
 * sees the 50 largest groups and, a wave at a time, the groups of its queries.
 */
final class QueryGroups {
  private static final String PLACED = "place BIGINT NOT NULL, number INT NOT NULL";

  private final List<GroupList> lists = new ArrayList<>();
  private final List<Dataset<Row>> placed = new ArrayList<>();
  private final GraphStore graph;
  private final SparkSession spark;
  private final ScratchFiles scratch;

  private QueryGroups(GraphStore graph, SparkSession spark, ScratchFiles scratch) {
    this.graph = graph;
    this.spark = spark;
    this.scratch = scratch;
  }

  /**
   * Groups the queries.
   *
   * @param layout blocks of nodes
   * @param scratch files that the caller deletes
   * @throws UserMistakeException if no node has a label, or a file of labels is bad
   */
  static QueryGroups of(
      GraphStore graph,
      QuerySelection selection,
      TruthParams truth,
      BlockLayout layout,
      RunContext run,
      ScratchFiles scratch) {
    QueryGroups groups = new QueryGroups(graph, run.spark(), scratch);
    NodeGroups nodes = new NodeGroups(graph, run);
    for (Grouping by : truth.groupings()) {
      String folder = "groups-" + by.label();
      run.spark().sparkContext().setJobDescription("groups of nodes by " + by.label());
      Dataset<Row> rows =
          groups.saved(
              nodes.rows(by, truth.labels(), layout, scratch, folder),
              NodeGroups.SCHEMA,
              folder + "/nodes");
      groups.add(by, rows, selection, folder);
      if (by == Grouping.LABEL && groups.lists.get(groups.lists.size() - 1).count() == 0) {
        throw new UserMistakeException(
            "No node of "
                + truth.labels()
                + " is in the graph "
                + graph.path()
                + ", so that nothing can be grouped by label; do the ids agree?");
      }
    }
    return groups;
  }

  private void add(Grouping by, Dataset<Row> rows, QuerySelection selection, String folder) {
    Dataset<Row> counts =
        saved(
            rows.groupBy("grp").agg(count(lit(1)).as("nodes")),
            "grp STRING NOT NULL, nodes BIGINT NOT NULL",
            folder + "/counts");
    long count = counts.count();
    List<Row> largest =
        counts.orderBy(desc("nodes"), col("grp")).limit(Grouping.MOST).collectAsList();
    HashMap<String, Integer> numbers = new HashMap<>();
    largest.forEach(row -> numbers.put(row.getString(0), numbers.size()));
    int others = numbers.size();
    UDF1<String, Integer> number = group -> numbers.getOrDefault(group, others);
    Dataset<Row> numbered =
        rows.withColumn("number", udf(number, DataTypes.IntegerType).apply(col("grp")));
    List<Member> members = new ArrayList<>(new GroupNames(graph, by).members(largest));
    if (count > others) {
      long rest = numbered.filter(col("number").equalTo(others)).select("index").distinct().count();
      members.add(new Member("(others)", null, true, rest));
    }

    lists.add(new GroupList(by, count, members));
    placed.add(
        saved(
            numbered
                .join(selection.places(), "index")
                .select(col("place"), col("number"))
                .distinct()
                .sort("place", "number"),
            PLACED,
            folder + "/queries"));
  }

  private Dataset<Row> saved(Dataset<Row> rows, String schema, String folder) {
    String path = scratch.path(folder).toString();
    rows.write().parquet(path);
    return spark.read().schema(StructType.fromDDL(schema)).parquet(path);
  }

  /** Returns the groups, in the order in which they were asked for. */
  List<GroupList> lists() {
    return lists;
  }

  /** Returns the numbers of the groups of a wave's queries: by grouping, then by query. */
  int[][][] read(QueryWave wave) {
    long first = wave.order(0);
    int[][][] numbers = new int[placed.size()][][];
    for (int by = 0; by < numbers.length; by++) {
      Map<Long, SortedSet<Integer>> found = new HashMap<>();
      placed
          .get(by)
          .filter(col("place").geq(first).and(col("place").lt(first + wave.size())))
          .collectAsList()
          .forEach(
              row ->
                  found.computeIfAbsent(row.getLong(0), k -> new TreeSet<>()).add(row.getInt(1)));
      numbers[by] =
          IntStream.range(0, wave.size())
              .mapToObj(query -> ints(found.getOrDefault(first + query, new TreeSet<>())))
              .toArray(int[][]::new);
    }
    return numbers;
  }

  private static int[] ints(SortedSet<Integer> set) {
    return Arrays.stream(set.toArray(Integer[]::new)).mapToInt(Integer::intValue).toArray();
  }
}
