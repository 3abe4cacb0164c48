package org.graphrestore.spark.classification;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.graphrestore.classification.ClassificationParams.Normalization;
import org.graphrestore.classification.LabelledNodes;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.graph.NodeHash;
import org.graphrestore.random.Seeds;
import org.graphrestore.spark.store.EmbeddingFiles;
import scala.Tuple2;

/**
 * What is done with the labels of a panel of nodes, which a shuffle has brought together: they are
 * counted, and those of the nodes that are used are written beside the vectors. Travels in
 * closures.
 */
final class LabelPanels implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Examples that a message shows. */
  static final int EXAMPLES = 3;

  /** Order of labels: by their UTF-8, which is that of code points. */
  static final Comparator<String> LABEL_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  /** Places in the counts of {@link #count}. */
  static final int LABELLED = 0;

  static final int UNKNOWN = 1;
  static final int DOUBLED = 2;

  private final EmbeddingFiles vectors;
  private final BlockLayout layout;
  private final long seed;

  LabelPanels(EmbeddingFiles vectors, BlockLayout layout, long seed) {
    this.vectors = vectors;
    this.layout = layout;
    this.seed = seed;
  }

  /**
   * Returns the numbers of labelled nodes, of nodes that are not in the graph, and of labels that a
   * node is given again; and examples of nodes that are not in the graph.
   */
  Iterator<Tuple2<long[], String[]>> count(int panel, Iterator<Tuple2<String, String>> labels) {
    Placed placed = new Placed(panel, labels);
    return List.of(
            new Tuple2<>(
                new long[] {placed.byRow.size(), placed.unknown.size(), placed.doubled},
                placed.unknown.stream().limit(EXAMPLES).toArray(String[]::new)))
        .iterator();
  }

  /** Returns the labels of the nodes that are used, each once. */
  Iterator<String> names(int panel, Iterator<Tuple2<String, String>> labels, double share) {
    NavigableSet<String> names = new TreeSet<>();
    new Placed(panel, labels).used(share).values().forEach(names::addAll);
    return names.iterator();
  }

  /**
   * Writes the nodes that are used, with labels and vectors, in the order of their indices.
   *
   * @param numbers the number of every label
   * @return name of the file, then ids of nodes whose vectors are not finite; and the numbers of
   *     nodes, of labels and of vectors that are not finite. Nothing if no node is used
   */
  Iterator<Tuple2<String[], long[]>> write(
      int panel,
      Iterator<Tuple2<String, String>> labels,
      double share,
      Normalization normalize,
      Map<String, Integer> numbers,
      LabelledFiles files) {
    Placed placed = new Placed(panel, labels);
    SortedMap<Integer, NavigableSet<String>> used = placed.used(share);
    if (used.isEmpty()) {
      return List.<Tuple2<String[], long[]>>of().iterator();
    }

    EmbeddingBlock block = vectors.read(layout.firstIndex(panel), layout.rows(panel));
    List<String> strings = new ArrayList<>();
    long[] counts = {used.size(), 0, 0};
    strings.add(
        files.write(
            "nodes-" + panel,
            out -> {
              for (Map.Entry<Integer, NavigableSet<String>> entry : used.entrySet()) {
                String id = placed.texts[entry.getKey()];
                float[] vector = vector(block, entry.getKey());
                counts[1] += entry.getValue().size();
                if (!finite(vector)) {
                  counts[2]++;
                  if (strings.size() < EXAMPLES) {
                    strings.add(id);
                  }
                }

                int[] ofNode = entry.getValue().stream().mapToInt(numbers::get).sorted().toArray();
                LabelledFiles.writeNode(out, id, ofNode, normalized(vector, normalize));
              }
            }));
    // The examples were noted while the file was written, its name comes first.
    strings.add(0, strings.remove(strings.size() - 1));
    return List.of(new Tuple2<>(strings.toArray(String[]::new), counts)).iterator();
  }

  private static float[] vector(EmbeddingBlock block, int row) {
    return Arrays.copyOfRange(block.values(), row * block.dim(), (row + 1) * block.dim());
  }

  private static boolean finite(float[] vector) {
    boolean finite = true;
    for (float value : vector) {
      finite &= Float.isFinite(value);
    }

    return finite;
  }

  /** Divides by the length; the bits follow from the vector alone. */
  static float[] normalized(float[] vector, Normalization normalize) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }

    if (normalize == Normalization.NONE || squares == 0) {
      return vector;
    }

    double length = Math.sqrt(squares);
    float[] scaled = new float[vector.length];
    for (int k = 0; k < vector.length; k++) {
      scaled[k] = (float) (vector[k] / length);
    }

    return scaled;
  }

  /** The labels of a panel at the rows of their nodes. */
  private final class Placed {
    private final String[] texts;
    private final SortedMap<Integer, NavigableSet<String>> byRow = new TreeMap<>();
    private final NavigableSet<String> unknown = new TreeSet<>();
    private long doubled;

    Placed(int panel, Iterator<Tuple2<String, String>> labels) {
      this.texts = vectors.ids(layout.firstIndex(panel), layout.rows(panel));
      Map<String, Integer> rows = new HashMap<>(texts.length * 2);
      for (int row = 0; row < texts.length; row++) {
        rows.put(texts[row], row);
      }

      while (labels.hasNext()) {
        Tuple2<String, String> label = labels.next();
        Integer row = rows.get(label._1());
        if (row == null) {
          unknown.add(label._1());
        } else if (!byRow.computeIfAbsent(row, r -> new TreeSet<>(LABEL_ORDER)).add(label._2())) {
          doubled++;
        }
      }
    }

    /** Returns the nodes of a seeded sample with their labels; all of them if the share is 1. */
    SortedMap<Integer, NavigableSet<String>> used(double share) {
      if (share >= 1) {
        return byRow;
      }

      SortedMap<Integer, NavigableSet<String>> used = new TreeMap<>();
      byRow.forEach(
          (row, labels) -> {
            if (Seeds.unit(LabelledNodes.draw(seed, NodeHash.of(texts[row]), -1)) < share) {
              used.put(row, labels);
            }
          });
      return used;
    }
  }
}
