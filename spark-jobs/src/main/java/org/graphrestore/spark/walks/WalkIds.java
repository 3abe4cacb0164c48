package org.graphrestore.spark.walks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.IdType;
import org.graphrestore.spark.store.GraphStore;
import org.graphrestore.spark.store.IdWords;
import org.graphrestore.spark.store.NamedWalks;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.StoreFolder;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.TableFileWriter;
import org.graphrestore.spark.store.WalkStore;
import org.graphrestore.spark.store.WrittenFiles;
import org.graphrestore.walk.WalkBatch;
import scala.Tuple2;

/**
 * Adds the walks as original ids to a walk store, for people who read its Parquet files with tools
 * of their own: a second table, in files of the same ranges of starts. The walks and their
 * fingerprint do not change, so whoever wants no ids uses the same store.
 */
public final class WalkIds {
  private WalkIds() {}

  /**
   * Adds the table, unless it is there.
   *
   * @param walks the store in the run folder
   * @return the store with the table
   */
  public static WalkStore addTo(GraphStore graph, WalkStore walks, RunContext run) {
    if (walks.hasIds()) {
      return walks;
    }

    run.progress()
        .stageStarted(
            WalkStage.NAME,
            String.format(Locale.ROOT, "%,d walks as original ids too", walks.walks()));
    StoreFolder folder = StoreFolder.of(run, WalkStore.FOLDER);
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
    Path table = folder.amend(WalkStore.IDS);
    String ddl = ddl(graph.idType());
    String store = folder.path().toString();
    String target = table.toString();
    SerializableConfiguration conf = new SerializableConfiguration(sc.hadoopConfiguration());
    boolean committed = false;
    try {
      List<Tuple2<String, long[]>> written =
          NamedWalks.each(
              sc,
              graph,
              walks,
              (range, batch, words, rows) ->
                  WrittenFiles.pack(
                      write(store, target, ddl, range, batch, words, rows, conf.value())));
      folder.commit(
          walks
              .manifest()
              .with(WalkStore.IDS, new StoreManifest.Table(ddl, WrittenFiles.unpack(written))));
      committed = true;
    } finally {
      if (!committed) {
        folder.abandon();
      }
    }

    WalkStore done = WalkStore.open(run.spark(), folder.path());
    run.progress()
        .stageFinished(
            WalkStage.NAME,
            String.format(
                Locale.ROOT,
                "%,d walks as original ids too, %.1f MB",
                done.walks(),
                done.manifest().table(WalkStore.IDS).bytes() / (double) (1 << 20)));
    return done;
  }

  private static String ddl(IdType type) {
    return "start BIGINT NOT NULL, walk INT NOT NULL, ids ARRAY<"
        + (type == IdType.LONG ? "BIGINT" : "STRING")
        + "> NOT NULL";
  }

  private static StoreManifest.TableFile write(
      String store,
      String table,
      String ddl,
      int range,
      WalkBatch batch,
      IdWords words,
      int[] rows,
      Configuration conf)
      throws IOException {
    try (TableFileWriter file =
        TableFileWriter.createWithArrays(
            new Path(table), range, ddl, Math.max(1, batch.walks()), conf)) {
      for (int w = 0; w < batch.walks(); w++) {
        int walk = w;
        int from = batch.offsets()[walk];
        long start = batch.nodes()[from];
        file.write(
            start,
            fields -> {
              fields.putLong(0, start);
              fields.putInt(1, batch.walkNumbers()[walk]);
              fields.putIds(2, words, rows, from, batch.length(walk));
            });
      }

      return file.finish(new Path(store));
    }
  }
}
