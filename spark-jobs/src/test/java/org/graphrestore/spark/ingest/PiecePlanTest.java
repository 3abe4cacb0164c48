package org.graphrestore.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class PiecePlanTest {
  private static final long MB = 1 << 20;

  @Test
  void manySmallFilesAreFewTasks() {
    assertThat(tasks(2_000, 20, 2, true)).isEqualTo(32);
    assertThat(tasks(100_000, 20, 2, true)).isLessThanOrEqualTo(4096 + 1);
    assertThat(tasks(1, 20, 8, true)).isEqualTo(1);
  }

  @Test
  void aLargeFileIsSeveralTasksUnlessItIsCompressed() {
    assertThat(tasks(1, 1000 * MB, 2, true)).isEqualTo(16);
    assertThat(tasks(1, 1000 * MB, 2, false)).isEqualTo(1);
    assertThat(tasks(1, 8 * MB, 4, true)).as("all cores have work").isEqualTo(4);
  }

  @Test
  void piecesAreWrittenAndRead() {
    List<FilePiece> pieces =
        List.of(new FilePiece(3, "file:/a b/c\nd", 0, 5), new FilePiece(4, "/x", 1L << 40, 7));
    assertThat(FilePiece.parse(FilePiece.write(pieces))).isEqualTo(pieces);
    assertThat(pieces.get(1).end()).isEqualTo((1L << 40) + 7);
  }

  private static int tasks(int files, long bytes, int cores, boolean splittable) {
    List<InputFiles.File> all = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      all.add(new InputFiles.File("f" + i, new Path("file:/nowhere/f" + i), bytes, 0));
    }

    return new PiecePlan(
            new InputFiles(all), 0, path -> splittable, cores, new Configuration(false))
        .tasks();
  }
}
