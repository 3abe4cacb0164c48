package org.graphrestore.spark.job;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.spark.TaskContext;

/**
 * The local file system, on which the first attempt of the first task of every Spark stage fails
 * when it closes a file that it wrote: after its work, with a file left behind, as when an executor
 * is lost at the worst moment.
 */
public final class FlakyFileSystem extends RawLocalFileSystem {
  private static final AtomicInteger FAILURES = new AtomicInteger();

  /** Returns how many files have failed in this JVM. */
  static int failures() {
    return FAILURES.get();
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    FSDataOutputStream out =
        super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress);
    return fails() ? new FailingStream(out, file) : out;
  }

  private static boolean fails() {
    TaskContext task = TaskContext.get();
    return task != null && task.attemptNumber() == 0 && task.partitionId() == 0;
  }

  private static final class FailingStream extends FSDataOutputStream {
    private final Path file;

    FailingStream(FSDataOutputStream out, Path file) throws IOException {
      super(out, null);
      this.file = file;
    }

    @Override
    public void close() throws IOException {
      super.close();
      FAILURES.incrementAndGet();
      throw new IOException("The disk under " + file + " is gone (as this test wants it)");
    }
  }
}
