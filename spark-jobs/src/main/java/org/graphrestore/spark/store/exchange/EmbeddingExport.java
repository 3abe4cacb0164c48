package org.graphrestore.spark.store.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.embedding.NumpyWriter;
import org.graphrestore.embedding.TensorboardWriter;
import org.graphrestore.embedding.VectorFormat;
import org.graphrestore.embedding.VectorWriter;
import org.graphrestore.embedding.Word2VecBinaryWriter;
import org.graphrestore.embedding.Word2VecTextWriter;
import org.graphrestore.spark.store.EmbeddingFiles;
import org.graphrestore.spark.store.EmbeddingStore;
import org.graphrestore.spark.store.RunContext;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * Writes an embedding store as one file of another program's format, in the order of node indices.
 * One pass on the driver, a panel of 16 MB at a time: memory does not grow with the store.
 */
public final class EmbeddingExport {
  /** Name of the stage in messages. */
  public static final String NAME = "export";

  private static final int PANEL_BYTES = 16 << 20;

  private EmbeddingExport() {}

  /**
   * Writes the vectors.
   *
   * @param output the file, on any Hadoop file system; replaced only if the run may. NumPy and
   *     TensorBoard put a second file beside it ({@link VectorFormat#companion})
   * @throws UserMistakeException if the output is a folder, or an id cannot be written in the
   *     format
   */
  public static void run(EmbeddingStore store, VectorFormat format, Path output, RunContext run) {
    run.progress()
        .stageStarted(
            NAME,
            String.format(
                Locale.ROOT,
                "%,d vectors of dimension %d as %s",
                store.nodes(),
                store.dim(),
                format.text()));
    try {
      if (format == VectorFormat.NUMPY || format == VectorFormat.TENSORBOARD) {
        Path companion = new Path(output.getParent(), format.companion(output.getName()));
        try (OutputFile vectors = OutputFile.create(output, run);
            OutputFile ids = OutputFile.create(companion, run)) {
          write(store, writer(format, store, vectors.stream(), ids.stream()), run);
          ids.commit();
          vectors.commit();
        }
      } else {
        try (OutputFile vectors = OutputFile.create(output, run)) {
          write(store, writer(format, store, vectors.stream(), null), run);
          vectors.commit();
        }
      }
    } catch (Exception e) {
      throw Failures.of(e, "export to " + output);
    }

    run.progress().stageFinished(NAME, output.toString());
  }

  private static VectorWriter writer(
      VectorFormat format, EmbeddingStore store, OutputStream vectors, OutputStream ids)
      throws IOException {
    return switch (format) {
      case WORD2VEC -> new Word2VecTextWriter(vectors, store.nodes(), store.dim());
      case WORD2VEC_BINARY -> new Word2VecBinaryWriter(vectors, store.nodes(), store.dim());
      case NUMPY -> new NumpyWriter(vectors, ids, store.nodes(), store.dim());
      case TENSORBOARD -> new TensorboardWriter(vectors, ids, store.dim());
    };
  }

  private static void write(EmbeddingStore store, VectorWriter writer, RunContext run)
      throws IOException {
    EmbeddingFiles files = store.files();
    int dim = store.dim();
    int panelRows = Math.max(1, PANEL_BYTES / (dim * Float.BYTES));
    try (writer) {
      for (long first = 0; first < store.nodes(); first += panelRows) {
        int rows = (int) Math.min(panelRows, store.nodes() - first);
        EmbeddingBlock panel = files.read(first, rows);
        String[] ids = files.ids(first, rows);
        for (int row = 0; row < rows; row++) {
          writer.write(ids[row], panel.values(), row * dim);
        }

        run.progress().advanced(NAME, (double) (first + rows) / store.nodes(), "");
      }
    }
  }
}
