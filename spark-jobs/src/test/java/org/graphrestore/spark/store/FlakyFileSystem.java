package org.graphrestore.spark.store;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.spark.TaskContext;

/**
 * The local disk, where the first attempt of a task to create the second Parquet file of a table
 * fails. Put in by {@code fs.file.impl}, without Hadoop's cache of file systems.
 */
public final class FlakyFileSystem extends RawLocalFileSystem {
  private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

  /** Returns how many files could not be created, and forgets them. */
  public static int failures() {
    int failures = FAILED.size();
    FAILED.clear();
    return failures;
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    failOnce(path);
    return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    failOnce(path);
    return super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
  }

  private static void failOnce(Path path) throws IOException {
    String name = path.getName();
    if (TaskContext.get() != null && name.startsWith("part-00001-")) {
      String part = path.getParent().toString();
      if (FAILED.add(part)) {
        throw new IOException("The disk is flaky: " + path);
      }
    }
  }
}
