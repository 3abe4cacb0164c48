package org.graphrestore.spark.store.exchange;

import java.util.ArrayList;
import java.util.List;
import scala.Tuple2;

/**
 * How well the vectors of a file fit the nodes of a graph: the panels' reports added up.
 *
 * @param vectors vectors in the file
 * @param missing nodes without a vector
 * @param unknown vectors whose id is no node
 * @param duplicates vectors whose id came before
 * @param missingExamples some ids of nodes without a vector
 * @param unknownExamples some ids that are no nodes
 * @param duplicateExamples some ids that come twice
 */
record AlignmentReport(
    long vectors,
    long missing,
    long unknown,
    long duplicates,
    List<String> missingExamples,
    List<String> unknownExamples,
    List<String> duplicateExamples) {

  private static final int EXAMPLES = 3;

  static AlignmentReport of(List<Tuple2<long[], String[]>> panels) {
    long[] counts = new long[4];
    List<List<String>> examples = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Tuple2<long[], String[]> panel : panels) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] += panel._1()[i];
      }

      int list = 0;
      for (String example : panel._2()) {
        if (example == null) {
          list++;
        } else if (examples.get(list).size() < EXAMPLES) {
          examples.get(list).add(example);
        }
      }
    }

    return new AlignmentReport(
        counts[Alignment.VECTORS],
        counts[Alignment.MISSING],
        counts[Alignment.UNKNOWN],
        counts[Alignment.DUPLICATES],
        examples.get(0),
        examples.get(1),
        examples.get(2));
  }
}
