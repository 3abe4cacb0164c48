package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.IngestParams;
import org.graphrestore.graph.IngestParams.Format;
import org.graphrestore.graph.IngestParams.Ids;
import org.graphrestore.graph.NodeLayout;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * What the columns of files that know their types are. All files must have the columns that are
 * read; whole numbers may differ in width, but text and numbers do not mix. The ends of the files
 * are read by tasks; what comes back is one short text a file.
 */
final class ColumnTypes {
  private static final int FILES_PER_TASK = 16;
  private static final String MIX = "; take all for one with ingest.id-type=string or long";

  private final EdgeLayout layout;
  private final IdType idType;
  private final List<Group> groups;

  private ColumnTypes(EdgeLayout layout, IdType idType, List<Group> groups) {
    this.layout = layout;
    this.idType = idType;
    this.groups = groups;
  }

  /** What a column holds. */
  enum Kind {
    TEXT,
    WHOLE,
    NUMBER,
    OTHER
  }

  /** A column: its name, what it holds, and its type as its format calls it. */
  record Column(String name, Kind kind, String type) {}

  /** Files whose columns have the same types: the columns that are read, and the files. */
  record Group(List<Column> columns, List<Path> files) {}

  /** Reads the columns of a file. */
  interface Reading extends Serializable {
    List<Column> read(Path file, Configuration conf) throws IOException;
  }

  /**
   * Looks at all files.
   *
   * @throws UserMistakeException naming the file and the column
   */
  static ColumnTypes of(
      SparkSession spark,
      NumberedFiles files,
      IngestParams params,
      Format format,
      Reading reading) {
    Path first = files.first();
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    List<Column> columns;
    try {
      columns = reading.read(first, conf);
    } catch (IOException | RuntimeException e) {
      throw unreadable(first.toString(), format, e.getMessage());
    }

    try {
      List<String> names = columns.stream().map(Column::name).toList();
      EdgeLayout layout =
          files.nodes()
              ? NodeLayout.ofColumns(format, names, params)
              : EdgeLayout.ofColumns(format, names, params);
      IdType idType = check(layout, columns, params);
      List<Integer> wanted = wanted(layout);
      List<Column> read = wanted.stream().map(columns::get).toList();
      Map<String, Group> groups = new LinkedHashMap<>();
      groups.put(text(read), new Group(read, new ArrayList<>(List.of(first))));
      others(spark, files, format, read, reading)
          .forEach(
              (path, types) -> {
                List<Column> found = compare(first, read, path, types, layout, wanted, params);
                groups
                    .computeIfAbsent(types, t -> new Group(found, new ArrayList<>()))
                    .files()
                    .add(new Path(path));
              });
      return new ColumnTypes(layout, idType, List.copyOf(groups.values()));
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("Cannot read " + first + ": " + e.getMessage(), e);
    }
  }

  EdgeLayout layout() {
    return layout;
  }

  IdType idType() {
    return idType;
  }

  /** Returns the files in groups whose columns have the same types. */
  List<Group> groups() {
    return groups;
  }

  /** Returns the numbers of the columns that are read. */
  private static List<Integer> wanted(EdgeLayout layout) {
    return IntStream.of(
            layout.src(),
            layout.dst(),
            layout.relation(),
            layout.weight(),
            layout.srcLabel(),
            layout.dstLabel(),
            layout.source(),
            layout.type())
        .filter(column -> column >= 0)
        .distinct()
        .boxed()
        .toList();
  }

  /**
   * Checks the types of one file or table.
   *
   * @return what its ids are
   * @throws IllegalArgumentException naming the column
   */
  static IdType check(EdgeLayout layout, List<Column> columns, IngestParams params) {
    Column src = columns.get(layout.src());
    id(src);
    if (layout.dst() >= 0) {
      Column dst = columns.get(layout.dst());
      id(dst);
      if (src.kind() != dst.kind() && params.idType() == Ids.AUTO) {
        throw new IllegalArgumentException(
            "Column "
                + src.name()
                + " is "
                + src.type()
                + " and column "
                + dst.name()
                + " is "
                + dst.type()
                + "; both ends of an edge must be text, or both whole numbers"
                + MIX);
      }
    }

    if (layout.weighted()) {
      weight(columns.get(layout.weight()));
    }

    IntStream.of(
            layout.relation(), layout.srcLabel(), layout.dstLabel(), layout.source(), layout.type())
        .filter(column -> column >= 0)
        .forEach(column -> name(columns.get(column)));

    return switch (params.idType()) {
      case STRING -> IdType.STRING;
      case LONG -> IdType.LONG;
      case AUTO -> src.kind() == Kind.WHOLE ? IdType.LONG : IdType.STRING;
    };
  }

