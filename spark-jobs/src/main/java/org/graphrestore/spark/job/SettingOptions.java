package org.graphrestore.spark.job;

import java.util.Map;
import org.graphrestore.config.Settings;

/** Options of the command line that stand for settings. */
interface SettingOptions {
  /** Returns what the options say: the path of a setting to its text. */
  Map<String, String> assignments();

  /**
   * Checks what is no setting of its own against the resolved ones, before anything is begun.
   *
   * @throws org.graphrestore.spark.store.UserMistakeException if it does not fit them
   */
  default void check(Settings settings) {}
}
