package org.graphrestore.walk;

import java.util.ArrayList;
import java.util.List;
import org.graphrestore.graph.AdjacencyBlock;
import org.graphrestore.random.Purpose;
import org.graphrestore.random.Seeds;

/** One uniform walk, one step after the other: the definition, as the documentation says it. */
final class ReferenceWalk {
  private ReferenceWalk() {}

  static List<Integer> uniform(
      AdjacencyBlock graph, int start, long startHash, int walkNumber, int length, long seed) {
    List<Integer> walk = new ArrayList<>();
    walk.add(start);
    for (int step = 0; step < length - 1; step++) {
      int node = walk.get(step);
      List<Integer> neighbours = new ArrayList<>();
      for (int i = graph.offsets()[node]; i < graph.offsets()[node + 1]; i++) {
        neighbours.add(graph.targets()[i]);
      }

      if (neighbours.isEmpty()) {
        break;
      }

      long key = Seeds.key(seed, Purpose.WALK_STEP, startHash, walkNumber);
      walk.add(neighbours.get(Seeds.bounded(Seeds.draw(key, step), neighbours.size())));
    }

    return walk;
  }
}
