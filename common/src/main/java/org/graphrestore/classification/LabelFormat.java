package org.graphrestore.classification;

import java.io.Serializable;
import java.util.Locale;
import java.util.Set;

/**
 * How a file of labels is laid out: two cells a line, a node and one of its labels. Found from the
 * first line that is neither blank nor a comment.
 *
 * @param separator a tab, a comma, or a blank for any run of blanks
 */
public record LabelFormat(char separator) implements Serializable {
  private static final Set<String> NODE_NAMES =
      Set.of("node", "node_id", "nodeid", "id", "vertex", "node1");
  private static final Set<String> LABEL_NAMES =
      Set.of("label", "labels", "class", "group", "category", "target", "community");

  /** Finds the separator: a tab where there is one, else a comma, else blanks. */
  public static LabelFormat ofLine(String line) {
    if (line.indexOf('\t') >= 0) {
      return new LabelFormat('\t');
    }

    return new LabelFormat(line.indexOf(',') >= 0 ? ',' : ' ');
  }

  /**
   * Returns whether the cells of a file's first line name columns instead of a node and a label.
   */
  static boolean header(String node, String label) {
    return NODE_NAMES.contains(node.toLowerCase(Locale.ROOT))
        && LABEL_NAMES.contains(label.toLowerCase(Locale.ROOT));
  }

  /** Returns whether a line says nothing: blank, or a comment that begins with {@code #}. */
  public static boolean silent(String line) {
    return line.isBlank() || line.startsWith("#");
  }
}
