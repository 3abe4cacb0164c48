package org.graphrestore.walk;

/** What ends a walk, and how many of them a node gets. */
public enum StopRule {
  /** Length and number are those of the settings. */
  FIXED,
  /** Both end, at the latest at those of the settings, when they bring nothing new. */
  ENTROPY
}
