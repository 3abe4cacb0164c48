package org.graphrestore.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The resolved value of every key of a catalog: defaults, then configuration files, then single
 * settings. Read once, at the edge; algorithms get parameter records and never see a path.
 *
 * <p>Immutable and thread-safe.
 */
public final class Settings {
  private final Map<ConfigKey<?>, Object> values;

  private Settings(Map<ConfigKey<?>, Object> values) {
    this.values = values;
  }

  /**
   * Resolves all keys.
   *
   * @param catalog the keys that exist
   * @param files parsed configuration, weakest first; each is resolved by itself
   * @param assignments path to text, stronger than the files
   * @throws InvalidSettingsException naming every unknown key and every bad value at once, with the
   *     file and line where it stands
   */
  public static Settings resolve(
      Catalog catalog, List<Config> files, Map<String, String> assignments) {
    List<String> problems = new ArrayList<>();
    Map<String, Setting> given = new LinkedHashMap<>();
    for (Config file : files) {
      flatten(file, given, problems);
    }

    assignments.forEach((path, text) -> given.put(path, new Setting(text, "")));
    Map<ConfigKey<?>, Object> values = new LinkedHashMap<>();
    catalog.keys().forEach(key -> values.put(key, key.defaultValue()));
    List<String> paths = catalog.keys().stream().map(ConfigKey::path).toList();
    given.forEach(
        (path, setting) -> {
          ConfigKey<?> key = catalog.find(path).orElse(null);
          if (key == null) {
            problems.add("Unknown key: " + path + setting.where + DidYouMean.hint(path, paths));
            return;
          }

          try {
            values.put(key, key.parse(setting.text));
          } catch (IllegalArgumentException e) {
            problems.add(
                "Invalid %s: %s%s (%s)"
                    .formatted(path, setting.text, setting.where, e.getMessage()));
          }
        });

    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }

    return new Settings(values);
  }

  /** Returns the value of a key of the catalog. */
  @SuppressWarnings("unchecked")
  public <T> T get(ConfigKey<T> key) {
    Object value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("Key " + key.path() + " is not in the catalog");
    }

    return (T) value;
  }

  /** Returns every setting as text, sorted by path: what a manifest records. */
  public SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    values.forEach((key, value) -> texts.put(key.path(), ConfigKey.text(value)));
    return texts;
  }

  private static void flatten(Config file, Map<String, Setting> given, List<String> problems) {
    try {
      // Sorted, because the order of a Config's entries is that of a hash table.
      SortedMap<String, ConfigValue> entries = new TreeMap<>();
      file.resolve()
          .entrySet()
          .forEach(
              e -> entries.put(String.join(".", ConfigUtil.splitPath(e.getKey())), e.getValue()));
      entries.forEach(
          (path, value) -> {
            String where = ", in " + value.origin().description();
            if (value.valueType() == ConfigValueType.LIST) {
              problems.add("Invalid %s: a list%s (must be a single value)".formatted(path, where));
            } else {
              given.put(path, new Setting(String.valueOf(value.unwrapped()), where));
            }
          });
    } catch (ConfigException e) {
      problems.add("Invalid configuration file: " + e.getMessage());
    }
  }

  /** A value as it was written, and where: a file and line to put into a message, or nothing. */
  private record Setting(String text, String where) {}
}
