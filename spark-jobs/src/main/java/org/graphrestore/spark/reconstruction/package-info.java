/**
 * The second job's stage: shells by breadth-first search over blocks, exact ranks by counting over
 * blocks, the table of queries and the summary.
 */
package org.graphrestore.spark.reconstruction;
