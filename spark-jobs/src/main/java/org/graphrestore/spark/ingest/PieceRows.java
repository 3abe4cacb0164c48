package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** The rows of a task's pieces of files, one piece after the other, whatever the files are. */
abstract class PieceRows implements Iterator<RawRow> {
  /** The row at hand, filled again and again. */
  final RawRow raw = new RawRow();

  private final Iterator<String> tasks;
  private Iterator<FilePiece> pieces = Collections.emptyIterator();
  private boolean ready;

  PieceRows(Iterator<String> tasks) {
    this.tasks = tasks;
  }

  /** Has the rows close their file when the task ends, however it ends. */
  final Iterator<RawRow> closedWithTheTask() {
    TaskContext task = TaskContext.get();
    if (task != null) {
      TaskCompletionListener close = context -> close();
      TaskContext unused = task.addTaskCompletionListener(close);
    }

    return this;
  }

  @Override
  public final boolean hasNext() {
    while (!ready) {
      if (!isOpen() && !openNext()) {
        return false;
      }

      if (isOpen()) {
        advance();
      }
    }

    return true;
  }

  @Override
  public final RawRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }

    this.ready = false;
    return raw;
  }

  /** Says that {@link #raw} is filled. */
  final void filled() {
    this.ready = true;
  }

  /** Goes to the next piece; false behind the last. The row may be filled then: a bad one. */
  private boolean openNext() {
    while (!pieces.hasNext()) {
      if (!tasks.hasNext()) {
        return false;
      }

      this.pieces = FilePiece.parse(tasks.next()).iterator();
    }

    FilePiece piece = pieces.next();
    raw.file = piece.file();
    try {
      open(piece);
    } catch (IOException e) {
      damaged(e);
    }

    return true;
  }

  abstract boolean isOpen();

  /** Opens a piece and sets the position of the row to where it begins. */
  abstract void open(FilePiece piece) throws IOException;

  /** Fills the next row, or closes the piece. */
  abstract void advance();

  /** Closes the piece and fills a bad row, if it is the data that are to blame. */
  abstract void damaged(IOException e);

  /** Closes the piece, if one is open. */
  abstract void close();
}
