package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.graphrestore.spark.store.UserMistakeException;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * Cuts files into pieces and packs pieces into tasks: a large file gives several tasks, many small
 * files give one. How it is cut changes no result.
 */
final class PiecePlan {
  /** Most bytes of a piece, as Hadoop's own input formats call it. */
  private static final String PIECE_BYTES = "mapreduce.input.fileinputformat.split.maxsize";

  private static final long USUAL_PIECE_BYTES = 64L << 20;

  /** What opening a file costs, in bytes that could be read in that time. */
  private static final long OPEN_BYTES = 1L << 20;

  private static final int MOST_TASKS = 4096;

  private final List<Task> tasks = new ArrayList<>();

  /** Pieces that one task reads, and the hosts where the first of them lies. */
  private record Task(String pieces, List<String> hosts) {}

  /**
   * Plans.
   *
   * @param files the files; empty ones are left out
   * @param firstNumber number of the first file
   * @param splittable whether a file can be read from the middle
   * @param parallelism number of tasks that are worth having
   */
  PiecePlan(
      InputFiles files,
      int firstNumber,
      Predicate<Path> splittable,
      int parallelism,
      Configuration conf) {
    long most = Math.max(1, conf.getLong(PIECE_BYTES, USUAL_PIECE_BYTES));
    long cost = 0;
    for (InputFiles.File file : files.files()) {
      cost += file.bytes() + OPEN_BYTES;
    }

    boolean chosen = conf.get(PIECE_BYTES) != null;
    long piece =
        chosen ? most : Math.min(most, Math.max(OPEN_BYTES, cost / Math.max(1, parallelism)));
    piece = Math.max(piece, cost / MOST_TASKS);
    List<FilePiece> open = new ArrayList<>();
    long openCost = 0;
    for (int f = 0; f < files.files().size(); f++) {
      InputFiles.File file = files.files().get(f);
      long length = splittable.test(file.path()) ? piece : Long.MAX_VALUE;
      for (long start = 0; start < file.bytes(); start += Math.min(length, file.bytes())) {
        long bytes = Math.min(length, file.bytes() - start);
        if (!open.isEmpty() && openCost + bytes > piece) {
          add(open, conf);
          openCost = 0;
        }

        open.add(new FilePiece(firstNumber + f, file.path().toString(), start, bytes));
        openCost += bytes + OPEN_BYTES;
      }
    }

    if (!open.isEmpty()) {
      add(open, conf);
    }
  }

  /** Returns a partition a task: its pieces as {@link FilePiece#write} writes them. */
  JavaRDD<String> rdd(SparkContext sc) {
    List<Tuple2<String, Seq<String>>> placed = new ArrayList<>();
    for (Task task : tasks) {
      placed.add(new Tuple2<>(task.pieces(), CollectionConverters.asScala(task.hosts()).toList()));
    }

    return sc.makeRDD(
            CollectionConverters.asScala(placed).toList(),
            ClassTag$.MODULE$.<String>apply(String.class))
        .toJavaRDD();
  }

  int tasks() {
    return tasks.size();
  }

  private void add(List<FilePiece> open, Configuration conf) {
    tasks.add(new Task(FilePiece.write(open), hosts(open.get(0), conf)));
    open.clear();
  }

  private static List<String> hosts(FilePiece piece, Configuration conf) {
    Path path = new Path(piece.path());
    try {
      FileSystem fs = path.getFileSystem(conf);
      if (fs.getScheme().equals("file")) {
        return List.of();
      }

      BlockLocation[] blocks =
          fs.getFileBlockLocations(path, piece.start(), Math.max(1, piece.length()));
      return blocks == null || blocks.length == 0
          ? List.of()
          : Arrays.stream(blocks[0].getHosts()).filter(h -> !h.equals("localhost")).toList();
    } catch (UnsupportedOperationException e) {
      // A file system without a scheme knows no hosts.
      return List.of();
    } catch (IOException e) {
      throw new UserMistakeException("Cannot read " + path + ": " + e.getMessage(), e);
    }
  }
}
