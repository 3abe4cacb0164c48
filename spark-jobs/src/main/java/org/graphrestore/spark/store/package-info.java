/** Run folder, manifests, and the graph, walk, embedding and result stores. */
package org.graphrestore.spark.store;
