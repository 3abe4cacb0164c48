package org.graphrestore.config;

import java.util.List;

/** Settings that cannot be used, all of them named at once. The user's mistake: exit code 2. */
public final class InvalidSettingsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Wraps one problem a line. */
  public InvalidSettingsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
