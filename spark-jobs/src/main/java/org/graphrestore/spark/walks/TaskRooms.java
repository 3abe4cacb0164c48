package org.graphrestore.spark.walks;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.graphrestore.walk.Outbox;
import org.graphrestore.walk.Travellers;

/**
 * Room that the tasks of a wave use one after the other, as many as run at once: arrays that have
 * grown once need not grow again in every round, nor be collected after it. Thread-safe.
 */
final class TaskRooms {
  private final int blocks;
  private final int homes;
  private final boolean withStarts;
  private final Deque<Room> free = new ArrayDeque<>();

  /**
   * Makes no room yet.
   *
   * @param withStarts whether walkers remember where they started
   */
  TaskRooms(int blocks, int homes, boolean withStarts) {
    this.blocks = blocks;
    this.homes = homes;
    this.withStarts = withStarts;
  }

  /** The room of one task at a time: walkers that arrive, boxes to send, bytes of a file. */
  static final class Room {
    Travellers arrivals;
    final Outbox boxes;
    ByteBuffer buffer = ExchangeFiles.room(1 << 16);

    private Room(Travellers arrivals, Outbox boxes) {
      this.arrivals = arrivals;
      this.boxes = boxes;
    }
  }

  /** Takes an empty room. */
  synchronized Room take() {
    Room room = free.poll();
    return room == null
        ? new Room(new Travellers(withStarts), new Outbox(blocks, homes, withStarts))
        : room;
  }

  /** Gives a room back. One of a task that has failed need not come back. */
  void give(Room room) {
    room.arrivals.clear();
    room.boxes.clear();
    synchronized (this) {
      free.push(room);
    }
  }
}
