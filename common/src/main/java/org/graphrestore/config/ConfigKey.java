package org.graphrestore.config;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One setting: its path, type, default, range and meaning. Every family of methods declares its own
 * keys beside its parameter record; the jobs assemble them into one {@link Catalog}, from which
 * {@code docs/configuration.md} is generated.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <T> type of the value: Integer, Long, Double, Boolean, String, an enum or OptionalInt
 */
public final class ConfigKey<T> {
  private final String path;
  private final String type;
  private final T defaultValue;
  private final String range;
  private final String doc;
  private final boolean changesResults;
  private final Function<String, T> parser;

  private ConfigKey(
      String path,
      String type,
      T defaultValue,
      String range,
      String doc,
      boolean changesResults,
      Function<String, T> parser) {
    this.path = path;
    this.type = type;
    this.defaultValue = defaultValue;
    this.range = range;
    this.doc = doc;
    this.changesResults = changesResults;
    this.parser = parser;
    try {
      T unused = parser.apply(text(defaultValue));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Invalid default of " + path + ": " + text(defaultValue) + " (" + e.getMessage() + ")",
          e);
    }
  }

  /** Declares a whole number between {@code min} and {@code max}, both included. */
  public static ConfigKey<Integer> ofInt(
      String path, int defaultValue, int min, int max, String doc) {
    return new ConfigKey<>(
        path,
        "int",
        defaultValue,
        range(min, max),
        doc,
        true,
        text -> parseInt(text, min, max, ""));
  }

  /** Declares a whole number of 64 bits. */
  public static ConfigKey<Long> ofLong(String path, long defaultValue, String doc) {
    return new ConfigKey<>(path, "long", defaultValue, "any", doc, true, ConfigKey::parseLong);
  }

  /** Declares a whole number, or {@code auto}: chosen at planning from the graph's size. */
  public static ConfigKey<OptionalInt> ofIntOrAuto(String path, int min, int max, String doc) {
    return new ConfigKey<>(
        path,
        "int or auto",
        OptionalInt.empty(),
        "auto, or " + range(min, max),
        doc,
        true,
        text ->
            text.equals("auto")
                ? OptionalInt.empty()
                : OptionalInt.of(parseInt(text, min, max, "auto or ")));
  }

  /**
   * Declares a finite number between {@code min} and {@code max}, both included. {@code
   * Double.MIN_VALUE} as the minimum says "more than 0", {@code Double.MAX_VALUE} as the maximum
   * says "no upper bound".
   */
  public static ConfigKey<Double> ofDouble(
      String path, double defaultValue, double min, double max, String doc) {
    return new ConfigKey<>(
        path,
        "double",
        defaultValue,
        range(min, max),
        doc,
        true,
        text -> parseDouble(text, min, max));
  }

  /** Declares a switch. */
  public static ConfigKey<Boolean> ofBoolean(String path, boolean defaultValue, String doc) {
    return new ConfigKey<>(
        path, "boolean", defaultValue, "true, false", doc, true, ConfigKey::parseBoolean);
  }

  /** Declares a text. */
  public static ConfigKey<String> ofString(String path, String defaultValue, String doc) {
    return new ConfigKey<>(path, "string", defaultValue, "any", doc, true, text -> text);
  }

  /**
   * Declares a text of which not every value is allowed.
   *
   * @param range the values that are allowed, for people
   * @param check returns the text in its canonical form, or throws {@link IllegalArgumentException}
   *     saying what it must be
   */
  public static ConfigKey<String> ofString(
      String path, String defaultValue, String range, String doc, UnaryOperator<String> check) {
    return new ConfigKey<>(path, "string", defaultValue, range, doc, true, check);
  }

  /** Declares a choice among the constants of an enum, written in lower-case kebab. */
  public static <E extends Enum<E>> ConfigKey<E> ofEnum(
      String path, E defaultValue, Class<E> type, String doc) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(ConfigKey::kebab).toList();
    return new ConfigKey<>(
        path,
        "choice",
        defaultValue,
        String.join(", ", names),
        doc,
        true,
        text -> {
          int i = names.indexOf(text);
          if (i < 0) {
            throw new IllegalArgumentException(
                "must be one of " + String.join(", ", names) + DidYouMean.hint(text, names));
          }
          return type.getEnumConstants()[i];
        });
  }

  /** Returns the same key, marked as one that changes no result (only speed or messages). */
  public ConfigKey<T> thatChangesNoResult() {
    return new ConfigKey<>(path, type, defaultValue, range, doc, false, parser);
  }

  /** Returns the dotted path, for example {@code walk.length}. */
  public String path() {
    return path;
  }

  /** Returns the type's name, for people. */
  public String type() {
    return type;
  }

  /** Returns the value where nothing is said. */
  public T defaultValue() {
    return defaultValue;
  }

  /** Returns the default as it would be written in a file. */
  public String defaultText() {
    return text(defaultValue);
  }

  /** Returns the values that are allowed, for people. */
  public String range() {
    return range;
  }

  /** Returns what the setting does, in one or two sentences. */
  public String doc() {
    return doc;
  }

  /** Returns whether a stage must run anew when this setting changes. */
  public boolean changesResults() {
    return changesResults;
  }

  /**
   * Reads a value from its text.
   *
   * @throws IllegalArgumentException if the text is no value of this key; the message starts in
   *     lower case and continues "Invalid path: value (...".
   */
  public T parse(String text) {
    return parser.apply(text.trim());
  }

  /** Writes a value as {@link #parse} reads it. */
  static String text(Object value) {
    if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? Integer.toString(optional.getAsInt()) : "auto";
    }

    if (value instanceof Double number) {
      return plain(number);
    }

    return value instanceof Enum<?> constant ? kebab(constant) : String.valueOf(value);
  }

  private static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String range(int min, int max) {
    return max == Integer.MAX_VALUE ? "at least " + min : min + " .. " + max;
  }

  private static String range(double min, double max) {
    if (min == Double.MIN_VALUE) {
      return max == Double.MAX_VALUE ? "more than 0" : "more than 0, at most " + plain(max);
    }

    return max == Double.MAX_VALUE ? "at least " + plain(min) : plain(min) + " .. " + plain(max);
  }

  /** The shortest digits that read back as the same number, without an exponent: 0.0001, 10. */
  private static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  private static int parseInt(String text, int min, int max, String orElse) {
    int value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "must be " + orElse + "a whole number, " + range(min, max), e);
    }

    if (value < min || value > max) {
      throw new IllegalArgumentException("must be " + orElse + range(min, max));
    }

    return value;
  }

  private static long parseLong(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a whole number of 64 bits", e);
    }
  }

  private static double parseDouble(String text, double min, double max) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number, " + range(min, max), e);
    }

    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException("must be " + range(min, max));
    }

    return value;
  }

  private static boolean parseBoolean(String text) {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }

    throw new IllegalArgumentException("must be true or false");
  }
}
