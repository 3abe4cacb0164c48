/** The stage of walks: from a graph store to a walk store, or straight into training. */
package org.graphrestore.spark.walks;
