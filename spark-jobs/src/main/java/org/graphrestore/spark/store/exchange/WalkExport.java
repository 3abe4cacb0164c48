package org.graphrestore.spark.store.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.spark.store.GraphFiles;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.NodeIds;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.WalkFiles;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkSelection;

/**
 * Writes walks as text for gensim and SNAP: one walk a line, original ids parted by single spaces,
 * sorted by start and number. Tasks write parts, which the driver joins: what it holds does not
 * grow. A task holds the ids of all nodes.
 */
public final class WalkExport {
  /** Name of the stage in messages. */
  public static final String NAME = "export";

  private static final int BUFFER = 1 << 16;

  private WalkExport() {}

  /**
   * Writes the walks.
   *
   * @param graph the graph that was walked on
   * @param output the file, on any Hadoop file system; replaced only if the run may
   * @throws UserMistakeException if the walks are of another graph, the output is a folder, or an
   *     id holds white space
   */
  public static void text(GraphStore graph, WalkStore walks, Path output, RunContext run) {
    if (!walks.graphFingerprint().equals(graph.fingerprint())) {
      throw new UserMistakeException(
          "The walks in "
              + walks.path()
              + " are of the graph "
              + walks.graphFingerprint()
              + ", not of "
              + graph.fingerprint()
              + " in "
              + graph.path());
    }

    run.progress()
        .stageStarted(NAME, String.format(Locale.ROOT, "%,d walks as text", walks.walks()));
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
    Configuration conf = sc.hadoopConfiguration();
    Path parts =
        new Path(output.getParent(), "." + output.getName() + "-" + UUID.randomUUID() + ".parts");
    try {
      FileSystem fs = output.getFileSystem(conf);
      try (OutputFile file = OutputFile.create(output, run)) {
        Writer writer =
            new Writer(
                walks.files(),
                graph.files(),
                NodeIds.of(graph, conf),
                fs.makeQualified(parts).toString(),
                conf);
        int ranges = walks.files().ranges();
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, ranges).boxed().toList());
        int tasks = Math.max(1, Math.min(ranges, sc.defaultParallelism()));
        List<String> names = sc.parallelize(numbers, tasks).mapPartitions(writer::write).collect();
        join(names, file.stream(), fs);
        file.commit();
      } finally {
        fs.delete(parts, true);
      }
    } catch (Exception e) {
      throw Failures.of(e, "export to " + output);
    }

    run.progress().stageFinished(NAME, output.toString());
  }

  private static void join(List<String> names, OutputStream out, FileSystem fs) throws IOException {
    try (out) {
      for (String name : names) {
        try (InputStream part = fs.open(new Path(name))) {
          part.transferTo(out);
        }
      }
    }
  }

  /** Writes the walks of some ranges to one part. */
  private record Writer(
      WalkFiles walks, GraphFiles graph, NodeIds ids, String folder, SerializableConfiguration conf)
      implements Serializable {

    Writer(WalkFiles walks, GraphFiles graph, NodeIds ids, String folder, Configuration conf) {
      this(walks, graph, ids, folder, new SerializableConfiguration(conf));
    }

    java.util.Iterator<String> write(java.util.Iterator<Integer> ranges) throws IOException {
      byte[][] words = words();
      Path part =
          new Path(
              folder,
              String.format(
                  "part-%05d-%d", TaskContext.getPartitionId(), TaskContext.get().taskAttemptId()));
      FileSystem fs = part.getFileSystem(conf.value());
      try (OutputStream out = new BufferedOutputStream(fs.create(part, true), BUFFER)) {
        while (ranges.hasNext()) {
          WalkFiles.StartRange range = walks.range(ranges.next());
          long[] hashes = graph.hashes(range.first(), range.starts());
          write(walks.read(range, hashes, WalkSelection.all()), words, out);
        }
      }

      return List.of(part.toString()).iterator();
    }

    private byte[][] words() {
      String[] texts = ids.texts(0, Math.toIntExact(graph.nodes()));
      byte[][] words = new byte[texts.length][];
      for (int node = 0; node < texts.length; node++) {
        if (texts[node].isEmpty() || texts[node].chars().anyMatch(Character::isWhitespace)) {
          throw new UserMistakeException(
              "Cannot write id \""
                  + texts[node]
                  + "\" into walks as text, where ids must not be empty or hold white space; read"
                  + " the walk store's Parquet files instead");
        }

        words[node] = texts[node].getBytes(java.nio.charset.StandardCharsets.UTF_8);
      }

      return words;
    }

    private static void write(WalkBatch batch, byte[][] words, OutputStream out)
        throws IOException {
      for (int walk = 0; walk < batch.walks(); walk++) {
        int from = batch.offsets()[walk];
        for (int i = from; i < batch.offsets()[walk + 1]; i++) {
          if (i > from) {
            out.write(' ');
          }

          out.write(words[batch.nodes()[i]]);
        }

        out.write('\n');
      }
    }
  }
}
