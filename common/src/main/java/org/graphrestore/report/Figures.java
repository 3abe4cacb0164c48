package org.graphrestore.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Writes numbers for people. The same on every machine: no default locale, no local time zone. */
final class Figures {
  private static final String TIMES = " \u00d7";
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Figures() {}

  /** 117791 is 117,791. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Three or four digits and a word: 12345678 is 12.3 million. */
  static String roundCount(double value) {
    if (value >= 1e9) {
      return String.format(Locale.ROOT, "%.1f billion", value / 1e9);
    }

    if (value >= 1e6) {
      return String.format(Locale.ROOT, "%.1f million", value / 1e6);
    }

    return count(Math.round(value));
  }

  /** A number of any size with one decimal where it is small. */
  static String decimal(double value) {
    return value < 100 ? String.format(Locale.ROOT, "%.1f", value) : count(Math.round(value));
  }

  /** A precision, 0 .. 1: three decimals, or two digits where it is smaller than they can show. */
  static String precision(double value) {
    if (!Double.isFinite(value)) {
      return "\u2013";
    }

    if (value == 0 || value >= 0.01) {
      return String.format(Locale.ROOT, "%.3f", value);
    }

    if (value >= 1e-5) {
      int decimals = 1 - (int) Math.floor(StrictMath.log10(value));
      return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    return String.format(Locale.ROOT, "%.1e", value);
  }

  /** How many times random, in two digits: 4,300. Empty where there is no random to compare. */
  static String times(double value, double random) {
    double ratio = value / random;
    if (!(random > 0) || !Double.isFinite(ratio)) {
      return "";
    }

    if (ratio < 10) {
      return String.format(Locale.ROOT, "%.1f", ratio) + TIMES;
    }

    double step = StrictMath.pow(10, Math.floor(StrictMath.log10(ratio)) - 1);
    return count(Math.round(Math.round(ratio / step) * step)) + TIMES;
  }

  /** 102.4 is 1 min 42 s. */
  static String duration(double seconds) {
    if (seconds < 59.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    long whole = Math.round(seconds);
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }

  /** Binary units: 4294967296 is 4.0 GB. */
  static String bytes(long bytes) {
    return bytes < 1L << 30
        ? String.format(Locale.ROOT, "%.0f MB", bytes / (double) (1 << 20))
        : String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1 << 30));
  }

  /** A range of whole numbers: one number, or two with a dash. */
  static String range(long from, long to) {
    return from == to ? count(from) : count(from) + "\u2013" + count(to);
  }

  /** A moment in UTC; a text that is none stays as it is. */
  static String moment(String iso) {
    try {
      return MOMENT.format(Instant.parse(iso));
    } catch (DateTimeParseException e) {
      return iso;
    }
  }

  /** "1 hop", "2 hops". */
  static String hops(int hop) {
    return hop == 1 ? "1 hop" : hop + " hops";
  }
}
