package org.graphrestore.spark.faults;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that goes wrong at a named point, as settings of Hadoop that travel to every JVM of a
 * run. A point is a file: the first one, over all JVMs, whose path matches a pattern.
 *
 * @param kind what happens
 * @param path regular expression of the whole path of the file
 * @param bytes for {@link Kind#NO_SPACE}: how much can be written to such files by one JVM
 */
record Fault(Kind kind, String path, long bytes) {
  static final String KIND = "graphrestore.fault";
  static final String PATHS = "graphrestore.fault.paths";
  static final String BYTES = "graphrestore.fault.bytes";
  static final String MARKS = "graphrestore.fault.marks";

  /** What may go wrong. */
  enum Kind {
    /** The JVM whose task has written the file gets SIGKILL before it can say so. */
    KILL_EXECUTOR,

    /** The same in a JVM that is driver and executor in one, and for files of the driver. */
    KILL_DRIVER,

    /** The disk is full. */
    NO_SPACE,

    /** The heap is full in every attempt. */
    OUT_OF_MEMORY,

    /** The first attempt of a task waits with its file until a second one has written it. */
    SLOW
  }

  static Fault of(Kind kind, String path) {
    return new Fault(kind, path, 0);
  }

  /**
   * Returns the settings, without a prefix.
   *
   * @param marks a folder in which it is noted what has gone wrong
   */
  Map<String, String> hadoop(Path marks) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("fs.file.impl", FaultFileSystem.class.getName());
    settings.put("fs.file.impl.disable.cache", "true");
    settings.put(KIND, kind.name());
    settings.put(PATHS, path);
    settings.put(BYTES, Long.toString(bytes));
    settings.put(MARKS, marks.toString());
    return settings;
  }

  /** Returns the settings as Spark takes them. */
  Map<String, String> spark(Path marks) {
    Map<String, String> settings = new TreeMap<>();
    hadoop(marks).forEach((key, value) -> settings.put("spark.hadoop." + key, value));
    return settings;
  }
}
