/** The jobs: short mains with their options, and the assembled catalog of settings. */
package org.graphrestore.spark.job;
