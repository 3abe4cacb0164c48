package org.graphrestore.spark.training;

import java.io.Serializable;

/**
 * The files that hold the model after a round: an input and a context file a block, or null where a
 * block was not trained yet.
 *
 * @param inputs name of every block's input vectors
 * @param contexts name of every block's context vectors
 */
@SuppressWarnings("ArrayRecordComponent")
record ModelState(String[] inputs, String[] contexts) implements Serializable {
  static ModelState untrained(int blocks) {
    return new ModelState(new String[blocks], new String[blocks]);
  }
}
