package org.graphrestore.spark.store.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.classification.LabelFormat;
import org.graphrestore.classification.LabelLineParser;
import org.graphrestore.graph.BadRowException;
import org.graphrestore.spark.store.UserMistakeException;
import scala.Tuple2;

/**
 * Reads files of labels by splits. The files are read twice: once to find the first bad row of all,
 * whatever task meets it, and once for what they say.
 */
public final class LabelLines {
  private final LabelFiles files;
  private final JavaNewHadoopRDD<LongWritable, Text> lines;

  /** Plans the reading. */
  @SuppressWarnings("unchecked")
  public LabelLines(JavaSparkContext sc, LabelFiles files) {
    this.files = files;
    Configuration reading = new Configuration(files.conf());
    // Hadoop's own choice also ends lines at a lone carriage return, and line numbers would differ.
    reading.set("textinputformat.record.delimiter", "\n");
    try {
      Job job = Job.getInstance(reading);
      FileInputFormat.setInputPaths(
          job,
          files.files().stream()
              .map(file -> new Path(escaped(file.getPath().toString())))
              .toArray(Path[]::new));
      this.lines =
          (JavaNewHadoopRDD<LongWritable, Text>)
              sc.newAPIHadoopRDD(
                  job.getConfiguration(), LabelTextFormat.class, LongWritable.class, Text.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot plan the reading of labels", e);
    }
  }

  /**
   * Makes sure that every row is a label of a node.
   *
   * @throws UserMistakeException naming file and line of the first row that is not
   */
  public void check() {
    LabelFormat format = files.format();
    List<Tuple2<String, Object[]>> bad =
        lines
            .mapPartitionsWithInputSplit(
                (split, records) -> {
                  Rows rows = new Rows(format, records);
                  while (rows.hasNext()) {
                    rows.next();
                  }

                  List<Tuple2<String, long[]>> found = new ArrayList<>();
                  if (rows.bad != null) {
                    String name = ((FileSplit) split).getPath().toString();
                    found.add(new Tuple2<>(name + "\n" + rows.bad, new long[] {rows.position}));
                  }

                  return found.iterator();
                },
                false)
            .collect()
            .stream()
            .map(this::place)
            .sorted(
                Comparator.comparingInt((Tuple2<String, Object[]> b) -> (int) b._2()[0])
                    .thenComparingLong(b -> (long) b._2()[1]))
            .toList();
    if (!bad.isEmpty()) {
      int file = (int) bad.get(0)._2()[0];
      throw new UserMistakeException(
          "Bad row in "
              + files.files().get(file).getPath()
              + ", line "
              + files.lineAt(file, (long) bad.get(0)._2()[1])
              + ": "
              + bad.get(0)._1());
    }
  }

  /** Returns nodes and labels, of files that were checked. */
  public JavaPairRDD<String, String> pairs() {
    LabelFormat format = files.format();
    return lines
        .mapPartitionsWithInputSplit((split, records) -> new Rows(format, records), false)
        .mapToPair(pair -> pair);
  }

  private Tuple2<String, Object[]> place(Tuple2<String, long[]> bad) {
    int cut = bad._1().indexOf('\n');
    Path path = new Path(bad._1().substring(0, cut));
    for (int file = 0; file < files.files().size(); file++) {
      if (files.files().get(file).getPath().equals(path)) {
        return new Tuple2<>(bad._1().substring(cut + 1), new Object[] {file, bad._2()[0]});
      }
    }

    throw new IllegalStateException(path + " is not among the files of labels");
  }

  /** Hadoop reads some characters of a path as a pattern. */
  private static String escaped(String path) {
    return path.replaceAll("([\\\\{}\\[\\]*?,])", "\\\\$1");
  }

  /** The labels of a split, up to the first bad row. */
  private static final class Rows implements Iterator<Tuple2<String, String>> {
    private final LabelLineParser parser;
    private final Iterator<Tuple2<LongWritable, Text>> records;
    private Tuple2<String, String> next;
    private long position;
    private String bad;

    Rows(LabelFormat format, Iterator<Tuple2<LongWritable, Text>> records) {
      this.parser = new LabelLineParser(format);
      this.records = records;
    }

    @Override
    public boolean hasNext() {
      while (next == null && bad == null && more()) {
        Tuple2<LongWritable, Text> record = records.next();
        this.position = record._1().get();
        Text text = record._2();
        try {
          if (parser.parse(text.getBytes(), text.getLength(), position == 0)) {
            this.next = new Tuple2<>(parser.node(), parser.label());
          }
        } catch (BadRowException e) {
          this.bad = e.getMessage();
        }
      }

      return next != null;
    }

    @Override
    public Tuple2<String, String> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }

      Tuple2<String, String> result = next;
      this.next = null;
      return result;
    }

    /** Turns damaged compressed data into a bad row; anything else fails the task. */
    private boolean more() {
      try {
        return records.hasNext();
      } catch (Exception e) {
        if (!LabelFiles.damaged(e)) {
          throw LabelLines.<RuntimeException>sneaky(e);
        }

        this.bad = LabelFiles.reason(e);
        return false;
      }
    }
  }

  /** Throws a checked exception of Scala code that declares none. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E sneaky(Throwable e) throws E {
    throw (E) e;
  }
}