  private static void id(Column column) {
    if (column.kind() != Kind.TEXT && column.kind() != Kind.WHOLE) {
      throw new IllegalArgumentException(
          "Column "
              + column.name()
              + " is "
              + column.type()
              + " (an id must be text or a whole number of at most 64 bits)");
    }
  }

  private static void weight(Column column) {
    if (column.kind() != Kind.WHOLE && column.kind() != Kind.NUMBER) {
      throw new IllegalArgumentException(
          "Column "
              + column.name()
              + " is "
              + column.type()
              + " (a weight must be a number); name another with --weight, or none");
    }
  }

  private static void name(Column column) {
    if (column.kind() != Kind.TEXT && column.kind() != Kind.WHOLE) {
      throw new IllegalArgumentException(
          "Column "
              + column.name()
              + " is "
              + column.type()
              + " (a relation, label, source or type must be text or a whole number)");
    }
  }

  /** Reads the types of the other files, by path in the order of the files. */
  private static Map<String, String> others(
      SparkSession spark, NumberedFiles files, Format format, List<Column> read, Reading reading) {
    List<String> paths =
        files.files().files().stream()
            .filter(file -> file.bytes() > 0 && !file.path().equals(files.first()))
            .map(file -> file.path().toString())
            .toList();
    Map<String, String> types = new LinkedHashMap<>();
    if (paths.isEmpty()) {
      return types;
    }

    List<String> names = read.stream().map(Column::name).toList();
    SerializableConfiguration conf =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    int tasks = Math.min(1024, (paths.size() + FILES_PER_TASK - 1) / FILES_PER_TASK);
    List<String> answers =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(paths, tasks)
            .map(path -> types(new Path(path), new ArrayList<>(names), reading, conf.value()))
            .collect();
    for (int i = 0; i < paths.size(); i++) {
      if (answers.get(i).startsWith("!")) {
        throw unreadable(paths.get(i), format, answers.get(i).substring(1));
      }

      types.put(paths.get(i), answers.get(i));
    }

    return types;
  }

  private static String types(Path path, List<String> names, Reading reading, Configuration conf) {
    try {
      List<Column> columns = reading.read(path, conf);
      List<Column> found = new ArrayList<>();
      for (String name : names) {
        found.add(
            columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElse(new Column(name, Kind.OTHER, "")));
      }

      return text(found);
    } catch (IOException | RuntimeException e) {
      return "!" + e.getMessage();
    }
  }

  private static String text(List<Column> columns) {
    StringBuilder text = new StringBuilder();
    columns.forEach(
        column -> text.append(column.kind()).append(' ').append(column.type()).append('\n'));
    return text.toString();
  }

  private static List<Column> compare(
      Path first,
      List<Column> read,
      String path,
      String types,
      EdgeLayout layout,
      List<Integer> wanted,
      IngestParams params) {
    String[] lines = types.split("\n", -1);
    List<Column> all = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      Column expected = read.get(i);
      Kind kind = Kind.valueOf(lines[i].substring(0, lines[i].indexOf(' ')));
      String type = lines[i].substring(lines[i].indexOf(' ') + 1);
      if (type.isEmpty()) {
        throw new UserMistakeException(
            "Cannot read "
                + path
                + ": it has no column "
                + expected.name()
                + ", which "
                + first
                + " has");
      }

      boolean id = wanted.get(i) == layout.src() || wanted.get(i) == layout.dst();
      boolean weight = wanted.get(i) == layout.weight();
      Column found = new Column(expected.name(), kind, type);
      all.add(found);
      try {
        if (id) {
          id(found);
        } else if (weight) {
          weight(found);
        } else {
          name(found);
        }
      } catch (IllegalArgumentException e) {
        throw new UserMistakeException("Cannot read " + path + ": " + e.getMessage(), e);
      }

      if (id && kind != expected.kind() && params.idType() == Ids.AUTO) {
        throw new UserMistakeException(
            "Cannot read "
                + path
                + ": Column "
                + expected.name()
                + " is "
                + type
                + ", but "
                + expected.type()
                + " in "
                + first
                + MIX);
      }
    }

    return all;
  }

  private static UserMistakeException unreadable(String path, Format format, String message) {
    String why = message == null ? "its end is damaged" : message.lines().findFirst().orElse("");
    return new UserMistakeException(
        "Cannot read "
            + path
            + ": it is no whole "
            + (format == Format.PARQUET ? "Parquet" : format)
            + " file ("
            + why
            + "); fetch it again, or leave it out");
  }
}
