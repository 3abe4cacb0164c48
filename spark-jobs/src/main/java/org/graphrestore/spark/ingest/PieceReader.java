package org.graphrestore.spark.ingest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.Lz4Codec;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.BadRowException;
import org.graphrestore.graph.BadRowReason;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.LineParser;

/**
 * Parses the lines that begin in a task's pieces. The position of a line is its offset in the
 * decompressed file, wherever the file is cut.
 */
final class PieceReader implements FlatMapFunction<Iterator<String>, RawRow> {
  private static final long serialVersionUID = 1L;
  private static final int LINES_BETWEEN_CHECKS = 1 << 12;

  private final EdgeLayout layout;
  private final int mostBytes;
  private final SerializableConfiguration conf;

  PieceReader(EdgeLayout layout, int mostBytes, SerializableConfiguration conf) {
    this.layout = layout;
    this.mostBytes = mostBytes;
    this.conf = conf;
  }

  @Override
  public Iterator<RawRow> call(Iterator<String> tasks) {
    return new Rows(tasks).closedWithTheTask();
  }

  /** Opens a file, decompressed where a codec knows its name. */
  static InputStream open(Path file, Configuration conf) throws IOException {
    InputStream in = file.getFileSystem(conf).open(file);
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(file);
    try {
      if (codec instanceof SnappyCodec || codec instanceof Lz4Codec) {
        refuseClaim(file, conf);
      }

      return codec == null ? in : codec.createInputStream(in);
    } catch (IOException e) {
      in.close();
      throw e;
    } catch (RuntimeException | LinkageError e) {
      in.close();
      throw new org.graphrestore.spark.store.UserMistakeException(
          "Cannot read "
              + file
              + ": nothing here unpacks it ("
              + e.getMessage()
              + "); compress it with gzip instead",
          e);
    }
  }

  /** Their readers allocate what a chunk claims to be long; of text that would be a gigabyte. */
  private static void refuseClaim(Path file, Configuration conf) throws IOException {
    FileSystem fs = file.getFileSystem(conf);
    long length = fs.getFileStatus(file).getLen();
    try (FSDataInputStream in = fs.open(file)) {
      int unused = in.readInt();
      int claim = in.readInt();
      if (claim < 0 || claim > length) {
        throw new EOFException(
            "its first chunk claims " + claim + " bytes, but the file has " + length);
      }
    }
  }

  private final class Rows extends PieceRows {
    private final LineParser parser = LineParser.of(layout);
    private LineReader lines;
    private long end;
    private long read;

    Rows(Iterator<String> tasks) {
      super(tasks);
    }

    @Override
    boolean isOpen() {
      return lines != null;
    }

    @Override
    void open(FilePiece piece) throws IOException {
      raw.position = piece.start();
      Path path = new Path(piece.path());
      if (new CompressionCodecFactory(conf.value()).getCodec(path) != null) {
        this.lines = new LineReader(PieceReader.open(path, conf.value()), 0, mostBytes);
        this.end = Long.MAX_VALUE;
      } else {
        this.lines = openAt(path, piece.start());
        this.end = piece.end();
      }
    }

    /** A line belongs to the piece that it begins in: the rest of the one before is skipped. */
    private LineReader openAt(Path path, long start) throws IOException {
      FSDataInputStream in = path.getFileSystem(conf.value()).open(path);
      if (start == 0) {
        return new LineReader(in, 0, mostBytes);
      }

      in.seek(start - 1);
      LineReader reader = new LineReader(in, start - 1, mostBytes);
      boolean unused = reader.next();
      return reader;
    }

    @Override
    void advance() {
      if (++read % LINES_BETWEEN_CHECKS == 0) {
        TaskContext task = TaskContext.get();
        if (task != null && task.isInterrupted()) {
          throw new TaskKilledException();
        }
      }

      try {
        if (lines.consumed() >= end || !lines.next()) {
          close();
          return;
        }
      } catch (IOException e) {
        raw.position = lines.start();
        damaged(e);
        return;
      }

      raw.position = lines.start();
      filled();
      if (lines.tooLong()) {
        raw.refuse(
            BadRowReason.TOO_LONG,
            "it is longer than " + mostBytes + " bytes (ingest.max-row-bytes)");
        return;
      }

      try {
        raw.answer(parser.parse(lines.bytes(), lines.length(), raw.position == 0, raw.edge));
      } catch (BadRowException e) {
        raw.refuse(e);
        if (!e.reason().droppable()) {
          close();
        }
      }
    }

    /** Turns damaged compressed data into a bad row; anything else fails the task. */
    @Override
    void damaged(IOException e) {
      close();
      if (!TextFiles.damaged(e)) {
        throw new UncheckedIOException(e);
      }

      raw.refuse(BadRowReason.DAMAGED, TextFiles.reason(e));
      filled();
    }

    @Override
    void close() {
      if (lines != null) {
        LineReader closed = lines;
        this.lines = null;
        try {
          closed.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
