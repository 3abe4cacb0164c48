package org.graphrestore.spark.walks;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.spark.store.WrittenFiles;
import org.graphrestore.walk.WalkBatch;
import org.graphrestore.walk.WalkCounts;
import org.graphrestore.walk.WalkParams;
import scala.Tuple2;

/** The last task of a home in a wave: puts its walks together and writes their file. */
final class GatherTask implements Function<Integer, Tuple2<String, long[]>> {
  private static final long serialVersionUID = 1L;

  private final OncePerJvm<WaveWork> work;
  private final WalkParams params;
  private final long[] left;
  private final int[] homes;
  private final int firstPart;
  private final String table;
  private final String store;
  private final SerializableConfiguration conf;

  /**
   * Makes a task.
   *
   * @param left where nodes of walks are, as {@link WaveWork#gather} takes it
   * @param homes the homes that have walks in this wave
   * @param firstPart number of the file of home 0
   * @param table folder of the files
   * @param store folder of the walk store
   */
  GatherTask(
      OncePerJvm<WaveWork> work,
      WalkParams params,
      long[] left,
      int[] homes,
      int firstPart,
      Path table,
      Path store,
      SerializableConfiguration conf) {
    this.work = work;
    this.params = params;
    this.left = left;
    this.homes = homes;
    this.firstPart = firstPart;
    this.table = table.toString();
    this.store = store.toString();
    this.conf = conf;
  }

  /** Returns the file, with the counts of its walks. */
  @Override
  public Tuple2<String, long[]> call(Integer number) throws IOException {
    int home = homes[number];
    WalkCounts counts = new WalkCounts(params.length());
    WalkBatch batch = work.value().gather(home, left, counts);
    try (WalkFile file = new WalkFile(new Path(table), firstPart + home, params, conf.value())) {
      file.write(batch);
      return WrittenFiles.pack(file.finish(new Path(store)), counts.toLongs());
    }
  }
}
