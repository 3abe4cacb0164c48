/** The front door: commands, help, exit codes, and progress on the terminal. */
package org.graphrestore.spark.cli;
