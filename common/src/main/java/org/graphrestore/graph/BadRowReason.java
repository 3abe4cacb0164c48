package org.graphrestore.graph;

import java.util.Locale;

/**
 * Why a row of an input is refused. The names in lower-case kebab stand in manifests and reports,
 * and are stable.
 */
public enum BadRowReason {
  /** It has too few or too many columns. */
  COLUMNS(true),
  /** A quote is not closed, or text follows one. */
  QUOTES(true),
  /** It is no JSON object, or a field that is read is missing, nested or there twice. */
  JSON(true),
  /** An id is empty or null. */
  EMPTY_ID(true),
  /** An id is not of the kind that ids have: no whole number, or a number among texts. */
  ID(true),
  /** The relation is empty or null. */
  RELATION(true),
  /** The weight is missing, no number, not positive, or not finite. */
  WEIGHT(true),
  /** Its bytes are not UTF-8, or hold what no text has. */
  ENCODING(true),
  /** It is longer than a row may be. */
  TOO_LONG(true),
  /** The file's header is not that of the first file: every row of it would be misread. */
  HEADER(false),
  /** The file's data are damaged or cut off: nobody knows what is missing. */
  DAMAGED(false);

  private final boolean droppable;

  BadRowReason(boolean droppable) {
    this.droppable = droppable;
  }

  /** Returns whether such a row can be left out without doubt about the others. */
  public boolean droppable() {
    return droppable;
  }

  /** Returns the name in lower-case kebab: {@code empty-id}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Finds a reason by its {@link #text()}. */
  public static BadRowReason of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
