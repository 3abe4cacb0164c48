package org.graphrestore.reconstruction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition under which a result is not good enough, for example {@code cosine.hop1.shell.map <
 * 0.4}: a scheduler runs the job, and a condition that holds stops what would come after it.
 *
 * @param text the condition as it was written
 * @param metric name of a number of the result, see {@link MetricTree}
 * @param operator how the number is compared
 * @param bound what it is compared with, finite
 */
public record FailCondition(String text, String metric, Operator operator, double bound) {
  private static final Pattern SHAPE = Pattern.compile("\\s*([^<>=]*?)\\s*([<>=]+)\\s*(.*?)\\s*");

  /** How a number is compared with the bound. */
  public enum Operator {
    /** Below the bound. */
    LESS("<"),
    /** Not above it. */
    AT_MOST("<="),
    /** Above it. */
    MORE(">"),
    /** Not below it. */
    AT_LEAST(">=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** Returns the operator as people write it. */
    public String sign() {
      return sign;
    }

    boolean holds(double value, double bound) {
      return switch (this) {
        case LESS -> value < bound;
        case AT_MOST -> value <= bound;
        case MORE -> value > bound;
        case AT_LEAST -> value >= bound;
      };
    }
  }

  /**
   * What became of a condition.
   *
   * @param condition the condition as it was written
   * @param value the number that was measured; NaN where it is not known
   * @param failed whether the result is held back: the condition holds, or the number is not known
   */
  public record Verdict(String condition, double value, boolean failed) {
    /** Says for people what became of it: the condition, and the number that was measured. */
    public String told() {
      return condition + ": it is " + (Double.isNaN(value) ? "not known" : value);
    }
  }

  /**
   * Reads a condition.
   *
   * @param text {@code METRIC OPERATOR NUMBER}
   * @throws IllegalArgumentException if it is none; the message says what is wrong with it
   */
  public static FailCondition parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches() || matcher.group(1).isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid condition '"
              + text
              + "' (must be METRIC OPERATOR NUMBER, for example 'cosine.hop1.shell.map < 0.4')");
    }

    return new FailCondition(
        text.strip(), matcher.group(1), operator(text, matcher.group(2)), bound(text, matcher));
  }

  /**
   * Looks for the metric among names.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public void check(MetricTree names) {
    value(names);
  }

  /**
   * Judges a result.
   *
   * @throws IllegalArgumentException if it has no such metric
   */
  public Verdict judge(MetricTree result) {
    double value = value(result);
    return new Verdict(text, value, Double.isNaN(value) || operator.holds(value, bound));
  }

  private double value(MetricTree tree) {
    try {
      return tree.value(metric);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Invalid condition '" + text + "': " + e.getMessage(), e);
    }
  }

  private static Operator operator(String text, String sign) {
    for (Operator operator : Operator.values()) {
      if (operator.sign.equals(sign)) {
        return operator;
      }
    }

    throw new IllegalArgumentException(
        "Invalid condition '" + text + "': unknown operator " + sign + " (must be < <= > or >=)");
  }

  private static double bound(String text, Matcher matcher) {
    String number = matcher.group(3);
    try {
      double bound = Double.parseDouble(number);
      if (Double.isFinite(bound)) {
        return bound;
      }
    } catch (NumberFormatException e) {
      throw invalidBound(text, number, e);
    }

    throw invalidBound(text, number, null);
  }

  private static IllegalArgumentException invalidBound(String text, String number, Throwable why) {
    return new IllegalArgumentException(
        "Invalid condition '"
            + text
            + "': "
            + (number.isEmpty() ? "nothing" : number)
            + " to compare with (must be a finite number)",
        why);
  }
}
