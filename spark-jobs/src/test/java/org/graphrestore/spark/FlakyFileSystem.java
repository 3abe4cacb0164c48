package org.graphrestore.spark;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;

/**
 * The local file system, on which the first attempt of the first task of every Spark stage fails
 * when it closes a file that it wrote: after its work, with a file left behind, as when an executor
 * is lost at the worst moment. Put in by {@code spark.hadoop.fs.file.impl}, without Hadoop's cache
 * of file systems.
 */
public final class FlakyFileSystem extends LocalFileSystem {
  private static final AtomicInteger FAILURES = new AtomicInteger();

  /** Made by Hadoop. */
  public FlakyFileSystem() {
    super(new FlakyDisk());
  }

  /** Returns how many files have failed since the last call. */
  public static int failures() {
    return FAILURES.getAndSet(0);
  }

  private static final class FlakyDisk extends WrappingDisk {
    @Override
    protected FSDataOutputStream wrap(FSDataOutputStream out, Path file) throws IOException {
      TaskContext task = TaskContext.get();
      boolean fails = task != null && task.attemptNumber() == 0 && task.partitionId() == 0;
      return fails ? new FailingStream(out, file) : out;
    }
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
