package org.graphrestore.spark.classification;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.classification.LabelledNodes;
import org.graphrestore.graph.NodeHash;

/**
 * Files with the labelled nodes, which live as long as the stage. Every attempt of a task writes
 * under a name of its own, and only names that came back from a finished task are read.
 *
 * <pre>
 * a node:   length of its id, id in UTF-8, number of labels, labels, vector     (ints and floats)
 * </pre>
 */
final class LabelledFiles implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 16;

  private final String folder;
  private final SerializableConfiguration conf;

  LabelledFiles(Path folder, Configuration conf) {
    this.folder = folder.toString();
    this.conf = new SerializableConfiguration(conf);
  }

  /**
   * The files of all panels and what they hold. Travels in closures.
   *
   * @param files where they are
   * @param names their names, in the order of panels
   * @param nodes number of nodes in each
   * @param labels number of labels of the nodes, over all files
   * @param labelCount number of different labels
   * @param dim length of a vector
   */
  record Content(
      LabelledFiles files, String[] names, int[] nodes, int labels, int labelCount, int dim)
      implements Serializable {

    /** Returns the number of nodes. */
    int count() {
      int count = 0;
      for (int some : nodes) {
        count += some;
      }

      return count;
    }

    /** Returns a name that no other stage's files have. */
    String identity() {
      return files.folder;
    }

    /** Reads all files. */
    LabelledNodes load() {
      int count = count();
      long[] hashes = new long[count];
      int[] offsets = new int[count + 1];
      int[] all = new int[labels];
      float[] vectors = new float[Math.multiplyExact(count, dim)];
      int node = 0;
      for (int file = 0; file < names.length; file++) {
        try (DataInputStream in = files.open(names[file])) {
          for (int i = 0; i < nodes[file]; i++) {
            hashes[node] = NodeHash.of(in.readNBytes(in.readInt()));
            int ofNode = in.readInt();
            offsets[node + 1] = offsets[node] + ofNode;
            for (int l = 0; l < ofNode; l++) {
              all[offsets[node] + l] = in.readInt();
            }

            for (int k = 0; k < dim; k++) {
              vectors[node * dim + k] = in.readFloat();
            }

            node++;
          }
        } catch (IOException e) {
          throw new UncheckedIOException("Cannot read the file " + names[file], e);
        }
      }

      return new LabelledNodes(dim, labelCount, hashes, offsets, all, vectors);
    }

    /** Reads the ids of one file's nodes. */
    String[] ids(int file) {
      String[] ids = new String[nodes[file]];
      try (DataInputStream in = files.open(names[file])) {
        for (int i = 0; i < ids.length; i++) {
          ids[i] = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
          in.skipNBytes((in.readInt() + (long) dim) * Integer.BYTES);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the file " + names[file], e);
      }

      return ids;
    }
  }

  /** What fills a file. */
  interface Filling {
    void write(DataOutputStream out) throws IOException;
  }

  /** Writes a node. */
  static void writeNode(DataOutputStream out, String id, int[] labels, float[] vector)
      throws IOException {
    byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
    out.writeInt(labels.length);
    for (int label : labels) {
      out.writeInt(label);
    }

    for (float value : vector) {
      out.writeFloat(value);
    }
  }

  /** Writes a file and returns its name. */
  String write(String prefix, Filling filling) {
    String name = prefix + "-" + UUID.randomUUID();
    Path path = new Path(folder, name);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(fs().create(path, false), BUFFER))) {
      filling.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the file " + path, e);
    }

    return name;
  }

  /** Deletes the folder with all its files. */
  void delete() {
    try {
      fs().delete(new Path(folder), true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder, e);
    }
  }

  private DataInputStream open(String name) throws IOException {
    return new DataInputStream(new BufferedInputStream(fs().open(new Path(folder, name)), BUFFER));
  }

  private FileSystem fs() throws IOException {
    return new Path(folder).getFileSystem(conf.value());
  }
}
