package org.graphrestore.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All keys that a job understands, in the order in which the documentation lists them. */
public final class Catalog {
  private final Map<String, ConfigKey<?>> keys = new LinkedHashMap<>();

  private Catalog() {}

  /**
   * Assembles a catalog.
   *
   * @throws IllegalArgumentException if two keys have the same path
   */
  @SafeVarargs
  public static Catalog of(List<ConfigKey<?>>... families) {
    Catalog catalog = new Catalog();
    for (List<ConfigKey<?>> family : families) {
      for (ConfigKey<?> key : family) {
        if (catalog.keys.put(key.path(), key) != null) {
          throw new IllegalArgumentException("Two keys are called " + key.path());
        }
      }
    }

    return catalog;
  }

  /** Returns every key. */
  public Collection<ConfigKey<?>> keys() {
    return keys.values();
  }

  /** Returns the key of a path. */
  public Optional<ConfigKey<?>> find(String path) {
    return Optional.ofNullable(keys.get(path));
  }
}
