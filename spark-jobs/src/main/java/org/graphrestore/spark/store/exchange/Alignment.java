package org.graphrestore.spark.store.exchange;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.graphrestore.embedding.EmbeddingBlock;
import org.graphrestore.graph.BlockLayout;
import org.graphrestore.spark.store.NodeIds;
import scala.Tuple2;

/** Puts the vectors of a panel in the order of its nodes, and counts what does not fit. */
final class Alignment implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int EXAMPLES = 3;

  /** Places in the counts of {@link #report}. */
  static final int VECTORS = 0;

  static final int MISSING = 1;
  static final int UNKNOWN = 2;
  static final int DUPLICATES = 3;

  private final BlockLayout layout;
  private final int dim;
  private final NodeIds ids;
  private final float filling;

  /**
   * Prepares the alignment.
   *
   * @param filling the value of nodes without a vector
   */
  Alignment(BlockLayout layout, int dim, NodeIds ids, float filling) {
    this.layout = layout;
    this.dim = dim;
    this.ids = ids;
    this.filling = filling;
  }

  /** Returns the panel's block; nodes without a vector have the filling. */
  Iterator<EmbeddingBlock> block(int panel, Iterator<Tuple2<String, float[]>> vectors) {
    Panel aligned = new Panel(panel, vectors);
    return List.of(new EmbeddingBlock(layout.firstIndex(panel), dim, aligned.values)).iterator();
  }

  /**
   * Returns counts of vectors, of nodes without vector, of vectors whose id is no node, and of ids
   * that come twice; and up to three examples of each of the last three, one after the other,
   * parted by a text that is null.
   */
  Iterator<Tuple2<long[], String[]>> report(int panel, Iterator<Tuple2<String, float[]>> vectors) {
    return List.of(new Panel(panel, vectors).report()).iterator();
  }

  private final class Panel {
    private final String[] texts;
    private final boolean[] filled;
    private final float[] values;
    private final List<String> unknown = new ArrayList<>();
    private final List<String> duplicates = new ArrayList<>();
    private final long[] counts = new long[4];

    Panel(int panel, Iterator<Tuple2<String, float[]>> vectors) {
      this.texts = ids.texts(layout.firstIndex(panel), layout.rows(panel));
      this.filled = new boolean[texts.length];
      this.values = new float[Math.multiplyExact(texts.length, dim)];
      Arrays.fill(values, filling);
      Map<String, Integer> rows = new HashMap<>(texts.length * 2);
      for (int row = 0; row < texts.length; row++) {
        rows.put(texts[row], row);
      }

      while (vectors.hasNext()) {
        Tuple2<String, float[]> vector = vectors.next();
        counts[VECTORS]++;
        place(vector._1(), vector._2(), rows.get(vector._1()));
      }

      for (boolean has : filled) {
        counts[MISSING] += has ? 0 : 1;
      }
    }

    private void place(String id, float[] vector, Integer row) {
      if (row == null) {
        counts[UNKNOWN]++;
        remember(id, unknown);
      } else if (filled[row]) {
        counts[DUPLICATES]++;
        remember(id, duplicates);
      } else {
        filled[row] = true;
        System.arraycopy(vector, 0, values, row * dim, dim);
      }
    }

    /** Keeps the first examples by name, whatever the order in which vectors arrive. */
    private void remember(String id, List<String> examples) {
      examples.add(id);
      examples.sort(null);
      if (examples.size() > EXAMPLES) {
        examples.remove(EXAMPLES);
      }
    }

    Tuple2<long[], String[]> report() {
      List<String> missing = new ArrayList<>();
      for (int row = 0; row < texts.length && missing.size() < EXAMPLES; row++) {
        if (!filled[row]) {
          missing.add(texts[row]);
        }
      }

      List<String> examples = new ArrayList<>(missing);
      examples.add(null);
      examples.addAll(unknown);
      examples.add(null);
      examples.addAll(duplicates);
      return new Tuple2<>(counts, examples.toArray(String[]::new));
    }
  }
}
