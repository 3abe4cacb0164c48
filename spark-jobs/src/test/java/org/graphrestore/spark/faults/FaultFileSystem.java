package org.graphrestore.spark.faults;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.graphrestore.spark.WrappingDisk;

/**
 * The local file system with a {@link Fault}. A pattern with alternatives {@code a|b|c} at its top
 * is several points, each of which comes to pass once.
 */
public final class FaultFileSystem extends LocalFileSystem {
  /** So that a test whose second attempt does not come ends. */
  private static final long MOST_NANOS = 300_000_000_000L;

  private static final AtomicLong WRITTEN = new AtomicLong();

  /** Made by Hadoop. */
  public FaultFileSystem() {
    super(new FaultyDisk());
  }

  private static final class FaultyDisk extends WrappingDisk {
    @Override
    protected FSDataOutputStream wrap(FSDataOutputStream out, Path file) throws IOException {
      Configuration conf = getConf();
      String kind = conf.get(Fault.KIND);
      String path = file.toUri().getPath();
      if (kind == null) {
        return out;
      }

      int number = 0;
      for (String pattern : conf.get(Fault.PATHS).split("\\|")) {
        if (Pattern.matches(pattern, path)) {
          return new FSDataOutputStream(
              new FaultyStream(out, Fault.Kind.valueOf(kind), number, conf), null);
        }

        number++;
      }

      return out;
    }
  }

  private static final class FaultyStream extends FilterOutputStream {
    private final Fault.Kind kind;
    private final int point;
    private final java.nio.file.Path marks;
    private final long bytes;

    FaultyStream(OutputStream out, Fault.Kind kind, int point, Configuration conf) {
      super(out);
      this.kind = kind;
      this.point = point;
      this.marks = java.nio.file.Path.of(conf.get(Fault.MARKS));
      this.bytes = conf.getLong(Fault.BYTES, 0);
      if (kind == Fault.Kind.OUT_OF_MEMORY) {
        throw new OutOfMemoryError("Java heap space");
      }
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int from, int count) throws IOException {
      if (kind == Fault.Kind.NO_SPACE && WRITTEN.addAndGet(count) > bytes) {
        throw new IOException("No space left on device");
      }

      out.write(buffer, from, count);
    }

    @Override
    public void close() throws IOException {
      super.close();
      switch (kind) {
        case KILL_EXECUTOR -> {
          if (TaskContext.get() != null) {
            killOnce();
          }
        }
        case KILL_DRIVER -> killOnce();
        case SLOW -> waitForTheOther();
        default -> {}
      }
    }

    private void killOnce() throws IOException {
      String pid = Long.toString(ProcessHandle.current().pid());
      if (mark("killed-" + point, pid)) {
        new ProcessBuilder("kill", "-9", pid).start();
        while (true) {
          LockSupport.park();
        }
      }
    }

    private void waitForTheOther() throws IOException {
      TaskContext task = TaskContext.get();
      if (task == null) {
        return;
      }

      String who = task.stageId() + "-" + task.partitionId();
      java.nio.file.Path second = marks.resolve("second-" + point);
      if (task.attemptNumber() == 0) {
        if (mark("first-" + point, who)) {
          long began = System.nanoTime();
          while (!Files.exists(second)) {
            if (System.nanoTime() - began > MOST_NANOS) {
              throw new IOException("No second attempt of task " + who + " has come");
            }

            LockSupport.parkNanos(1_000_000);
          }
        }
      } else if (Files.exists(marks.resolve("first-" + point))
          && Files.readString(marks.resolve("first-" + point)).equals(who)) {
        mark("second-" + point, who);
      }
    }

    /** Notes that something has happened; false if it was noted before, by whichever JVM. */
    private boolean mark(String name, String text) throws IOException {
      try {
        Files.writeString(
            marks.resolve(name), text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      }
    }
  }
}
