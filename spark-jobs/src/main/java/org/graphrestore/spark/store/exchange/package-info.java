/** Vectors and walks in and out of the stores: the files that other programs read and write. */
package org.graphrestore.spark.store.exchange;
