package org.graphrestore.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that somebody probably meant, by edit distance. */
public final class DidYouMean {
  private DidYouMean() {}

  /** Returns {@code "; did you mean NAME?"}, or an empty text where no name is near. */
  public static String hint(String text, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt((String name) -> distance(text, name)))
        .filter(name -> distance(text, name) <= Math.max(2, name.length() / 3))
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
  }

  /** Levenshtein's distance, by two rows. */
  private static int distance(String a, String b) {
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
      }
      previous = current;
    }

    return previous[b.length()];
  }
}
