package org.graphrestore.walk;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A path that walks follow, step by step and then from its beginning again: over the relations of
 * edges, or over the types of nodes (Dong, Chawla and Swami, "metapath2vec: scalable representation
 * learning for heterogeneous networks", KDD 2017, section 3.2).
 *
 * <pre>
 * over relations  IsA -> PartOf       steps: IsA, PartOf, IsA, PartOf, ...
 * over types      author -> paper -> author   nodes: author, paper, author, paper, ...
 * </pre>
 *
 * <p>Over types the first name is that of the start. Where the last is the same, the two are one
 * place of the cycle, as in the paper; otherwise the cycle closes from the last to the first.
 *
 * <p>Steps that take the same arcs share one <em>class</em>: a name over relations, a pair of names
 * over types. Arcs of no class are never loaded, so it does not matter how many relations there
 * are.
 *
 * @param over what the names are
 * @param text names with {@code ->} between them, or an empty text where there is no path
 */
public record Metapath(Over over, String text) implements Serializable {
  /** No path. */
  public static final Metapath NONE = new Metapath(Over.RELATIONS, "");

  /** Most names of a path: its classes are the bits of a long. */
  public static final int MOST_NAMES = 64;

  /** Stands for every relation, or every type. */
  static final String ANY = "*";

  private static final Pattern ARROW = Pattern.compile("->");

  /** What the names of a path are. */
  public enum Over {
    /** Relations of edges. */
    RELATIONS,
    /** Types of nodes. */
    TYPES
  }

  /** Checks the path and brings its text into one form. */
  public Metapath {
    if (!text.isBlank()) {
      List<String> names = split(text);
      if (names.size() > MOST_NAMES || names.stream().anyMatch(String::isEmpty)) {
        throw new IllegalArgumentException(
            "Invalid walk.metapath: "
                + text
                + " (must be 1 .. "
                + MOST_NAMES
                + " names with -> between them, for example IsA -> PartOf)");
      }

      text = String.join(" -> ", names);
    } else {
      text = "";
    }
  }

  /** Returns whether there is no path. */
  public boolean none() {
    return text.isEmpty();
  }

  /** Returns the names, as they were written. */
  public List<String> names() {
    return none() ? List.of() : split(text);
  }

  /** Returns the different names, in the order of the path. */
  public List<String> distinctNames() {
    return List.copyOf(new LinkedHashSet<>(names()));
  }

  /** Returns the arcs that the steps of one class take: a name, or two with an arrow. */
  public List<String> classes() {
    return List.copyOf(new LinkedHashSet<>(steps()));
  }

  /** Returns the class of every step of the cycle. */
  public int[] classOfStep() {
    List<String> classes = classes();
    return steps().stream().mapToInt(classes::indexOf).toArray();
  }

  /**
   * Returns which classes take a relation's arcs.
   *
   * @param directed whether an edge leads one way only; then a plain name takes edges along their
   *     direction, and otherwise either way
   * @throws IllegalArgumentException naming a relation that no edge has
   */
  public ArcClasses ofRelations(Relations relations, boolean directed) {
    return ArcClasses.of(classes(), relations, directed, "walk.metapath");
  }

  /**
   * Returns for every type which classes take arcs from its nodes, and to them: bit c of places
   * {@code [0][t]} and {@code [1][t]}, t being 1 and the place of the type among {@link
   * #distinctNames()}, or 0 for all other types.
   */
  public long[][] ofTypes() {
    List<String> types = distinctNames();
    List<String> classes = classes();
    long[][] masks = new long[2][types.size() + 1];
    for (int c = 0; c < classes.size(); c++) {
      List<String> ends = split(classes.get(c));
      for (int end = 0; end < 2; end++) {
        String name = ends.get(end);
        for (int t = 0; t < masks[end].length; t++) {
          boolean taken = name.equals(ANY) || t == types.indexOf(name) + 1;
          masks[end][t] |= taken ? 1L << c : 0;
        }
      }
    }

    return masks;
  }

  private List<String> steps() {
    List<String> names = names();
    if (over == Over.RELATIONS) {
      return names;
    }

    boolean closed = names.size() > 1 && names.get(0).equals(names.get(names.size() - 1));
    List<String> places = closed ? names.subList(0, names.size() - 1) : names;
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      steps.add(places.get(i) + " -> " + places.get((i + 1) % places.size()));
    }

    return steps;
  }

  private static List<String> split(String text) {
    return Arrays.stream(ARROW.split(text, -1)).map(String::trim).collect(Collectors.toList());
  }
}
