package org.graphrestore.spark.store.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
import scala.Tuple2;

/**
 * A file of word2vec's text format, read in splits, also compressed; names the byte of a bad line.
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
    try (BufferedReader lines = open()) {
      String first = line(lines);
      Optional<Word2VecText.Header> header = Word2VecText.header(first, where(0));
      return header.isPresent()
          ? header.get().dim()
          : Word2VecText.parse(first, 0, where(0)).vector().length;
    }
  }

  @Override
  public OptionalLong declared() throws IOException {
    try (BufferedReader lines = open()) {
      Optional<Word2VecText.Header> header = Word2VecText.header(line(lines), where(0));
      return header.isPresent() ? OptionalLong.of(header.get().vectors()) : OptionalLong.empty();
    }
  }

  @Override
  public JavaPairRDD<String, float[]> vectors(JavaSparkContext sc) throws IOException {
    int dim = dim();
    boolean hasHeader = declared().isPresent();
    String name = file.getName();
    return sc.newAPIHadoopFile(
            file.toString(), TextInputFormat.class, LongWritable.class, Text.class, conf)
        .filter(
            record -> !(hasHeader && record._1().get() == 0) && !record._2().toString().isBlank())
        .mapToPair(
            record -> {
              Word2VecText parsed =
                  Word2VecText.parse(
                      record._2().toString(),
                      dim,
                      "The line at byte " + record._1().get() + " of " + name);
              return new Tuple2<>(parsed.id(), parsed.vector());
            });
  }

  private String where(long offset) {
    return "The line at byte " + offset + " of " + file.getName();
  }

  /** Reads a line of bounded length, so that a file of another kind does not fill the memory. */
  private String line(BufferedReader lines) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = lines.read();
    while (next >= 0 && next != '\n') {
      line.append((char) next);
      if (line.length() > MAX_LINE) {
        throw new IllegalArgumentException(
            file.getName()
                + " starts with a line of more than "
                + MAX_LINE
                + " characters; is it word2vec text? (.bin is read as binary, .npy as NumPy)");
      }

      next = lines.read();
    }

    if (line.length() == 0) {
      throw new IllegalArgumentException(
          file.getName()
              + " starts with an empty line; the first line must be a header or a vector");
    }

    return line.toString();
  }

  private BufferedReader open() throws IOException {
    InputStream in = file.getFileSystem(conf).open(file);
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(file);
    return new BufferedReader(
        new InputStreamReader(
            codec == null ? in : codec.createInputStream(in), StandardCharsets.UTF_8));
  }
}
