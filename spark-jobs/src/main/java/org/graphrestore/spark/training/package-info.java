/** The table of embedding methods and the stages that train them. */
package org.graphrestore.spark.training;
