package org.graphrestore.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code docs/configuration.md} from a catalog, so that the page cannot be out of date. */
public final class ConfigurationPage {
  private static final String HEAD =
      """
      # Configuration

      <!-- Generated from the keys in the code. Do not edit: run the tests with UPDATE_GOLDEN=1. -->

      Every setting has a default. A configuration file (HOCON, `--config FILE.conf`) changes it,
      and `--set key=value` changes it again; the last file and the last `--set` win. A key that
      does not exist or a value that cannot be ends the run before it starts, all problems named at
      once.

      "Results" says whether a setting changes the numbers that come out. Where it says no, the
      setting changes only speed, memory or messages, and a finished stage is used again as it is.
      `auto` is resolved when the run is planned, from the graph and the other settings, never from
      the machine; the resolved value stands in `manifest.json`.
      """;

  private ConfigurationPage() {}

  /** Returns the page in Markdown: a table for each family, which is a path's first part. */
  public static String of(Catalog catalog) {
    Map<String, List<ConfigKey<?>>> families = new LinkedHashMap<>();
    for (ConfigKey<?> key : catalog.keys()) {
      int dot = key.path().indexOf('.');
      String family = dot < 0 ? "general" : key.path().substring(0, dot);
      families.computeIfAbsent(family, name -> new ArrayList<>()).add(key);
    }

    StringBuilder page = new StringBuilder(HEAD);
    families.forEach(
        (family, keys) -> {
          page.append("\n## ").append(family).append("\n\n");
          page.append("| key | type | default | range | what it does | results |\n");
          page.append("|---|---|---|---|---|---|\n");
          keys.forEach(key -> page.append(row(key)));
        });
    return page.toString();
  }

  private static String row(ConfigKey<?> key) {
    String defaultText = key.defaultText().isEmpty() ? "(empty)" : "`" + key.defaultText() + "`";
    return "| `%s` | %s | %s | %s | %s | %s |\n"
        .formatted(
            key.path(),
            key.type(),
            cell(defaultText),
            cell(key.range()),
            cell(key.doc()),
            key.changesResults() ? "yes" : "no");
  }

  /** A bar would end the cell, and a line break the table. */
  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\s*\\R\\s*", " ");
  }
}
