package org.graphrestore.spark.ingest;

import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * Files of one kind with their numbers in the whole input.
 *
 * @param files the files
 * @param firstNumber number of the first
 * @param nodes whether their rows are nodes, and not edges
 */
record NumberedFiles(InputFiles files, int firstNumber, boolean nodes) {
  /** Returns the first file that has bytes. */
  Path first() {
    return files.firstWithBytes().path();
  }

  /** Returns the file of a number. */
  Path path(int number) {
    return files.files().get(number - firstNumber).path();
  }

  /** Returns the numbers by path. */
  Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < files.files().size(); i++) {
      numbers.put(files.files().get(i).path().toString(), firstNumber + i);
    }

    return numbers;
  }
}
