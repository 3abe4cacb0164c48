package org.graphrestore.spark.store.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrestore.embedding.Word2VecText;
import org.graphrestore.graph.BadRowException;
import org.graphrestore.graph.StrictText;
import scala.Tuple2;

/**
 * A file of word2vec's text format, read in splits, also compressed; names the byte of a bad line.
 * Strictly UTF-8: a replaced byte would be another id.
 */
final class TextSource implements VectorSource {
  private static final int MAX_LINE = 1 << 21;

  private final Path file;
  private final Configuration conf;

  TextSource(Path file, Configuration conf) {
    this.file = file;
    this.conf = conf;
  }

  @Override
  public int dim() throws IOException {
    String first = firstLine();
    Optional<Word2VecText.Header> header = Word2VecText.header(first, where(0, file.getName()));
    return header.isPresent()
        ? header.get().dim()
        : Word2VecText.parse(first, 0, where(0, file.getName())).vector().length;
  }

  @Override
  public OptionalLong declared() throws IOException {
    Optional<Word2VecText.Header> header =
        Word2VecText.header(firstLine(), where(0, file.getName()));
    return header.isPresent() ? OptionalLong.of(header.get().vectors()) : OptionalLong.empty();
  }

  @Override
  public JavaPairRDD<String, float[]> vectors(JavaSparkContext sc) throws IOException {
    int dim = dim();
    boolean hasHeader = declared().isPresent();
    String name = file.getName();
    return sc.newAPIHadoopFile(
            file.toString(), TextInputFormat.class, LongWritable.class, Text.class, conf)
        .mapPartitionsToPair(records -> new Vectors(records, dim, hasHeader, name));
  }

  private static String where(long offset, String name) {
    return "The line at byte " + offset + " of " + name;
  }

  private static String decode(
      StrictText text, byte[] bytes, int length, long offset, String name) {
    try {
      return text.decode(bytes, length, offset == 0);
    } catch (BadRowException e) {
      throw new IllegalArgumentException(
          where(offset, name)
              + " is no text: "
              + e.getMessage()
              + " (.bin is read as word2vec binary, .npy as NumPy, .parquet as Parquet)",
          e);
    }
  }

  /** Reads a line of bounded length, so that a file of another kind does not fill the memory. */
  private String firstLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = open()) {
      byte[] buffer = new byte[1 << 12];
      int end = 0;
      for (int read = in.read(buffer); read > 0 && end == 0; read = in.read(buffer)) {
        int feed = 0;
        while (feed < read && buffer[feed] != '\n' && buffer[feed] != '\r') {
          feed++;
        }

        line.write(buffer, 0, feed);
        end = feed < read ? 1 : 0;
        if (line.size() > MAX_LINE) {
          throw new IllegalArgumentException(
              file.getName()
                  + " starts with a line of more than "
                  + MAX_LINE
                  + " bytes; is it word2vec text? (.bin is read as binary, .npy as NumPy)");
        }
      }
    }

    refuseOthers(line.toByteArray());
    String text = decode(new StrictText(), line.toByteArray(), line.size(), 0, file.getName());
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          file.getName()
              + " is empty or starts with an empty line; the first line must be a header or a"
              + " vector");
    }

    return text;
  }

  private void refuseOthers(byte[] line) {
    byte[] head = Arrays.copyOf(line, 2);
    String found =
        head[0] == 0x1f && head[1] == (byte) 0x8b
            ? "gzip, but its name does not end in .gz; rename it"
            : (head[0] ^ head[1]) == 1 && (head[0] == -1 || head[1] == -1)
                ? "UTF-16 (needs UTF-8); convert it, for example with iconv"
                : null;
    if (found != null) {
      throw new IllegalArgumentException("Cannot read " + file + ": it is " + found);
    }
  }

  private InputStream open() throws IOException {
    InputStream in = file.getFileSystem(conf).open(file);
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(file);
    return codec == null ? in : codec.createInputStream(in);
  }

  /** The vectors of a split. */
  private static final class Vectors implements Iterator<Tuple2<String, float[]>> {
    private final Iterator<Tuple2<LongWritable, Text>> records;
    private final int dim;
    private final boolean hasHeader;
    private final String name;
    private final StrictText text = new StrictText();
    private Tuple2<String, float[]> next;

    Vectors(Iterator<Tuple2<LongWritable, Text>> records, int dim, boolean hasHeader, String name) {
      this.records = records;
      this.dim = dim;
      this.hasHeader = hasHeader;
      this.name = name;
    }

    @Override
    public boolean hasNext() {
      while (next == null && records.hasNext()) {
        Tuple2<LongWritable, Text> record = records.next();
        long offset = record._1().get();
        String line = decode(text, record._2().getBytes(), record._2().getLength(), offset, name);
        if (!line.isBlank() && !(hasHeader && offset == 0)) {
          Word2VecText parsed = Word2VecText.parse(line, dim, where(offset, name));
          this.next = new Tuple2<>(parsed.id(), parsed.vector());
        }
      }

      return next != null;
    }

    @Override
    public Tuple2<String, float[]> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("No more vectors");
      }

      Tuple2<String, float[]> answer = next;
      this.next = null;
      return answer;
    }
  }
}
