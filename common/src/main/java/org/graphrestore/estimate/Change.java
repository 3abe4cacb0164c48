package org.graphrestore.estimate;

/**
 * A change after which a run fits better.
 *
 * @param text what to set or free, as one would type it
 * @param changesResult whether vectors differ
 * @param after what the run is then
 */
public record Change(String text, boolean changesResult, Scenario after) {
  /** Returns the change and, where it has one, its price. */
  public String describe() {
    return changesResult ? text + " (gives other vectors)" : text;
  }
}
