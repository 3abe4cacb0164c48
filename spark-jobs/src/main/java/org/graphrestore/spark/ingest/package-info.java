/** The first stage: edges of any kind become a graph store. */
package org.graphrestore.spark.ingest;
