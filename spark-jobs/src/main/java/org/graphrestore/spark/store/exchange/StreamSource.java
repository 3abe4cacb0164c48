package org.graphrestore.spark.store.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.graphrestore.embedding.NumpyReader;
import org.graphrestore.embedding.VectorFormat;
import org.graphrestore.embedding.VectorReader;
import org.graphrestore.embedding.Word2VecBinaryReader;
import scala.Tuple2;

/**
 * A file that must be read from its beginning: word2vec binary, or NumPy beside its ids. One task
 * streams it, whatever its size; its reader checks that it is whole.
 */
final class StreamSource implements VectorSource {
  private final String file;
  private final VectorFormat format;
  private final SerializableConfiguration conf;

  StreamSource(Path file, VectorFormat format, Configuration conf) {
    this.file = file.toString();
    this.format = format;
    this.conf = new SerializableConfiguration(conf);
  }

  @Override
  public int dim() throws IOException {
    try (VectorReader reader = open(file, format, conf.value())) {
      if (!reader.next()) {
        throw new IllegalArgumentException(file + " has no vectors");
      }

      return reader.vector().length;
    }
  }

  @Override
  public OptionalLong declared() {
    return OptionalLong.empty();
  }

  @Override
  public JavaPairRDD<String, float[]> vectors(JavaSparkContext sc) {
    VectorFormat readFormat = format;
    SerializableConfiguration readConf = conf;
    return sc.parallelize(List.of(file), 1)
        .flatMapToPair(
            name -> {
              VectorReader reader = open(name, readFormat, readConf.value());
              TaskCompletionListener end = task -> close(reader);
              TaskContext.get().addTaskCompletionListener(end);
              return new Vectors(reader);
            });
  }

  private static VectorReader open(String name, VectorFormat format, Configuration conf)
      throws IOException {
    Path path = new Path(name);
    FileSystem fs = path.getFileSystem(conf);
    InputStream in = fs.open(path);
    if (format == VectorFormat.WORD2VEC_BINARY) {
      return new Word2VecBinaryReader(in, path.getName());
    }

    Path ids = new Path(path.getParent(), format.companion(path.getName()));
    if (!fs.exists(ids)) {
      in.close();
      throw new IllegalArgumentException(
          "Found no "
              + ids.getName()
              + " beside "
              + name
              + "; it must hold the ids of the array's rows, one a line");
    }

    return new NumpyReader(in, path.getName(), fs.open(ids), ids.getName());
  }

  private static void close(VectorReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The vectors of a reader, each in an array of its own. */
  private static final class Vectors implements Iterator<Tuple2<String, float[]>> {
    private final VectorReader reader;
    private boolean ready;
    private boolean ended;

    Vectors(VectorReader reader) {
      this.reader = reader;
    }

    @Override
    public boolean hasNext() {
      if (!ready && !ended) {
        try {
          ready = reader.next();
          ended = !ready;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      return ready;
    }

    @Override
    public Tuple2<String, float[]> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("No more vectors");
      }

      ready = false;
      return new Tuple2<>(reader.id(), reader.vector().clone());
    }
  }
}
