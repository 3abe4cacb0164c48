package org.graphrestore.spark;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** The local disk, but every file that is written can be made to misbehave. */
public abstract class WrappingDisk extends RawLocalFileSystem {
  /** Returns the stream that the writer of a file gets. */
  protected abstract FSDataOutputStream wrap(FSDataOutputStream out, Path file) throws IOException;

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return wrap(super.create(file, overwrite, bufferSize, replication, blockSize, progress), file);
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
    return wrap(
        super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress),
        file);
  }
}
