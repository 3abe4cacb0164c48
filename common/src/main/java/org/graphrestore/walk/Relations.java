package org.graphrestore.walk;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graphrestore.config.DidYouMean;

/**
 * The relations of a graph by name: 100,000 at most. A relation's number is its place. Immutable
 * and thread-safe.
 */
public final class Relations {
  private static final int NAMED = 10;

  private final List<String> names;
  private final long[] edges;
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * Lists the relations.
   *
   * @param names their names
   * @param edges how many edges each has
   */
  public Relations(List<String> names, long[] edges) {
    this.names = List.copyOf(names);
    this.edges = edges.clone();
    for (int i = 0; i < names.size(); i++) {
      numbers.put(names.get(i), i);
    }
  }

  /** Returns how many there are. */
  public int size() {
    return names.size();
  }

  /** Returns a relation's name. */
  public String name(int number) {
    return names.get(number);
  }

  /** Returns a relation's number, or -1 if it is not known. */
  public int number(String name) {
    return numbers.getOrDefault(name, -1);
  }

  /** Returns how many edges a relation has. */
  public long edges(int number) {
    return edges[number];
  }

  /**
   * Returns the number of a relation that edges have.
   *
   * @param setting who asks, for the message
   * @throws IllegalArgumentException if no edge has it; names one that is like it, and the most
   *     frequent ones
   */
  public int known(String name, String setting) {
    int number = number(name);
    if (number >= 0 && edges[number] > 0) {
      return number;
    }

    throw new IllegalArgumentException(
        setting
            + " names the relation "
            + (name.isEmpty() ? "of no name" : name)
            + ", which no edge of the graph has"
            + DidYouMean.hint(name, names)
            + " "
            + mostFrequent());
  }

  private String mostFrequent() {
    String most =
        IntStream.range(0, names.size())
            .boxed()
            .sorted(Comparator.comparingLong((Integer i) -> -edges[i]).thenComparingInt(i -> i))
            .limit(NAMED)
            .map(i -> String.format(Locale.ROOT, "%s (%,d)", names.get(i), edges[i]))
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? "(its edges have no relations)"
        : "(of its " + names.size() + " relations most edges have: " + most + ")";
  }

  @Override
  public String toString() {
    return names.size() + " relations, " + Arrays.stream(edges).sum() + " edges";
  }
}
