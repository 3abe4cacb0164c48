package org.graphrestore.spark.job;

import java.util.List;
import java.util.stream.Collectors;
import org.graphrestore.reconstruction.FailCondition.Verdict;

/**
 * The work is done and its result is not good enough by what the user said: a scheduler is to stop
 * here. Neither a failure nor a mistake; everything is written.
 */
public final class HeldBackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the conditions that hold, with the figures. */
  HeldBackException(List<Verdict> verdicts) {
    super(
        verdicts.stream()
            .filter(Verdict::failed)
            .map(Verdict::told)
            .collect(Collectors.joining("; ")));
  }
}
