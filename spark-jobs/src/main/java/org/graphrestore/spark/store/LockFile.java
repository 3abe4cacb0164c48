package org.graphrestore.spark.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A small file that only one can create. Local files go around Hadoop, whose local file system
 * looks and then creates, which two can do at once.
 */
interface LockFile {
  /** Creates the file with this content; false if it is there already. */
  boolean create(byte[] content) throws IOException;

  /** Returns the content, or null if there is no file. */
  byte[] read() throws IOException;

  /** Returns when the file was last written, in milliseconds since 1970; 0 if there is none. */
  long modifiedMillis() throws IOException;

  /** Gives a sign of life: the file is written anew now, with the same content. */
  void touch(byte[] content) throws IOException;

  /** Deletes the file if it is there. */
  void delete() throws IOException;

  /** The lock file at a path. */
  static LockFile at(Path file, Configuration conf) throws IOException {
    FileSystem fs = file.getFileSystem(conf);
    return "file".equals(fs.getUri().getScheme())
        ? new Local(java.nio.file.Path.of(fs.makeQualified(file).toUri().getPath()))
        : new OnHadoop(fs, file);
  }

  /** On this machine's disks. */
  record Local(java.nio.file.Path file) implements LockFile {
    @Override
    public boolean create(byte[] content) throws IOException {
      try {
        Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      }
    }

    @Override
    public byte[] read() throws IOException {
      try {
        return Files.readAllBytes(file);
      } catch (NoSuchFileException e) {
        return null;
      }
    }

    @Override
    public long modifiedMillis() throws IOException {
      try {
        return Files.getLastModifiedTime(file).toMillis();
      } catch (NoSuchFileException e) {
        return 0;
      }
    }

    @Override
    public void touch(byte[] content) throws IOException {
      Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
    }

    @Override
    public void delete() throws IOException {
      Files.deleteIfExists(file);
    }
  }

  /** On any other file system; on one that cannot create exclusively, see {@link RunLock}. */
  record OnHadoop(FileSystem fs, Path file) implements LockFile {
    @Override
    public boolean create(byte[] content) throws IOException {
      try (OutputStream out = fs.create(file, false)) {
        out.write(content);
        return true;
      } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
        return false;
      } catch (IOException e) {
        if (fs.exists(file)) {
          return false;
        }

        throw e;
      }
    }

    @Override
    public byte[] read() throws IOException {
      try (InputStream in = fs.open(file)) {
        return in.readAllBytes();
      } catch (FileNotFoundException e) {
        return null;
      }
    }

    @Override
    public long modifiedMillis() throws IOException {
      try {
        return fs.getFileStatus(file).getModificationTime();
      } catch (FileNotFoundException e) {
        return 0;
      }
    }

    @Override
    public void touch(byte[] content) throws IOException {
      try (OutputStream out = fs.create(file, true)) {
        out.write(content);
      }
    }

    @Override
    public void delete() throws IOException {
      fs.delete(file, false);
    }
  }
}
