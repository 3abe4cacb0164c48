package org.graphrestore.spark.training;

import org.graphrestore.skipgram.ObjectiveParams;
import org.graphrestore.spark.store.UserMistakeException;

/** What methods that draw their pairs have in common. */
final class DrawnPairs {
  private DrawnPairs() {}

  /**
   * Checks settings that only walks know.
   *
   * @throws UserMistakeException naming the setting
   */
  static void check(ObjectiveParams objective, String method) {
    try {
      objective.checkDrawn(method);
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(e.getMessage(), e);
    }
  }
}
