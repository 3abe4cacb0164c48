package org.graphrestore.spark.store.exchange;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.graphrestore.classification.LabelFormat;
import org.graphrestore.graph.BadRowException;
import org.graphrestore.graph.StrictText;
import org.graphrestore.spark.store.StoreManifest;
import org.graphrestore.spark.store.UserMistakeException;

/**
 * The files that hold labels: one file, or all files of a folder. Looks into them from the driver;
 * what they say is read by tasks.
 *
 * @param files the files by name
 * @param format layout of their lines, from the first file that says something
 * @param conf configuration of the file system
 */
public record LabelFiles(List<FileStatus> files, LabelFormat format, Configuration conf) {
  private static final int LONGEST_LINE = 1 << 20;

  /**
   * Finds the files.
   *
   * @throws UserMistakeException if there is nothing, or nothing that could be a label
   */
  public static LabelFiles of(Path path, Configuration conf) {
    try {
      FileSystem fs = path.getFileSystem(conf);
      FileStatus found = fs.getFileStatus(path);
      List<FileStatus> files = new ArrayList<>();
      for (FileStatus file : found.isDirectory() ? fs.listStatus(path) : new FileStatus[] {found}) {
        if (file.isFile() && !file.getPath().getName().matches("[._].*")) {
          files.add(file);
        }
      }

      if (files.isEmpty()) {
        throw new UserMistakeException("Found no files of labels in the folder " + path);
      }

      files.sort(Comparator.comparing(file -> file.getPath().getName()));
      for (FileStatus file : files) {
        String line = firstLine(file.getPath(), conf);
        if (line != null) {
          return new LabelFiles(List.copyOf(files), LabelFormat.ofLine(line), conf);
        }
      }

      throw new UserMistakeException(
          "Found no labels in " + path + ": it has no line with a node and a label");
    } catch (FileNotFoundException e) {
      throw new UserMistakeException("Found no labels: " + path + " does not exist", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserMistakeException("Cannot read labels in " + path + ": " + reason(e), e);
    }
  }

  /** Adds what a fingerprint of the labels is made of. */
  public void describe(SortedMap<String, String> into) {
    for (int i = 0; i < files.size(); i++) {
      FileStatus file = files.get(i);
      into.put(
          String.format("file %09d", i),
          file.getPath().getName() + "\n" + file.getLen() + "\n" + file.getModificationTime());
    }
  }

  /** Returns the files as a manifest lists them. */
  public List<StoreManifest.InputFile> manifest() {
    return files.stream()
        .map(
            file ->
                new StoreManifest.InputFile(
                    file.getPath().toString(), file.getLen(), file.getModificationTime()))
        .toList();
  }

  /** Returns the number of the line that begins at an offset of a decompressed file, from 1. */
  long lineAt(int file, long offset) {
    long lines = 1;
    try (InputStream in = open(files.get(file).getPath(), conf)) {
      for (long at = 0; at < offset; at++) {
        int next = in.read();
        if (next < 0) {
          break;
        }

        lines += next == '\n' ? 1 : 0;
      }
    } catch (IOException e) {
      // The file ends badly: what was counted up to there is the answer.
      return lines;
    }

    return lines;
  }

  /** Returns whether an exception means that the file's content is damaged, not its storage. */
  static boolean damaged(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return e instanceof EOFException
        || e instanceof ZipException
        || (e instanceof IOException
            && trace.length > 0
            && trace[0].getClassName().startsWith("org.apache.hadoop.io.compress."));
  }

  /** Says for people why a file cannot be read. */
  static String reason(Throwable e) {
    return damaged(e)
        ? "its compressed data is damaged or cut off (" + e.getMessage() + ")"
        : String.valueOf(e.getMessage());
  }

  /** Returns the first line that says something, or null if there is none. */
  private static String firstLine(Path file, Configuration conf) throws IOException {
    StrictText text = new StrictText();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long number = 1;
    try (InputStream in = open(file, conf)) {
      while (true) {
        int next = in.read();
        if (next >= 0 && next != '\n') {
          line.write(next);
          if (line.size() > LONGEST_LINE) {
            throw new UserMistakeException(
                "Bad row in "
                    + file
                    + ", line "
                    + number
                    + ": it is longer than "
                    + LONGEST_LINE
                    + " bytes; is this a file of labels?");
          }

          continue;
        }

        String decoded = text.decode(line.toByteArray(), line.size(), number == 1);
        if (!LabelFormat.silent(decoded)) {
          return decoded;
        }

        if (next < 0) {
          return null;
        }

        line.reset();
        number++;
      }
    } catch (BadRowException e) {
      throw new UserMistakeException(
          "Bad row in " + file + ", line " + number + ": " + e.getMessage(), e);
    }
  }

  private static InputStream open(Path file, Configuration conf) throws IOException {
    InputStream in = file.getFileSystem(conf).open(file);
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(file);
    return new BufferedInputStream(codec == null ? in : codec.createInputStream(in), 1 << 16);
  }
}
