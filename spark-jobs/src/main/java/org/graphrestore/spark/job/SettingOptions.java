package org.graphrestore.spark.job;

import java.util.Map;

/** Options of the command line that stand for settings. */
interface SettingOptions {
  /** Returns what the options say: the path of a setting to its text. */
  Map<String, String> assignments();
}
