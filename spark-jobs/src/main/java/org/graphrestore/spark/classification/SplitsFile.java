package org.graphrestore.spark.classification;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.classification.ClassificationParams;
import org.graphrestore.classification.LabelledNodes;
import org.graphrestore.spark.store.StoreManifest;
import scala.Tuple2;

/**
 * Writes the splits for other programs: a line a node with its id and its place in the order of
 * every repeat, separated by tabs. The nodes with the lowest places train. Written by one task.
 */
final class SplitsFile implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LabelledFiles.Content content;
  private final ClassificationParams params;
  private final long seed;

  SplitsFile(LabelledFiles.Content content, ClassificationParams params, long seed) {
    this.content = content;
    this.params = params;
    this.seed = seed;
  }

  /** Writes the file into an attempt and describes it. */
  StoreManifest.Table write(JavaSparkContext sc, Path attempt) {
    String folder = attempt.toString();
    SerializableConfiguration conf = new SerializableConfiguration(sc.hadoopConfiguration());
    Tuple2<String, Long> written =
        sc.parallelize(new java.util.ArrayList<>(List.of(0)), 1)
            .map(task -> write(folder, conf))
            .collect()
            .get(0);
    return new StoreManifest.Table(
        "value STRING",
        List.of(
            new StoreManifest.TableFile(
                attempt.getName() + "/" + written._1(), content.count(), written._2(), 0, 0)));
  }

  private Tuple2<String, Long> write(String folder, SerializableConfiguration conf) {
    LabelledNodes nodes = JvmLabelledNodes.of(content);
    int[][] places = new int[params.repeats()][nodes.count()];
    for (int repeat = 0; repeat < places.length; repeat++) {
      int[] order = nodes.order(seed, repeat);
      for (int place = 0; place < order.length; place++) {
        places[repeat][order[place]] = place;
      }
    }

    String name = "splits-" + UUID.randomUUID() + ".tsv";
    Path path = new Path(folder, name);
    try {
      FileSystem fs = path.getFileSystem(conf.value());
      try (OutputStream out = new BufferedOutputStream(fs.create(path, false), 1 << 16)) {
        int node = 0;
        for (int file = 0; file < content.names().length; file++) {
          for (String id : content.ids(file)) {
            StringBuilder line = new StringBuilder(id);
            for (int[] ofRepeat : places) {
              line.append('\t').append(ofRepeat[node]);
            }

            out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
            node++;
          }
        }
      }

      return new Tuple2<>(name, fs.getFileStatus(path).getLen());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the splits to " + path, e);
    }
  }
}
