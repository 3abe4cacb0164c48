package org.graphrestore.estimate;

/**
 * What a stage will cost. Bytes are doubles, since they may pass 2<sup>63</sup>.
 *
 * @param stage the stage
 * @param startSeconds wall time that does not grow with the graph
 * @param coreSeconds time of all cores together
 * @param parallel cores that can work at once
 * @param heapBytes what the tasks of an executor hold at once, at most
 * @param usable share of the heap that may hold it
 * @param heapParts what that consists of, for people
 * @param storeBytes bytes of the store that it makes
 * @param scratchBytes most bytes of its scratch folder beside the stores
 * @param shuffleBytes bytes that it writes to shuffles, all together
 * @param shuffleAtOnce bytes of shuffles that must be there at once
 */
public record StageEstimate(
    Stage stage,
    double startSeconds,
    double coreSeconds,
    int parallel,
    double heapBytes,
    double usable,
    String heapParts,
    double storeBytes,
    double scratchBytes,
    double shuffleBytes,
    double shuffleAtOnce) {

  /** Returns the wall time in seconds at the rates as they are. */
  public double seconds() {
    return startSeconds + coreSeconds / parallel;
  }

  /** Returns the heap that an executor must have for the stage to be let run. */
  public double heapNeeded() {
    return heapBytes / usable;
  }
}
