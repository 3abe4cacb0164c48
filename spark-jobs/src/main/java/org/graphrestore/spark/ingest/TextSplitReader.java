package org.graphrestore.spark.ingest;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.spark.api.java.function.Function2;
import org.graphrestore.graph.BadRowException;
import org.graphrestore.graph.EdgeLayout;
import org.graphrestore.graph.EdgeLineParser;
import scala.Tuple2;

/** Parses the lines of one input split, up to the first bad one. */
final class TextSplitReader
    implements Function2<InputSplit, Iterator<Tuple2<LongWritable, Text>>, Iterator<RawRow>> {
  private static final long serialVersionUID = 1L;

  private final EdgeLayout layout;
  private final Map<String, Integer> fileNumbers;

  TextSplitReader(EdgeLayout layout, Map<String, Integer> fileNumbers) {
    this.layout = layout;
    this.fileNumbers = fileNumbers;
  }

  @Override
  public Iterator<RawRow> call(InputSplit split, Iterator<Tuple2<LongWritable, Text>> lines) {
    String path = ((FileSplit) split).getPath().toString();
    Integer file = fileNumbers.get(path);
    if (file == null) {
      throw new IllegalStateException(path + " is not among the input's files");
    }

    return new Rows(file, new EdgeLineParser(layout), lines);
  }

  private static final class Rows implements Iterator<RawRow> {
    private final EdgeLineParser parser;
    private final Iterator<Tuple2<LongWritable, Text>> lines;
    private final RawRow row = new RawRow();
    private boolean ended;

    Rows(int file, EdgeLineParser parser, Iterator<Tuple2<LongWritable, Text>> lines) {
      this.parser = parser;
      this.lines = lines;
      row.file = file;
    }

    @Override
    public boolean hasNext() {
      if (ended) {
        return false;
      }

      try {
        return lines.hasNext();
      } catch (Exception e) {
        return damage(e);
      }
    }

    /** Turns damaged compressed data into a bad row; anything else fails the task. */
    private boolean damage(Exception e) {
      if (!TextFiles.damaged(e)) {
        throw TextSplitReader.<RuntimeException>sneaky(e);
      }

      row.bad = TextFiles.reason(e);
      return true;
    }

    @Override
    public RawRow next() {
      if (ended) {
        throw new NoSuchElementException();
      }

      if (row.bad != null) {
        this.ended = true;
        return row;
      }

      Tuple2<LongWritable, Text> line = lines.next();
      row.position = line._1().get();
      try {
        Text text = line._2();
        row.hasEdge = parser.parse(text.getBytes(), text.getLength(), row.position == 0, row.edge);
      } catch (BadRowException e) {
        row.hasEdge = false;
        row.bad = e.getMessage();
        this.ended = true;
      }

      return row;
    }
  }

  /** Throws a checked exception of Scala code that declares none. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E sneaky(Throwable e) throws E {
    throw (E) e;
  }
}
