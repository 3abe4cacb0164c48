package org.graphrestore.spark.ingest;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.NodeBits;

/**
 * The scratch files of preparation, as tasks see them: bits of nodes, blocks of neighbours,
 * forests. A file is written once, under a name that has the number of its task attempt, and never
 * changed.
 */
final class PreparationFiles implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER_BYTES = 1 << 18;

  private final String folder;
  private final SerializableConfiguration conf;

  PreparationFiles(Path folder, Configuration conf) {
    this.folder = folder.toString();
    this.conf = new SerializableConfiguration(conf);
  }

  Path folder() {
    return new Path(folder);
  }

  Configuration conf() {
    return conf.value();
  }

  /** Writes what a file holds. */
  @FunctionalInterface
  interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  /** Writes a file and returns its name. */
  String write(String name, Content content) {
    TaskContext task = TaskContext.get();
    String unique = name + "-" + (task == null ? 0 : task.taskAttemptId());
    Path path = new Path(folder, unique);
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(fileSystem().create(path, true), BUFFER_BYTES))) {
      content.write(out);
      return unique;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the scratch file " + path, e);
    }
  }

  /** Reads what a file holds. */
  @FunctionalInterface
  interface Reading<T> {
    T read(DataInputStream in) throws IOException;
  }

  <T> T read(String name, Reading<T> reading) {
    Path path = new Path(folder, name);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(fileSystem().open(path), BUFFER_BYTES))) {
      return reading.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the scratch file " + path, e);
    }
  }

  /** Writes the bits of one block's nodes and returns the file's name. */
  String writeBits(String name, NodeBits bits, BlockLayout layout, int block) {
    return write(
        name + "-" + block,
        out -> {
          int first = (int) (layout.firstIndex(block) >>> 6);
          int end = first + NodeBits.words(layout.rows(block));
          for (int w = first; w < end; w++) {
            out.writeLong(bits.words()[w]);
          }
        });
  }

  /** Reads the bits of all nodes, from one file a block. */
  NodeBits readBits(String[] names, BlockLayout layout) {
    NodeBits bits = NodeBits.none(layout.nodes());
    for (int b = 0; b < names.length; b++) {
      int first = (int) (layout.firstIndex(b) >>> 6);
      int end = first + NodeBits.words(layout.rows(b));
      read(
          names[b],
          in -> {
            for (int w = first; w < end; w++) {
              bits.words()[w] = in.readLong();
            }

            return null;
          });
    }

    return bits;
  }

  /** Writes a block of neighbours and returns the file's name. */
  String writeBlock(String name, AdjacencyBlock block) {
    return write(
        name,
        out -> {
          out.writeLong(block.firstIndex());
          out.writeInt(block.rows());
          out.writeInt(block.arcs());
          for (int row = 0; row < block.rows(); row++) {
            out.writeInt(block.degree(row));
          }

          for (int at = 0; at < block.arcs(); at++) {
            out.writeInt(block.targets()[at]);
          }
        });
  }

  AdjacencyBlock readBlock(String name) {
    return read(
        name,
        in -> {
          long firstIndex = in.readLong();
          int[] offsets = new int[in.readInt() + 1];
          int[] targets = new int[in.readInt()];
          for (int row = 1; row < offsets.length; row++) {
            offsets[row] = offsets[row - 1] + in.readInt();
          }

          for (int at = 0; at < targets.length; at++) {
            targets[at] = in.readInt();
          }

          return new AdjacencyBlock(firstIndex, offsets, targets, null);
        });
  }

  /** Deletes files that no later step reads; null entries are none. */
  void delete(List<String> names) {
    try {
      for (String name : names) {
        if (name != null) {
          fileSystem().delete(new Path(folder, name), false);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete scratch files in " + folder, e);
    }
  }

  private FileSystem fileSystem() throws IOException {
    return new Path(folder).getFileSystem(conf.value());
  }
}
