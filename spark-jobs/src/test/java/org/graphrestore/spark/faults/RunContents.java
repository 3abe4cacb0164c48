package org.graphrestore.spark.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What lies in a run folder, without the names that no two runs share. */
final class RunContents {
  private RunContents() {}

  /** Counts the files, without checksums, by path with the random and attempt parts left out. */
  static SortedMap<String, Integer> of(Path run) throws IOException {
    SortedMap<String, Integer> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> run.relativize(file).toString())
          .filter(name -> !name.endsWith(".crc"))
          .map(name -> name.replaceAll("data-[0-9a-f]{8}", "data"))
          .map(name -> name.replaceAll("part-(\\d+)-[^/]*\\.parquet", "part-$1"))
          .forEach(name -> contents.merge(name, 1, Integer::sum));
    }

    return contents;
  }

  /**
   * Lists what is there and should not be: what only a run at work has. The finished rounds of a
   * training may be there: the next run goes on from them.
   */
  static List<String> leftovers(Path run) throws IOException {
    if (!Files.exists(run)) {
      // A run that failed before its first stage was finished leaves no folder.
      return List.of();
    }

    try (Stream<Path> files = Files.walk(run)) {
      return files
          .map(file -> run.relativize(file).toString())
          .filter(
              name ->
                  name.matches(
                      "(.*/)?(\\.lock\\.json|\\.scratch-.*|scratch|\\.[a-z]+-[0-9a-f]{8}\\.\\w+)"))
          .filter(name -> !Files.exists(run.resolve(name).resolve("round.json")))
          .sorted()
          .toList();
    }
  }
}
