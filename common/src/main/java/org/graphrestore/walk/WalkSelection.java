package org.graphrestore.walk;

import java.io.Serializable;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;

/**
 * The walks of one episode of one epoch. Every walk is in exactly one episode of each epoch, by a
 * draw keyed by its start's original id and its number; so the episodes of an epoch are a partition
 * of all walks, and another one in every epoch.
 *
 * @param epoch from 0
 * @param episode 0 .. episodes - 1
 * @param episodes number of episodes of an epoch, at least 1
 * @param seed the run's seed
 */
public record WalkSelection(int epoch, int episode, int episodes, long seed)
    implements Serializable {

  /** Checks the ranges. */
  public WalkSelection {
    if (epoch < 0 || episodes < 1 || episode < 0 || episode >= episodes) {
      throw new IllegalArgumentException(
          "Invalid selection of walks: epoch "
              + epoch
              + ", episode "
              + episode
              + " of "
              + episodes
              + " (needs epoch >= 0 and 0 <= episode < episodes)");
    }
  }

  /** Returns the selection of all walks. */
  public static WalkSelection all() {
    return new WalkSelection(0, 0, 1, 0);
  }

  /** Returns whether a walk belongs to this episode. */
  public boolean contains(long startHash, int walkNumber) {
    return episodes == 1
        || Seeds.bounded(
                Seeds.draw(Seeds.key(seed, Purpose.EPISODE, startHash, walkNumber), epoch),
                episodes)
            == episode;
  }
}
