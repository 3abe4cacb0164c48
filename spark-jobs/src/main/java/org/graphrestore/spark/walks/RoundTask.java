package org.graphrestore.spark.walks;

import java.io.IOException;
import org.graphrestore.walk.RoundPlan;
import scala.Tuple2;

/** A task of a round of the partitioned engine; of round 0, which sends walkers off, too. */
final class RoundTask implements NumberedTasks.Work {
  private static final long serialVersionUID = 1L;

  private final OncePerJvm<WaveWork> work;
  private final int round;
  private final RoundPlan plan;
  private final long[] senders;

  private RoundTask(OncePerJvm<WaveWork> work, int round, RoundPlan plan, long[] senders) {
    this.work = work;
    this.round = round;
    this.plan = plan;
    this.senders = senders;
  }

  /** A task that sends the walkers of a home off. */
  static RoundTask sendOff(OncePerJvm<WaveWork> work) {
    return new RoundTask(work, 0, null, null);
  }

  /** A task that walks, as {@link WaveWork#walk} says. */
  static RoundTask walk(OncePerJvm<WaveWork> work, int round, RoundPlan plan, long[] senders) {
    return new RoundTask(work, round, plan, senders);
  }

  @Override
  public Tuple2<String, long[]> run(int number) throws IOException {
    return round == 0
        ? work.value().sendOff(number)
        : work.value().walk(round, plan, senders, number);
  }
}
