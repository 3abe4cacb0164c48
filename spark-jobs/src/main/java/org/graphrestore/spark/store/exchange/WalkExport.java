package org.graphrestore.spark.store.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.IdWords;
import org.graphrestore.spark.store.NamedWalks;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.walk.WalkBatch;

/**
 * Writes walks as text for gensim and SNAP: one walk a line, original ids parted by single spaces,
 * sorted by start and number. Every range of starts becomes a part; the driver joins the parts, or
 * leaves them as the files of a folder. Nobody holds the ids of all nodes, unless they are few
 * ({@link NamedWalks}).
 */
public final class WalkExport {
  /** Name of the stage in messages. */
  public static final String NAME = "export";

  private static final int BUFFER = 1 << 16;

  private WalkExport() {}

  /**
   * Writes the walks to one file.
   *
   * @param graph the graph that was walked on
   * @param output the file, on any Hadoop file system; replaced only if the run may
   * @throws UserMistakeException if the walks are of another graph, the output is a folder, or an
   *     id holds white space
   */
  public static void text(GraphStore graph, WalkStore walks, Path output, RunContext run) {
    begin(graph, walks, run);
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
    Path parts = beside(output);
    try {
      FileSystem fs = output.getFileSystem(sc.hadoopConfiguration());
      try (OutputFile file = OutputFile.create(output, run)) {
        List<String> names = write(sc, graph, walks, fs.makeQualified(parts));
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

  /**
   * Writes the walks to the files {@code part-00000.txt} and so on of a new folder: what they say
   * one after the other is what {@link #text} writes.
   *
   * @param output the folder, which must not exist
   * @throws UserMistakeException as {@link #text}, and if the output exists
   */
  public static void parts(GraphStore graph, WalkStore walks, Path output, RunContext run) {
    begin(graph, walks, run);
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
    Path parts = beside(output);
    try {
      FileSystem fs = output.getFileSystem(sc.hadoopConfiguration());
      if (fs.exists(output)) {
        throw new UserMistakeException(
            output + " exists; parts need a new folder, so name another --output");
      }

      try {
        List<String> names = write(sc, graph, walks, fs.makeQualified(parts));
        for (int i = 0; i < names.size(); i++) {
          rename(fs, new Path(names.get(i)), new Path(parts, String.format("part-%05d.txt", i)));
        }

        deleteOthers(fs, parts);
        rename(fs, parts, output);
      } finally {
        fs.delete(parts, true);
      }
    } catch (Exception e) {
      throw Failures.of(e, "export to " + output);
    }

    run.progress().stageFinished(NAME, output.toString());
  }

  private static void begin(GraphStore graph, WalkStore walks, RunContext run) {
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
  }

  private static Path beside(Path output) {
    return new Path(
        output.getParent(), "." + output.getName() + "-" + UUID.randomUUID() + ".parts");
  }

  /** Returns the paths of the parts in the order of their starts. */
  private static List<String> write(
      JavaSparkContext sc, GraphStore graph, WalkStore walks, Path folder) {
    Writer writer = new Writer(folder.toString(), sc.hadoopConfiguration());
    return NamedWalks.each(sc, graph, walks, writer::write);
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

  private static void rename(FileSystem fs, Path from, Path to) throws IOException {
    if (!fs.rename(from, to)) {
      throw new IOException("Cannot rename " + from + " to " + to);
    }
  }

  /** Deletes what attempts of tasks have left that were lost or came second. */
  private static void deleteOthers(FileSystem fs, Path parts) throws IOException {
    for (var status : fs.listStatus(parts)) {
      if (!status.getPath().getName().endsWith(".txt")) {
        fs.delete(status.getPath(), false);
      }
    }
  }

  /** Writes the walks of a range to a part. */
  private record Writer(String folder, SerializableConfiguration conf) implements Serializable {
    Writer(String folder, Configuration conf) {
      this(folder, new SerializableConfiguration(conf));
    }

    String write(int range, WalkBatch batch, IdWords words, int[] rows) throws IOException {
      int unfit = words.unfitForText();
      if (unfit >= 0) {
        throw new UserMistakeException(
            "Cannot write id \""
                + new String(words.utf8(unfit), StandardCharsets.UTF_8)
                + "\" into walks as text, where ids must not be empty or hold white space; read the"
                + " walk store's Parquet files instead");
      }

      Path part =
          new Path(folder, String.format("%05d-%d", range, TaskContext.get().taskAttemptId()));
      FileSystem fs = part.getFileSystem(conf.value());
      try (OutputStream out = new BufferedOutputStream(fs.create(part, true), BUFFER)) {
        for (int walk = 0; walk < batch.walks(); walk++) {
          int from = batch.offsets()[walk];
          for (int i = from; i < batch.offsets()[walk + 1]; i++) {
            if (i > from) {
              out.write(' ');
            }

            words.writeTo(out, rows[i]);
          }

          out.write('\n');
        }
      }

      return part.toString();
    }
  }
}
