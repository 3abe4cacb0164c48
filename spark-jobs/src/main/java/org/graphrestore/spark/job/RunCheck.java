package org.graphrestore.spark.job;

/** What becomes of a run that its estimate says does not fit. */
enum RunCheck {
  /** It ends before it starts, with the smallest change that makes it fit. */
  REFUSE,
  /** It is warned, and tries. */
  WARN,
  /** Nothing is estimated. */
  OFF
}
