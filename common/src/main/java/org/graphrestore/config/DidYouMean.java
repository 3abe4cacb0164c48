package org.graphrestore.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the name that somebody probably meant, by edit distance or by a name's last part. */
public final class DidYouMean {
  private DidYouMean() {}

  /**
   * Returns {@code "; did you mean NAME?"}, or an empty text where no name is near. The first of
   * equally near names is taken. Cost: names times the product of the two lengths.
   */
  public static String hint(String text, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(text, name) <= bound(name))
        .min(Comparator.comparingInt(name -> distance(text, name)))
        .or(() -> names.stream().filter(name -> name.endsWith("." + text)).findFirst())
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
  }

  /** A third of the name may be wrong, and three letters at most: more is another name. */
  private static int bound(String name) {
    return Math.max(1, Math.min(3, name.length() / 3));
  }

  /**
   * Edits between two names, letter case aside: insert, delete, change, or swap two neighbours
   * (optimal string alignment), by three rows.
   */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] beforePrevious = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }

    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
        }
      }
      beforePrevious = previous;
      previous = current;
    }

    return previous[b.length()];
  }
}
